/** Reads a request body as the framework's default parsers do. */

import { mediaTypeOf, parseJson } from '../../openapi/conformance.ts';

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
  const media = mediaTypeOf(sent);
  const bytes = Uint8Array.from(body, (byte) => byte.charCodeAt(0));
  if (media === 'application/json') return parseJsonBody(bytes);
  if (media === 'application/x-www-form-urlencoded') {
    return { kind: 'data', data: Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes))) };
  }
  if (media === 'multipart/form-data' && !/;\s*boundary=/i.test(sent)) {
    return malformed('Multipart form parse error - Invalid boundary in multipart: None');
  }
  return { kind: 'unsupported', mediaType: sent };
}

// The words are those of Python's decoder and parser for the commonest mistake of each kind.
function parseJsonBody(bytes: Uint8Array): ParsedBody {
  const wrong = firstWrongByte(bytes);
  if (wrong >= 0) {
    const byte = `0x${bytes[wrong]?.toString(16).padStart(2, '0')}`;
    return notJson(`'utf-8' codec can't decode byte ${byte} in position ${wrong}: invalid start byte`);
  }
  const parsed = parseJson(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  return parsed === undefined
    ? notJson('Expecting value: line 1 column 1 (char 0)')
    : { kind: 'data', data: parsed.value };
}

function notJson(reason: string): ParsedBody {
  return malformed(`JSON parse error - ${reason}`);
}

function malformed(detail: string): ParsedBody {
  return { kind: 'malformed', detail };
}

/** Where the bytes cease to be UTF-8; -1 when they are. */
function firstWrongByte(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const back = new TextEncoder().encode(text);
  return bytes.findIndex((byte, index) => byte !== back[index]);
}
