/** Reads UTF-8 in a binary string in portions, as Python's decoder does. */
import type { Work } from '../../portions/portions.ts';
import { TextCollector } from './text-collector.ts';

/** The first bytes that are no UTF-8. */
export interface WrongUtf8 {
  readonly at: number;
  readonly length: number;
  readonly reason: 'invalid start byte' | 'invalid continuation byte' | 'cut off';
}

/** A binary string, or bytes as they are. */
type ByteSource = string | Uint8Array;

function readByte(bytes: ByteSource, at: number): number {
  return typeof bytes === 'string' ? bytes.charCodeAt(at) : (bytes[at] ?? Number.NaN);
}

/** Bytes in a portion of work. */
const portion = 0x20000;

/** How many bytes follow a first byte; undefined when no character begins with it. */
function countFollowers(byte: number): number | undefined {
  if (byte < 0x80) return 0;
  if (byte < 0xc2 || byte > 0xf4) return undefined;
  return byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
}

/** Whether a byte may be the second of a character; some first bytes leave it less room than others. */
function canBeSecond(first: number, second: number): boolean {
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= high;
}

/** What is wrong with the character at a place; undefined when nothing is. */
function checkSequence(bytes: ByteSource, at: number): WrongUtf8 | undefined {
  const first = readByte(bytes, at);
  const more = countFollowers(first);
  if (more === undefined) return { at, length: 1, reason: 'invalid start byte' };
  for (let index = 1; index <= more; index += 1) {
    if (at + index >= bytes.length) return { at, length: index, reason: 'cut off' };
    const next = readByte(bytes, at + index);
    const isRight = index === 1 ? canBeSecond(first, next) : next >= 0x80 && next <= 0xbf;
    if (!isRight) return { at, length: index, reason: 'invalid continuation byte' };
  }
  return undefined;
}

/** The first bytes that are no UTF-8; undefined when all are. */
export function* findWrongUtf8(bytes: string): Work<WrongUtf8 | undefined> {
  let at = 0;
  while (at < bytes.length) {
    const end = Math.min(at + portion, bytes.length);
    while (at < end) {
      if (bytes.charCodeAt(at) < 0x80) {
        at += 1;
        continue;
      }
      const wrong = checkSequence(bytes, at);
      if (wrong !== undefined) return wrong;
      at += 1 + (countFollowers(bytes.charCodeAt(at)) ?? 0);
    }
    yield;
  }
  return undefined;
}

/** The character at a place of bytes that are UTF-8, and how many bytes it has. */
function readCharacter(bytes: ByteSource, at: number): { readonly code: number; readonly length: number } {
  const first = readByte(bytes, at);
  const more = countFollowers(first) ?? 0;
  let code = more === 0 ? first : first & (0x3f >> more);
  for (let index = 1; index <= more; index += 1) code = (code << 6) | (readByte(bytes, at + index) & 0x3f);
  return { code, length: more + 1 };
}

/**
 * Adds the characters of a range, with a replacement character for invalid bytes.
 * @returns the place behind the last character, which may reach beyond `end`
 */
export function addUtf8(text: TextCollector, bytes: ByteSource, begin: number, end: number): number {
  let at = begin;
  while (at < end) {
    const byte = readByte(bytes, at);
    const wrong = byte < 0x80 ? undefined : checkSequence(bytes, at);
    if (byte < 0x80) {
      text.addUnit(byte);
      at += 1;
    } else if (wrong === undefined) {
      const { code, length } = readCharacter(bytes, at);
      text.addCharacter(code);
      at += length;
    } else {
      text.addUnit(0xfffd);
      at += wrong.length;
    }
  }
  return at;
}
