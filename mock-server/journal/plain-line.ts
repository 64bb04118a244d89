/** Turns printed text into one line, whatever its origin. */
import { toVisible } from '../../text/visible.ts';

/** The same text with everything that a terminal would obey instead of showing it written as `\u{1b}`. */
export function toPlainLine(text: string): string {
  return toVisible(text);
}
