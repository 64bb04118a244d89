/** Escapes text of any origin for HTML. */
import { escapeMarkup } from '../printable.ts';

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
