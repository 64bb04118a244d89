/** Makes text from a target printable for people and for XML. */
import { toVisible } from '../../text/visible.ts';

/** Escapes invisible and bidirectional characters as `\u{202e}`, and keeps line breaks. */
export function toPrintable(text: string): string {
  return toVisible(text, '\n\t');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of any origin as text in XML or HTML. */
export function escapeMarkup(text: string): string {
  return toPrintable(text).replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
