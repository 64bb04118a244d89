/** Makes text from a target printable for people. */
import { toVisible } from '../../text/visible.ts';

/** Escapes invisible and bidirectional characters as `\u{202e}`, and keeps line breaks. */
export function toPrintable(text: string): string {
  return toVisible(text, '\n\t');
}
