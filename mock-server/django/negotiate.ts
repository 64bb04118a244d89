/** Content negotiation among the renderers of a view, as in the framework. */
import type { WireData } from '../../openapi/document.ts';
import { parseInteger, strip } from './python.ts';
import { parseHeader } from './parse-header.ts';

export type Negotiated =
  | { readonly kind: 'chosen'; readonly mediaType: string; readonly indent: number }
  | { readonly kind: 'unknown-format' }
  | { readonly kind: 'not-acceptable' }
  /** The error that the framework does not handle. */
  | { readonly kind: 'crash' };

/**
 * Chooses the representation.
 * @param accept the Accept header; undefined if it was not sent
 * @param format the query parameter `format`; undefined or empty for none
 * @param renders the available media types by their format; the first one wins a tie
 * @param wire how the framework version parses a header
 */
export function negotiate(
  accept: string | undefined,
  format: string | undefined,
  renders: Readonly<Record<string, string>>,
  wire: WireData,
): Negotiated {
  const offered = Object.entries(renders)
    .filter(([name]) => format === undefined || format === '' || format === name)
    .map(([, mediaType]) => mediaType);
  if (offered.length === 0) return { kind: 'unknown-format' };
  // The framework reads parameters but ignores q, contrary to RFC 9110, 12.5.1.
  const headers = splitEntries(accept ?? '*/*', wire).map((entry) => parseHeader(entry, wire['header-text']));
  // Newer versions treat an unreadable entry as a type that no renderer has.
  if (
    headers.some((header) => header === 'crash' || (typeof header === 'string' && wire.limits === undefined))
  )
    return { kind: 'crash' };
  const ranges = headers.flatMap((header) => (typeof header === 'string' ? [] : [toRange(header)]));
  const met = [3, 2, 1, 0].flatMap((level) => {
    const alike = ranges.filter((range) => computePrecedence(range) === level);
    return offered.flatMap((mediaType) =>
      alike.filter((range) => isAcceptable(range, mediaType)).map((range) => ({ mediaType, range })),
    );
  });
  const [best] = met;
  return best === undefined
    ? { kind: 'not-acceptable' }
    : { kind: 'chosen', mediaType: best.mediaType, indent: parseIndent(best.range.parameters.get('indent')) };
}

/** The entries of the header that are read at all. */
function splitEntries(accept: string, { limits }: WireData): readonly string[] {
  if (limits === undefined) return accept.split(',').map(strip);
  const max = limits['accept-length'];
  const read = accept.length > max ? accept.slice(0, accept.lastIndexOf(',', max - 1) + 1) : accept;
  return read
    .split(',')
    .map(strip)
    .filter((entry) => entry !== '' && entry.length <= limits['media-type-length'])
    .slice(0, limits['accept-entries']);
}

interface MediaRange {
  readonly type: string;
  readonly subtype: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function toRange({ main, parameters }: { main: string; parameters: MediaRange['parameters'] }): MediaRange {
  const [type = '', ...subtypes] = main.split('/');
  return { type, subtype: subtypes.join('/'), parameters };
}

function isAcceptable({ type, subtype }: MediaRange, mediaType: string): boolean {
  const [offeredType, offeredSubtype] = mediaType.split('/');
  return (type === '*' || type === offeredType) && (subtype === '*' || subtype === offeredSubtype);
}

function computePrecedence({ type, subtype, parameters }: MediaRange): number {
  if (type === '*') return 0;
  if (subtype === '*') return 1;
  return [...parameters.keys()].some((name) => name !== 'q') ? 3 : 2;
}

function parseIndent(text: string | undefined): number {
  const indent = text === undefined ? undefined : parseInteger(text);
  return indent === undefined ? 0 : Math.max(0, Math.min(8, Number(indent)));
}
