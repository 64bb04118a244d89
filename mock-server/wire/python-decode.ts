/** Turns bytes into text as Python's codecs do, in their very words where they refuse. */
import { binaryOf, bytesOf } from '../operations/binary.ts';

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
    return refused('ascii', bytes, first, 1, 'ordinal not in range(128)');
  }
  const wrong = wrongUtf8(bytes, first);
  if (wrong === undefined) return { kind: 'text', text: replacing(bytes) };
  const { at, length, reason } = wrong;
  return reason === 'cut off'
    ? { kind: 'text', text: replacing(bytes.slice(0, at)) }
    : refused('utf-8', bytes, at, length, reason);
}

/** Decodes UTF-8 with a replacement character for all that is none. */
export function replacing(bytes: string): string {
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

function refused(codec: string, bytes: string, at: number, length: number, reason: string): Decoded {
  const what =
    length === 1
      ? `byte 0x${bytes.charCodeAt(at).toString(16).padStart(2, '0')} in position ${at}`
      : `bytes in position ${at}-${at + length - 1}`;
  return { kind: 'error', message: `'${codec}' codec can't decode ${what}: ${reason}` };
}

interface Wrong {
  readonly at: number;
  readonly length: number;
  readonly reason: 'invalid start byte' | 'invalid continuation byte' | 'cut off';
}

/** Of each range of first bytes, what may stand behind them: the range of the second, and how many there are. */
const leads = [
  { from: 0xc2, to: 0xdf, second: [0x80, 0xbf], more: 1 },
  { from: 0xe0, to: 0xe0, second: [0xa0, 0xbf], more: 2 },
  { from: 0xe1, to: 0xec, second: [0x80, 0xbf], more: 2 },
  { from: 0xed, to: 0xed, second: [0x80, 0x9f], more: 2 },
  { from: 0xee, to: 0xef, second: [0x80, 0xbf], more: 2 },
  { from: 0xf0, to: 0xf0, second: [0x90, 0xbf], more: 3 },
  { from: 0xf1, to: 0xf3, second: [0x80, 0xbf], more: 3 },
  { from: 0xf4, to: 0xf4, second: [0x80, 0x8f], more: 3 },
] as const;

function wrongUtf8(bytes: string, first: number): Wrong | undefined {
  for (let at = first; at < bytes.length; ) {
    const byte = bytes.charCodeAt(at);
    const lead = byte < 0x80 ? { more: 0 } : leads.find(({ from, to }) => byte >= from && byte <= to);
    if (lead === undefined) return { at, length: 1, reason: 'invalid start byte' };
    for (let index = 1; index <= lead.more; index += 1) {
      if (at + index >= bytes.length) return { at, length: index, reason: 'cut off' };
      const next = bytes.charCodeAt(at + index);
      const [low, high] = index === 1 && 'second' in lead ? lead.second : [0x80, 0xbf];
      if (next < low || next > high) return { at, length: index, reason: 'invalid continuation byte' };
    }
    at += 1 + lead.more;
  }
  return undefined;
}
