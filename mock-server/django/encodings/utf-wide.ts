/** UTF-16 and UTF-32 as Python decodes them, in both byte orders and with a byte order mark. */
import { toBytes } from './binary.ts';
import {
  type Codec,
  type Decoded,
  toCodecError,
  type DecodeMode,
  type DecodeStep,
  createTextCodec,
  walk,
} from './codec.ts';

type ByteOrder = 'le' | 'be';
type Width = 2 | 4;

/** With a fixed byte order; a mark is an ordinary character. */
export const createWideCodec = (width: Width, order: ByteOrder): Codec =>
  createTextCodec((bytes, mode) => decode(bytes, width, order, mode));

/** A mark determines the byte order. Without one it is little-endian, which stream mode rejects. */
export const createMarkedCodec = (width: Width): Codec =>
  createTextCodec((bytes, mode) => {
    const order = detectByteOrder(bytes, width);
    const found =
      order === undefined ? decode(bytes, width, 'le', mode) : decode(bytes, width, order, mode, width);
    const lacksMark = mode === 'stream' && order === undefined && bytes.length >= width;
    return lacksMark && found.kind === 'text'
      ? toCodecError(`UTF-${width * 8} stream does not start with BOM`)
      : found;
  });

function detectByteOrder(bytes: string, width: Width): ByteOrder | undefined {
  const zeros = '\0'.repeat(width - 2);
  if (bytes.startsWith(`\xff\xfe${zeros}`)) return 'le';
  return bytes.startsWith(`${zeros}\xfe\xff`) ? 'be' : undefined;
}

function decode(bytes: string, width: Width, order: ByteOrder, mode: DecodeMode, from = 0): Decoded {
  const quick = width === 2 ? decodeQuickly(bytes.slice(from), order) : undefined;
  if (quick !== undefined) return { kind: 'text', text: quick };
  const step = width === 2 ? readUtf16 : readUtf32;
  return walk(
    `utf-${width * 8}-${order}`,
    bytes,
    (at) => (at < from ? { text: '', next: from } : step(bytes, at, order)),
    mode,
  );
}

/** Undefined when something is wrong. */
function decodeQuickly(bytes: string, order: ByteOrder): string | undefined {
  try {
    return new TextDecoder(`utf-16${order}`, { fatal: true, ignoreBOM: true }).decode(toBytes(bytes));
  } catch {
    return undefined;
  }
}

function readNumber(bytes: string, at: number, width: Width, order: ByteOrder): number {
  let value = 0;
  for (let index = 0; index < width; index += 1)
    value = value * 256 + bytes.charCodeAt(at + (order === 'be' ? index : width - 1 - index));
  return value;
}

function readUtf16(bytes: string, at: number, order: ByteOrder): DecodeStep {
  if (at + 2 > bytes.length) return { reason: 'truncated data', end: bytes.length, isCutOff: true };
  const first = readNumber(bytes, at, 2, order);
  if (first < 0xd800 || first > 0xdfff) return { text: String.fromCharCode(first), next: at + 2 };
  if (first > 0xdbff) return { reason: 'illegal encoding', end: at + 2 };
  if (at + 4 > bytes.length) return { reason: 'unexpected end of data', end: bytes.length, isCutOff: true };
  const second = readNumber(bytes, at + 2, 2, order);
  if (second < 0xdc00 || second > 0xdfff) return { reason: 'illegal UTF-16 surrogate', end: at + 2 };
  return { text: String.fromCharCode(first, second), next: at + 4 };
}

function readUtf32(bytes: string, at: number, order: ByteOrder): DecodeStep {
  if (at + 4 > bytes.length) return { reason: 'truncated data', end: bytes.length, isCutOff: true };
  const value = readNumber(bytes, at, 4, order);
  if (value >= 0xd800 && value <= 0xdfff)
    return { reason: 'code point in surrogate code point range(0xd800, 0xe000)', end: at + 4 };
  if (value > 0x10ffff) return { reason: 'code point not in range(0x110000)', end: at + 4 };
  return { text: String.fromCodePoint(value), next: at + 4 };
}
