/** Text of a target made fit for a terminal and for XML, whatever it sent. */

/**
 * Control characters would move the cursor of a terminal, and XML 1.0 has no place for most of them; halves of
 * surrogate pairs have no place in either.
 */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t\n]|[\p{Cs}\ufffe\uffff]/gu, '\ufffd');
}
