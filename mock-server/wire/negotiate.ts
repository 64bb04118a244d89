/** Content negotiation as the framework does it with its JSON renderer alone. */
import { parseInteger } from '../operations/python.ts';
import { parseHeader } from './parse-header.ts';

export type Negotiated =
  | { readonly kind: 'json'; readonly indent: number }
  | { readonly kind: 'unknown-format' }
  | { readonly kind: 'not-acceptable' }
  /** What the framework itself does not survive. */
  | { readonly kind: 'crash' };

const offered = { type: 'application', subtype: 'json', format: 'json' } as const;

/**
 * Chooses the representation.
 * @param accept the Accept header; undefined when it was not sent
 * @param format the query parameter `format`; undefined or empty when it says nothing
 */
export function negotiate(accept: string | undefined, format: string | undefined): Negotiated {
  if (format !== undefined && format !== '' && format !== offered.format) return { kind: 'unknown-format' };
  // The framework reads parameters but never q (RFC 9110, 12.5.1, would have it otherwise).
  const headers = (accept ?? '*/*').split(',').map(parseHeader);
  const ranges = headers.flatMap((header) => (header === undefined ? [] : [rangeOf(header)]));
  if (ranges.length < headers.length) return { kind: 'crash' };
  const best = ranges.filter(takesJson).toSorted((a, b) => precedence(b) - precedence(a))[0];
  return best === undefined
    ? { kind: 'not-acceptable' }
    : { kind: 'json', indent: indentOf(best.parameters.get('indent')) };
}

interface Range {
  readonly type: string;
  readonly subtype: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function rangeOf({ main, parameters }: { main: string; parameters: Range['parameters'] }): Range {
  const [type = '', ...subtypes] = main.split('/');
  return { type, subtype: subtypes.join('/'), parameters };
}

function takesJson({ type, subtype }: Range): boolean {
  return (type === '*' || type === offered.type) && (subtype === '*' || subtype === offered.subtype);
}

function precedence({ type, subtype, parameters }: Range): number {
  if (type === '*') return 0;
  if (subtype === '*') return 1;
  return [...parameters.keys()].some((name) => name !== 'q') ? 3 : 2;
}

function indentOf(text: string | undefined): number {
  const indent = text === undefined ? undefined : parseInteger(text);
  return indent === undefined ? 0 : Math.max(0, Math.min(8, Number(indent)));
}
