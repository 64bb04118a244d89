/** Returns the message of an expected error, for tests that assert the whole message. */

/**
 * Returns the message of a thrown error. In Jest an error can come from another realm, so its class is not
 * checked.
 */
export function catchMessage(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { readonly message: string }).message;
  }
  return 'Nothing was refused.';
}
