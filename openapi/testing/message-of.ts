/** Returns the message of an expected error, for tests that assert the whole message. */

/** The message of what is thrown. In Jest an error may come from another realm, so no class is asked for. */
export function catchMessage(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { readonly message: string }).message;
  }
  return 'Nothing was refused.';
}
