/** Content negotiation as the framework does it with its JSON renderer alone. */

export type Negotiated =
  | { readonly kind: 'json'; readonly indent: number }
  | { readonly kind: 'unknown-format' }
  | { readonly kind: 'not-acceptable' };

const offered = { type: 'application', subtype: 'json', format: 'json' } as const;

/**
 * Chooses the representation.
 * @param accept the Accept header; undefined when it was not sent
 * @param format the query parameter `format`; undefined or empty when it says nothing
 */
export function negotiate(accept: string | undefined, format: string | undefined): Negotiated {
  if (format !== undefined && format !== '' && format !== offered.format) return { kind: 'unknown-format' };
  // The framework reads parameters but never q (RFC 9110, 12.5.1, would have it otherwise).
  const ranges = (accept ?? '*/*').split(',').map(rangeOf).filter(takesJson);
  const best = ranges.toSorted((a, b) => precedence(b) - precedence(a))[0];
  return best === undefined
    ? { kind: 'not-acceptable' }
    : { kind: 'json', indent: indentOf(best.parameters.get('indent')) };
}

interface Range {
  readonly type: string;
  readonly subtype: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function rangeOf(text: string): Range {
  const [media = '', ...parameters] = text.trim().split(';');
  const [type = '', ...subtypes] = media.trim().toLowerCase().split('/');
  const pairs = parameters.flatMap((parameter) => {
    const cut = parameter.indexOf('=');
    return cut < 0
      ? []
      : [
          [
            parameter.slice(0, cut).trim().toLowerCase(),
            parameter
              .slice(cut + 1)
              .trim()
              .replaceAll('"', ''),
          ] as const,
        ];
  });
  return { type, subtype: subtypes.join('/'), parameters: new Map(pairs) };
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
  return text !== undefined && /^\s*[+-]?\d+\s*$/.test(text) ? Math.max(0, Math.min(8, Number(text))) : 0;
}
