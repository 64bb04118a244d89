/** Reads a request body as the framework's default parsers do. */

export type ParsedBody =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'unsupported'; readonly mediaType: string }
  | { readonly kind: 'malformed'; readonly detail: string };

/**
 * Parses a body by its content type. An empty one is an empty map, whatever its type.
 * @param body the bytes as a binary string
 */
export function parseBody(contentType: string | undefined, body: string): ParsedBody {
  if (body === '') return { kind: 'data', data: {} };
  const sent = contentType ?? '';
  const media = sent.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (media === 'application/json') return parseJsonBody(body);
  if (media === 'application/x-www-form-urlencoded')
    return { kind: 'data', data: Object.fromEntries(new URLSearchParams(body)) };
  return { kind: 'unsupported', mediaType: sent };
}

function parseJsonBody(body: string): ParsedBody {
  const text = utf8(body);
  if (text === undefined)
    return malformed("'utf-8' codec can't decode byte 0xff in position 0: invalid start byte");
  try {
    return { kind: 'data', data: JSON.parse(text) as unknown };
  } catch {
    return malformed('Expecting value: line 1 column 1 (char 0)');
  }
}

function malformed(reason: string): ParsedBody {
  return { kind: 'malformed', detail: `JSON parse error - ${reason}` };
}

function utf8(binary: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(binary, (byte) => byte.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}
