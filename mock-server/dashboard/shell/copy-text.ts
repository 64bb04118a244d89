/** Writes to the clipboard, which a page may not always do. */

/**
 * @param clipboard absent where the page was not loaded from this machine or over HTTPS
 * @returns whether it was copied
 */
export async function copyText(
  text: string,
  clipboard: Pick<Clipboard, 'writeText'> | undefined,
): Promise<boolean> {
  try {
    if (clipboard === undefined) return false;
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
