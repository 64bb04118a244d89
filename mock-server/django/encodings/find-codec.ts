/** The codec of Python that a charset names. */
import { createBytesCodec } from './bytes-to-bytes.ts';
import { type Codec, toCodecError, toDecodeError, createTextCodec, walk } from './codec.ts';
import { rawUnicodeEscape, unicodeEscape } from './escapes.ts';
import { findMultibyteCodec } from './multibyte.ts';
import { codecAliases, halfTables, wholeTables } from './tables.ts';
import { utf7 } from './utf-7.ts';
import { utf8, utf8WithMark } from './utf-8.ts';
import { createMarkedCodec, createWideCodec } from './utf-wide.ts';

export const latin1: Codec = createTextCodec((bytes) => ({ kind: 'text', text: bytes }));

const ascii: Codec = createTextCodec((bytes, mode) => {
  const at = bytes.search(/[\x80-\xff]/);
  if (at < 0) return { kind: 'text', text: bytes };
  if (mode === 'replace') return { kind: 'text', text: bytes.replaceAll(/[\x80-\xff]/g, '\ufffd') };
  return toDecodeError('ascii', bytes, at, 1, 'ordinal not in range(128)');
});

const undefinedCodec: Codec = createTextCodec(() => toCodecError('undefined encoding'));

const codecs: ReadonlyMap<string, Codec> = new Map(
  Object.entries({
    ascii,
    charmap: latin1,
    // Names of hosts: ASCII as long as nothing in it begins with xn--.
    idna: ascii,
    latin_1: latin1,
    raw_unicode_escape: rawUnicodeEscape,
    undefined: undefinedCodec,
    unicode_escape: unicodeEscape,
    utf_16: createMarkedCodec(2),
    utf_16_be: createWideCodec(2, 'be'),
    utf_16_le: createWideCodec(2, 'le'),
    utf_32: createMarkedCodec(4),
    utf_32_be: createWideCodec(4, 'be'),
    utf_32_le: createWideCodec(4, 'le'),
    utf_7: utf7,
    utf_8: utf8,
    utf_8_sig: utf8WithMark,
  }),
);

const bytesToBytes = new Set([
  'base64_codec',
  'bz2_codec',
  'hex_codec',
  'quopri_codec',
  'rot_13',
  'uu_codec',
  'zlib_codec',
]);

const codecCache = new Map<string, Codec | undefined>();

/** Undefined for a name that Python does not know. */
export function findCodec(charset: string): Codec | undefined {
  const words = normalizeName(charset);
  const alias = getOwn(codecAliases, words) ?? getOwn(codecAliases, words.replaceAll('.', '_'));
  const name = alias ?? words;
  const codec = codecs.get(name);
  if (codec !== undefined) return codec;
  // Names come from requests, so only those that mean something are kept.
  const known = codecCache.get(name) ?? create(name);
  if (known !== undefined) codecCache.set(name, known);
  return known;
}

/** Replaces runs of characters other than letters, digits and dots with an underscore, strips the ends, and drops non-ASCII letters. */
function normalizeName(charset: string): string {
  return charset
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.]+/gu, '_')
    .replaceAll(/^_|_$/g, '')
    .replaceAll(/\P{ASCII}/gu, '');
}

function create(name: string): Codec | undefined {
  if (bytesToBytes.has(name)) return createBytesCodec(name);
  const half = getOwn(halfTables, name);
  if (half !== undefined) return createHalfCodec(half);
  const whole = getOwn(wholeTables, name);
  return whole === undefined ? findMultibyteCodec(name) : createTableCodec((byte) => whole[byte]);
}

/** Of a table that is ASCII in its first half. */
function createHalfCodec(half: string): Codec {
  const slow = createTableCodec((byte) => (byte < 0x80 ? String.fromCharCode(byte) : half[byte - 0x80]));
  return createTextCodec((bytes, mode) => {
    const text = bytes.replaceAll(/[\x80-\xff]/g, (byte) => half[byte.charCodeAt(0) - 0x80] ?? '');
    return mode === 'replace' || !text.includes('\ufffd')
      ? { kind: 'text', text }
      : slow.decode(bytes, 'strict');
  });
}

function createTableCodec(character: (byte: number) => string | undefined): Codec {
  return createTextCodec((bytes, mode) =>
    walk(
      'charmap',
      bytes,
      (at) => {
        const text = character(bytes.charCodeAt(at)) ?? '\ufffd';
        return text === '\ufffd'
          ? { reason: 'character maps to <undefined>', end: at + 1 }
          : { text, next: at + 1 };
      },
      mode,
    ),
  );
}

function getOwn(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
