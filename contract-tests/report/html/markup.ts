/** Text of any origin made fit to stand in HTML. */
import { escapeMarkup } from '../printable.ts';

/** A piece of HTML that is safe to put into a page; made by `html` alone. */
export interface Markup {
  readonly markup: string;
}

type MarkupPart = Markup | readonly Markup[] | string | number;

/** A template whose texts are escaped and whose pieces of markup stand as they are. */
export function html(texts: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  const markup = texts.map((text, index) => text + formatPart(parts[index] ?? '')).join('');
  return { markup };
}

export const nothing: Markup = { markup: '' };

function formatPart(part: MarkupPart): string {
  if (typeof part === 'string' || typeof part === 'number') return escapeMarkup(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}
