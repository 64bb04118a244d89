/**
 * Python values as far as they are visible in responses: numbers parsed from text, and the results of `str`
 * and `type`.
 */
import { UploadedFile } from './uploaded-file.ts';

/** A float of Python that JavaScript could not tell from an integer: `1.0`, `-0.0`, `1e400`. */
export class PythonFloat {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  valueOf(): number {
    return this.value;
  }
}

// White space of `str.isspace` beyond ASCII. JavaScript's \s lacks the first and includes the byte order
// mark.
const wideSpace = '\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const anySpace = `\\t-\\r\\x1c-\\x20${wideSpace}`;
const wideSpaces = new RegExp(`[${wideSpace}]`);
const zerosAtEnd = new RegExp(`\\.0*[${anySpace}]*$`, 'u');
/** `int` does not hold the four separators of ASCII for white space. */
const spaceAroundNumbers = new RegExp(`[\\t-\\r\\x20${wideSpace}]`);

/** `str.strip()`; without a pattern, since a text may be megabytes of white space. */
export function strip(text: string): string {
  let begin = 0;
  let end = text.length;
  while (begin < end && isSpace(text.charCodeAt(begin))) begin += 1;
  while (end > begin && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(begin, end);
}

/** `str.isspace()` of a character */
function isSpace(code: number): boolean {
  if (code < 0x80) return (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x20);
  return wideSpaces.test(String.fromCharCode(code));
}

/**
 * `str.strip(characters)`; in one pass, where a pattern that ends with `+$` needs the square of the time.
 * @param kind tests one character
 */
export function stripKind(text: string, kind: RegExp): string {
  let begin = 0;
  let end = text.length;
  while (begin < end && kind.test(text.charAt(begin))) begin += 1;
  while (end > begin && kind.test(text.charAt(end - 1))) end -= 1;
  return text.slice(begin, end);
}

/** A number without the zeros after its decimal point, as the framework prepares it for `int`. */
export function stripZeros(text: string): string {
  return text.replace(zerosAtEnd, '');
}

const digitsPattern = /^([+-]?)(\p{Nd}(?:_?\p{Nd})*)$/u;

/** `int(text)`: white space around, a sign, single underscores between digits, digits of any script; undefined for a ValueError. */
export function parseInteger(text: string): bigint | undefined {
  const [, sign, number] = digitsPattern.exec(stripKind(text, spaceAroundNumbers)) ?? [];
  if (number === undefined) return undefined;
  const value = BigInt(number.replaceAll('_', '').replaceAll(/[^0-9]/gu, toAsciiDigit));
  return sign === '-' ? -value : value;
}

/** `int(text, 16)` of a text without a sign, as far as `uuid.UUID` meets it. */
export function parseHexadecimal(text: string): bigint | undefined {
  const [, number] =
    /^\+?(?:0[xX]_?)?([\p{Nd}a-fA-F](?:_?[\p{Nd}a-fA-F])*)$/u.exec(stripKind(text, spaceAroundNumbers)) ?? [];
  if (number === undefined) return undefined;
  return BigInt(`0x${number.replaceAll('_', '').replaceAll(/[^0-9a-fA-F]/gu, toAsciiDigit)}`);
}

/** The digits of a script are consecutive, starting with its zero; adjacent scripts have ten digits each. */
function toAsciiDigit(digit: string): string {
  const at = digit.codePointAt(0) ?? 0;
  let first = at;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((at - first) % 10);
}

/** An integer as JavaScript counts it, where it can. */
export function narrowInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** `str(value)` */
export function toPythonString(value: unknown): string {
  if (typeof value === 'string') return value;
  return value instanceof UploadedFile ? value.name : toPythonRepr(value);
}

/** `repr(value)` */
function toPythonRepr(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quoteText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : formatFloat(value);
  if (value instanceof PythonFloat) return formatFloat(value.value);
  if (Array.isArray(value)) return `[${value.map(toPythonRepr).join(', ')}]`;
  const entries = Object.entries(value as object);
  return `{${entries.map(([key, inner]) => `${quoteText(key)}: ${toPythonRepr(inner)}`).join(', ')}}`;
}

/** The shortest digits, with an exponent below -4 and from 16 on. */
function formatFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf';
  const [, sign = '', first = '', rest = '', power = ''] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential()) ?? [];
  const minus = sign === '-' || Object.is(value, -0) ? '-' : '';
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${minus}${first}${rest === '' ? '' : `.${rest}`}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  const all = `${first}${rest}`;
  if (exponent < 0) return `${minus}0.${'0'.repeat(-exponent - 1)}${all}`;
  const whole = all.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${minus}${whole}.${all.slice(exponent + 1) || '0'}`;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quoteText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll(/[\\'"]|(?! )[\p{C}\p{Z}]/gu, (letter) => {
    if (letter === '"' || letter === "'") return letter === quote ? `\\${letter}` : letter;
    return escapes[letter] ?? escapeCode(letter.codePointAt(0) ?? 0);
  });
  return `${quote}${escaped}${quote}`;
}

function escapeCode(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** From this size on Django keeps an upload in a temporary file. */
const maxInMemory = 2_621_440;

/** `type(value).__name__` */
export function getPythonType(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (value instanceof PythonFloat) return 'float';
  if (value instanceof UploadedFile)
    return value.content.length > maxInMemory ? 'TemporaryUploadedFile' : 'InMemoryUploadedFile';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return { string: 'str', boolean: 'bool', bigint: 'int' }[typeof value as string] ?? 'dict';
}
