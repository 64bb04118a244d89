/** Turns bytes into text as Python's codecs do, in their very words where they refuse. */
import { runAtOnce } from '../operations/at-once.ts';
import { binaryOf, bytesOf } from '../operations/binary.ts';
import { findWrongUtf8 } from './utf8-bytes.ts';

export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'error'; readonly message: string };

export type Encoding = 'utf-8' | 'latin-1' | 'ascii';

const encodings: ReadonlyMap<string, Encoding> = new Map(
  Object.entries({
    latin_1: 'latin-1',
    latin1: 'latin-1',
    latin: 'latin-1',
    l1: 'latin-1',
    iso_8859_1: 'latin-1',
    iso8859_1: 'latin-1',
    '8859': 'latin-1',
    cp819: 'latin-1',
    ascii: 'ascii',
    us_ascii: 'ascii',
    '646': 'ascii',
    utf_8: 'utf-8',
    utf8: 'utf-8',
    u8: 'utf-8',
  } as const),
);

/** The codec of a name, of which only letters and digits count; undefined for one that the mock does not know. */
export function encodingOf(charset: string): Encoding | undefined {
  const words = charset.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return encodings.get(words.join('_'));
}

/**
 * Decodes strictly, as from a stream: a character that is cut off at the end is left out.
 * @param bytes as a binary string
 */
export function decode(bytes: string, encoding: Encoding): Decoded {
  if (encoding === 'latin-1') return { kind: 'text', text: bytes };
  const first = bytes.search(/[\u0080-\u00ff]/);
  if (first < 0) return { kind: 'text', text: bytes };
  if (encoding === 'ascii') {
    const message = refusalOf('ascii', bytes, { at: first, length: 1, reason: 'ordinal not in range(128)' });
    return { kind: 'error', message };
  }
  const wrong = runAtOnce(findWrongUtf8(bytes));
  if (wrong === undefined) return { kind: 'text', text: replacing(bytes) };
  if (wrong.reason === 'cut off') return { kind: 'text', text: replacing(bytes.slice(0, wrong.at)) };
  return { kind: 'error', message: refusalOf('utf-8', bytes, wrong) };
}

/** Decodes UTF-8 with a replacement character for all that is none. */
export function replacing(bytes: string): string {
  if (/^\p{ASCII}*$/u.test(bytes)) return bytes;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(bytes));
}

/** Decodes UTF-8; undefined when a byte of it is none, or the last character is cut off. */
export function strictUtf8(bytes: string): string | undefined {
  const text = replacing(bytes);
  return encodeUtf8(text) === bytes ? text : undefined;
}

/** The bytes of a text as a binary string. */
export function encodeUtf8(text: string): string {
  return /^\p{ASCII}*$/u.test(text) ? text : binaryOf(new TextEncoder().encode(text));
}

/** `urllib.parse.unquote`: each run of ASCII is decoded by itself. */
export function unquote(text: string, encoding: Encoding): string {
  if (!text.includes('%')) return text;
  return text.replaceAll(/\p{ASCII}+/gu, (run) => {
    if (!run.includes('%')) return run;
    const bytes = unescaped(run);
    if (encoding === 'latin-1') return bytes;
    return encoding === 'ascii' ? bytes.replaceAll(/[\u0080-\u00ff]/g, '\ufffd') : replacing(bytes);
  });
}

/** A loop, since a body of megabytes may be nothing but escapes. */
function unescaped(run: string): string {
  const bytes = new Uint8Array(run.length);
  let length = 0;
  for (let at = 0; at < run.length; at += 1) {
    const hex = run[at] === '%' ? run.slice(at + 1, at + 3) : '';
    const isEscape = /^[\da-f]{2}$/i.test(hex);
    bytes[length] = isEscape ? Number.parseInt(hex, 16) : run.charCodeAt(at);
    length += 1;
    if (isEscape) at += 2;
  }
  return binaryOf(bytes.subarray(0, length));
}

/** What Python says of bytes that it cannot decode. */
export function refusalOf(
  codec: string,
  bytes: string,
  { at, length, reason }: { readonly at: number; readonly length: number; readonly reason: string },
): string {
  const what =
    length === 1
      ? `byte 0x${bytes.charCodeAt(at).toString(16).padStart(2, '0')} in position ${at}`
      : `bytes in position ${at}-${at + length - 1}`;
  return `'${codec}' codec can't decode ${what}: ${reason}`;
}
