/** Requests and replies as plain values: what came over the wire, and what goes back. */

export interface WireRequest {
  /** Upper case. */
  readonly method: string;
  /** The request target as it was sent: path and query, nothing decoded. */
  readonly target: string;
  /** Values by lower-case name; a header that was sent several times is joined with a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Bytes as a binary (Latin-1) string; empty when there is none. */
  readonly body: string;
}

export interface WireReply {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Text, to be sent as UTF-8. */
  readonly body: string;
}

/** The path, still percent-encoded, and the raw query without its question mark. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const local = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const cut = local.indexOf('?');
  return cut < 0 ? { path: local, query: '' } : { path: local.slice(0, cut), query: local.slice(cut + 1) };
}

/** Percent-decodes to text; undefined when the bytes are not UTF-8. */
export function percentDecode(text: string): string | undefined {
  const loose = text.replaceAll(/%(?![0-9A-Fa-f]{2})/g, '%25');
  try {
    return decodeURIComponent(loose);
  } catch {
    return undefined;
  }
}

/** The last value of each query parameter, as Django's QueryDict gives it. */
export function queryOf(query: string): ReadonlyMap<string, string> {
  return new Map(new URLSearchParams(query));
}
