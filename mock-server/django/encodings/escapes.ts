/** The codecs in which Python writes texts down: Latin-1 with escapes of characters. */
import { type Codec, type DecodeStep, createTextCodec, walk } from './codec.ts';

const plain = /[^\\]+/y;
const lengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const shapes: Readonly<Record<string, string>> = { x: '\\xXX', u: '\\uXXXX', U: '\\UXXXXXXXX' };
const escapedLetters: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** `unicode_escape` */
export const unicodeEscape: Codec = createTextCodec((bytes, mode) =>
  walk(
    'unicodeescape',
    bytes,
    (at) => readPlain(bytes, at) ?? readEscape(bytes, at, 'illegal Unicode character'),
    mode,
  ),
);

/** `raw_unicode_escape`: of escapes it knows those of characters by their number alone. */
export const rawUnicodeEscape: Codec = createTextCodec((bytes, mode) =>
  walk(
    'rawunicodeescape',
    bytes,
    (at) => {
      const run = readPlain(bytes, at);
      if (run !== undefined) return run;
      const letter = bytes[at + 1];
      if (letter === undefined && mode === 'stream')
        return { reason: '\\ at end of string', end: at + 1, isCutOff: true };
      return letter === 'u' || letter === 'U'
        ? readNumbered(bytes, at, letter, '\\Uxxxxxxxx out of range')
        : { text: bytes.slice(at, at + 2), next: at + 2 };
    },
    mode,
  ),
);

function readPlain(bytes: string, at: number): DecodeStep | undefined {
  plain.lastIndex = at;
  const run = plain.exec(bytes)?.[0];
  return run === undefined ? undefined : { text: run, next: at + run.length };
}

function readEscape(bytes: string, at: number, outOfRange: string): DecodeStep {
  const letter = bytes[at + 1];
  if (letter === undefined) return { reason: '\\ at end of string', end: at + 1, isCutOff: true };
  if (Object.hasOwn(lengths, letter)) return readNumbered(bytes, at, letter, outOfRange);
  const octal = /^[0-7]{1,3}/.exec(bytes.slice(at + 1, at + 4))?.[0];
  if (octal !== undefined)
    return { text: String.fromCharCode(Number.parseInt(octal, 8)), next: at + 1 + octal.length };
  if (letter === 'N') return readNamed(bytes, at);
  return { text: escapedLetters[letter] ?? `\\${letter}`, next: at + 2 };
}

function readNumbered(bytes: string, at: number, letter: string, outOfRange: string): DecodeStep {
  const length = lengths[letter] ?? 0;
  const digits = /^[\da-fA-F]*/.exec(bytes.slice(at + 2, at + 2 + length))?.[0] ?? '';
  const end = at + 2 + digits.length;
  if (digits.length < length)
    return { reason: `truncated ${shapes[letter]} escape`, end, isCutOff: end >= bytes.length };
  const code = Number.parseInt(digits, 16);
  return code > 0x10ffff ? { reason: outOfRange, end } : { text: String.fromCodePoint(code), next: end };
}

/** The names of characters are not known here. */
function readNamed(bytes: string, at: number): DecodeStep {
  const name = /^\{[^}]*\}?/.exec(bytes.slice(at + 2))?.[0] ?? '';
  const end = at + 2 + name.length;
  return name.length > 2 && name.endsWith('}')
    ? { reason: 'unknown Unicode character name', end }
    : { reason: 'malformed \\N character escape', end, isCutOff: end >= bytes.length };
}
