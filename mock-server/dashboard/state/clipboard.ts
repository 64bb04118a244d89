/** Copies texts; browsers allow it only to some pages, such as those of this machine. */

/** @returns whether the clipboard has the text now */
export async function copyText(
  text: string,
  navigator: { readonly clipboard?: Clipboard },
): Promise<boolean> {
  try {
    if (navigator.clipboard === undefined) return false;
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
