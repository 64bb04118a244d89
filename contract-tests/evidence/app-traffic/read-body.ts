/** Reads the body of a response: text, base64, still compressed, cut off, or not stored at all. */
import { parseJson, toMediaType } from '../../../openapi/conformance.ts';
import { maxBodyBytes } from '../bounds.ts';
import type { Header } from '../exchange.ts';
import type { LeftOutReason } from './left-out.ts';

/** Unpacks bytes with a Content-Encoding; undefined when it cannot, or when the result is too long. */
export type Unpack = (encoding: string, bytes: Uint8Array) => Uint8Array | undefined;

interface Unread {
  readonly leftOut: LeftOutReason;
}

const lost: Unread = { leftOut: 'no-body' };

/** @param content of the entry, with any fields */
export function readBody(
  status: number,
  headers: readonly Header[],
  content: Readonly<Record<string, unknown>>,
  unpack: Unpack,
): string | Unread {
  const { text, encoding, size } = content;
  const length = typeof size === 'number' ? size : -1;
  if (typeof text !== 'string' || text === '') return isEmpty(status, headers, length) ? '' : lost;
  if (text.length > 2 * maxBodyBytes) return lost;
  const isBase64 = typeof encoding === 'string' && encoding.toLowerCase() === 'base64';
  const body = isBase64 ? decode(text, headers, unpack) : text;
  if (typeof body !== 'string') return body;
  return isCutOff(body, headers, length) ? lost : body;
}

/** Browsers do not store bodies that are large or no longer in memory. An unknown length may be any. */
function isEmpty(status: number, headers: readonly Header[], size: number): boolean {
  if (status === 204 || status === 205 || (status >= 300 && status < 400)) return true;
  const stated = findHeader(headers, 'content-length');
  return stated === undefined ? false : Number(stated) === 0 && size <= 0;
}

/** JSON that ends in the middle, although the response was longer. */
function isCutOff(body: string, headers: readonly Header[], size: number): boolean {
  if (toMediaType(findHeader(headers, 'content-type')) !== 'application/json') return false;
  const bytes = new TextEncoder().encode(body).length;
  const stated =
    findHeader(headers, 'content-encoding') === undefined ? Number(findHeader(headers, 'content-length')) : 0;
  const isShort = bytes < Math.max(size, Number.isFinite(stated) ? stated : 0);
  return isShort && parseJson(body) === undefined;
}

function decode(text: string, headers: readonly Header[], unpack: Unpack): string | Unread {
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    return lost;
  }
  const encodings = (findHeader(headers, 'content-encoding') ?? '').toLowerCase().split(',');
  const plain = isPacked(bytes, encodings) ? unpackAll(bytes, encodings, unpack) : bytes;
  if (plain === undefined || plain.length > maxBodyBytes) return { leftOut: 'packed-body' };
  return new TextDecoder().decode(plain);
}

/** Most programs store the unpacked body and keep the header. A text starts with none of these bytes. */
function isPacked(bytes: Uint8Array, encodings: readonly string[]): boolean {
  const [first = 0, second = 0] = bytes;
  if (first === 0x1f && second === 0x8b) return true;
  if (first === 0x28 && second === 0xb5) return true;
  return (
    encodings.some((one) => ['br', 'deflate', 'zstd'].includes(one.trim())) &&
    !/^[\s[{"<\w]/.test(String.fromCharCode(first))
  );
}

function unpackAll(bytes: Uint8Array, encodings: readonly string[], unpack: Unpack): Uint8Array | undefined {
  const names = encodings.map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity');
  let plain: Uint8Array | undefined = bytes;
  for (const name of (names.length === 0 ? ['gzip'] : names).slice(0, 3).toReversed())
    plain = plain === undefined ? undefined : unpack(name, plain);
  return plain;
}

/** The first header with a name in any case. */
export function findHeader(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1];
}
