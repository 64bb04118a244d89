/** Text of a target made fit for people and for XML, whatever it sent. */
import { toVisible } from '../../text/visible.ts';

/** The same text with everything that is not seen, or turns or hides the rest, written as `\u{202e}`; lines stay lines. */
export function toPrintable(text: string): string {
  return toVisible(text, '\n\t');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of any origin as text in XML or HTML. */
export function escapeMarkup(text: string): string {
  return toPrintable(text).replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
