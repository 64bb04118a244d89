/** Content negotiation as the framework does it among the renderers that a view has. */

export type Negotiated =
  | { readonly kind: 'chosen'; readonly mediaType: string; readonly indent: number }
  | { readonly kind: 'unknown-format' }
  | { readonly kind: 'not-acceptable' };

/**
 * Chooses the representation.
 * @param accept the Accept header; undefined when it was not sent
 * @param format the query parameter `format`; undefined or empty when it says nothing
 * @param renders the media types that can be made, by their format; of two that are met alike the first wins
 */
export function negotiate(
  accept: string | undefined,
  format: string | undefined,
  renders: Readonly<Record<string, string>>,
): Negotiated {
  const offered = Object.entries(renders)
    .filter(([name]) => format === undefined || format === '' || format === name)
    .map(([, mediaType]) => mediaType);
  if (offered.length === 0) return { kind: 'unknown-format' };
  // The framework reads parameters but never q (RFC 9110, 12.5.1, would have it otherwise).
  const ranges = (accept ?? '*/*').split(',').map(rangeOf);
  const met = [3, 2, 1, 0].flatMap((level) => {
    const alike = ranges.filter((range) => precedence(range) === level);
    return offered.flatMap((mediaType) =>
      alike.filter((range) => takes(range, mediaType)).map((range) => ({ mediaType, range })),
    );
  });
  const [best] = met;
  return best === undefined
    ? { kind: 'not-acceptable' }
    : { kind: 'chosen', mediaType: best.mediaType, indent: indentOf(best.range.parameters.get('indent')) };
}

/** Whether the names in an Accept header, of types and parameters, are ASCII; the values of parameters need not be. */
export function hasAsciiNames(accept: string): boolean {
  const names = accept.split(',').flatMap((range) => {
    const [media = '', ...parameters] = range.split(';');
    return [media, ...parameters.map((one) => (one.includes('=') ? one.slice(0, one.indexOf('=')) : ''))];
  });
  return names.every((name) => !/[\u0080-\uffff]/.test(name));
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

function takes({ type, subtype }: Range, mediaType: string): boolean {
  const [offeredType, offeredSubtype] = mediaType.split('/');
  return (type === '*' || type === offeredType) && (subtype === '*' || subtype === offeredSubtype);
}

function precedence({ type, subtype, parameters }: Range): number {
  if (type === '*') return 0;
  if (subtype === '*') return 1;
  return [...parameters.keys()].some((name) => name !== 'q') ? 3 : 2;
}

function indentOf(text: string | undefined): number {
  return text !== undefined && /^\s*[+-]?\d+\s*$/.test(text) ? Math.max(0, Math.min(8, Number(text))) : 0;
}
