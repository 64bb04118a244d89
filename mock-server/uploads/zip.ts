/** Reads archives by their central directory; unpacks a part in portions. */
import { Inflate } from 'fflate';

import { toBytes } from '../django/encodings/binary.ts';
import { DamagedFile, RefusedFile } from './table.ts';

export interface ArchivePart {
  /** As it is compared: lower case, with slashes between folders and none before the first. */
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  /** The position of its local header. */
  readonly start: number;
  readonly packedSize: number;
}

export interface Archive {
  /** Bytes as a binary string. */
  readonly content: string;
  /** By name. */
  readonly parts: ReadonlyMap<string, ArchivePart>;
}

const endMark = 'PK\u0005\u0006';
const end64Mark = 'PK\u0006\u0006';
const locator64Mark = 'PK\u0006\u0007';
const directoryMark = 'PK\u0001\u0002';
const partMark = 'PK\u0003\u0004';

const maxParts = 10_000;
/** A comment of this length may follow, and then what some programs append. */
const endLength = 22;
const maxEnd = endLength + 0xffff + 0xffff;

/** @returns undefined if it has no directory, so that it is not an archive or incomplete */
export function findArchive(content: string): Archive | undefined {
  const earliest = Math.max(0, content.length - maxEnd);
  for (
    let at = content.lastIndexOf(endMark);
    at >= earliest;
    at = at === 0 ? -1 : content.lastIndexOf(endMark, at - 1)
  ) {
    const parts = readDirectory(content, at);
    if (parts !== undefined) return { content, parts };
  }
  return undefined;
}

/** @returns undefined when the mark of an end was found by chance */
function readDirectory(content: string, end: number): ReadonlyMap<string, ArchivePart> | undefined {
  const { count, size, offset, end: directoryEnd } = readEnd(content, end);
  if (end + endLength > content.length || (count === 0 && end > 0)) return undefined;
  // Data before the archive shifts all positions.
  const moved = directoryEnd - size - offset;
  const starts = [offset + moved, offset];
  const start = starts.find(
    (place) => place >= 0 && (count === 0 || content.startsWith(directoryMark, place)),
  );
  if (start === undefined) return undefined;
  const parts = new Map<string, ArchivePart>();
  let at = start;
  for (let index = 0; index < count && content.startsWith(directoryMark, at); index += 1) {
    if (index === maxParts)
      throw new RefusedFile(
        `The file is an archive of more than ${maxParts} parts, which no Excel file has.`,
      );
    const [nameLength, extraLength, commentLength] = [
      readNumber(content, at + 28, 2),
      readNumber(content, at + 30, 2),
      readNumber(content, at + 32, 2),
    ];
    const name = normalizeName(decodeUtf8(content.slice(at + 46, at + 46 + nameLength)));
    const extra = at + 46 + nameLength;
    const [packedSize, local] = readSizes(content, at, extra, extra + extraLength);
    const part = {
      name,
      method: readNumber(content, at + 10, 2),
      isEncrypted: readNumber(content, at + 8, 2) % 2 === 1,
      start: local + (start - offset),
      packedSize,
    };
    if (!parts.has(name)) parts.set(name, part);
    at = extra + extraLength + commentLength;
  }
  return parts;
}

/** The size of the directory and where it is, also where 32 bits do not suffice. */
function readEnd(content: string, end: number) {
  const [count, size, offset] = [
    readNumber(content, end + 10, 2),
    readNumber(content, end + 12, 4),
    readNumber(content, end + 16, 4),
  ];
  const isLarge = count === 0xffff || size === 0xffff_ffff || offset === 0xffff_ffff;
  if (!isLarge || !content.startsWith(locator64Mark, end - 20)) return { count, size, offset, end };
  // It has no fixed length and is before its locator, whose offset is wrong when the archive was moved.
  const end64 = content.lastIndexOf(end64Mark, end - 20);
  return {
    count: readNumber(content, end64 + 32, 8),
    size: readNumber(content, end64 + 40, 8),
    offset: readNumber(content, end64 + 48, 8),
    end: end64,
  };
}

/** The packed size of a part and where it begins; a field behind its name has them where 32 bits do not suffice. */
function readSizes(content: string, at: number, extra: number, extraEnd: number): readonly [number, number] {
  const small = [24, 20, 42].map((place) => readNumber(content, at + place, 4));
  const [size = 0, packed = 0, local = 0] = small;
  for (let field = extra; field + 4 <= extraEnd; field += 4 + readNumber(content, field + 2, 2)) {
    if (readNumber(content, field, 2) !== 1) continue;
    let place = field + 4;
    const takeSize = (value: number) => {
      if (value !== 0xffff_ffff) return value;
      place += 8;
      return readNumber(content, place - 8, 8);
    };
    takeSize(size);
    return [takeSize(packed), takeSize(local)];
  }
  return [packed, local];
}

/** A little-endian number of this many bytes; 0 beyond the end of the file. */
function readNumber(content: string, at: number, bytes: number): number {
  let value = 0;
  for (let index = bytes - 1; index >= 0; index -= 1)
    value = value * 256 + (content.charCodeAt(at + index) || 0);
  return value;
}

/** As the format compares names: without regard to case, escapes, and the slash that programs write. */
export function normalizeName(name: string): string {
  const folders: string[] = [];
  for (const folder of unescape(name).replaceAll('\\', '/').split('/')) {
    if (folder === '..') folders.pop();
    else if (folder !== '' && folder !== '.') folders.push(folder);
  }
  return folders.join('/').replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

const unescape = (name: string) =>
  name.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    decodeUtf8(
      escapes.replaceAll(/%(..)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    ),
  );

/** The text of a binary string; names in other encodings have letters of ASCII where it matters. */
const decodeUtf8 = (binary: string) =>
  /[\x80-\xff]/.test(binary) ? new TextDecoder().decode(toBytes(binary)) : binary;

/** How many bytes may still be unpacked, of all parts together. */
export interface Budget {
  left: number;
}

/** Bytes that come out at once. */
const portionSize = 64 * 1024;
/** Bytes that go in at once: as many as bring out a portion, but a thousand times as many may come out of them. */
const [minPacked, maxPacked] = [1024, 8192];

/**
 * The bytes of a part.
 * @throws RefusedFile when there are more than the budget allows
 * @throws DamagedFile when it cannot be unpacked
 */
export function* unpack({ content }: Archive, part: ArchivePart, budget: Budget): Generator<Uint8Array> {
  if (part.isEncrypted)
    throw new RefusedFile('The file is an archive with a password. Submit it without one.');
  if (part.method !== 0 && part.method !== 8)
    throw new DamagedFile(`${part.name} is compressed with a method that Excel does not use`);
  if (!content.startsWith(partMark, part.start))
    throw new DamagedFile(`${part.name} is not at the position that the archive states`);
  const from =
    part.start + 30 + readNumber(content, part.start + 26, 2) + readNumber(content, part.start + 28, 2);
  const end = from + part.packedSize;
  if (end > content.length) throw new DamagedFile(`${part.name} is incomplete`);
  const pieces: Uint8Array[] = [];
  const inflate = part.method === 0 ? undefined : new Inflate((bytes) => pieces.push(bytes));
  let step = inflate === undefined ? portionSize : minPacked;
  for (let at = from; at < end; ) {
    const packed = toBytes(content.slice(at, Math.min(end, at + step)));
    at += packed.length;
    if (inflate === undefined) pieces.push(packed);
    else inflatePortion(inflate, packed, at >= end, part);
    let size = 0;
    for (const bytes of pieces.splice(0)) {
      size += bytes.length;
      budget.left -= bytes.length;
      if (budget.left < 0) throw new RefusedFile(tooLarge);
      for (let piece = 0; piece < bytes.length; piece += portionSize)
        yield bytes.subarray(piece, piece + portionSize);
    }
    if (inflate !== undefined) step = size > portionSize ? minPacked : Math.min(2 * step, maxPacked);
  }
}

function inflatePortion(inflate: Inflate, packed: Uint8Array, isLast: boolean, { name }: ArchivePart): void {
  try {
    inflate.push(packed, isLast);
  } catch {
    // The words of the unpacker are about its insides.
    throw new DamagedFile(`${name} cannot be unpacked`);
  }
}

const tooLarge =
  'The file is too large once it is unpacked. Leave out the columns that are not needed, or submit fewer rows at a time.';
