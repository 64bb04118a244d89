/** Short, safe excerpts of foreign values for messages. */
import { toVisibleJson } from '../../text/visible.ts';

const maxLength = 200;

/** At most 200 characters of a text, without splitting a surrogate pair. */
export function toExcerpt(text: string): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 3).replace(/[\ud800-\udbff]$/, '')}...`;
}

/** A value as JSON, bounded, with invisible characters escaped; `nothing` for undefined. */
export function quoteValue(value: unknown): string {
  // Of a long text only the beginning is needed.
  const bounded = typeof value === 'string' ? value.slice(0, maxLength + 1) : value;
  return toVisibleJson(toExcerpt(JSON.stringify(bounded) ?? 'nothing'));
}
