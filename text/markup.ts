/** Escapes text of any origin for XML and HTML. */
import { toVisible } from './visible.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of any origin as text in XML or HTML: line breaks stay, and other invisible characters are escaped. */
export function escapeMarkup(text: string): string {
  return toVisible(text, '\n\t').replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/** A safe piece of HTML, created only by `html`. */
export interface Markup {
  readonly markup: string;
}

type MarkupPart = Markup | readonly Markup[] | string | number;

/** A template that escapes texts and keeps markup unchanged. */
export function html(texts: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  const markup = texts.map((text, index) => text + formatPart(parts[index] ?? '')).join('');
  return { markup };
}

export const nothing: Markup = { markup: '' };

function formatPart(part: MarkupPart): string {
  if (typeof part === 'string' || typeof part === 'number') return escapeMarkup(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}
