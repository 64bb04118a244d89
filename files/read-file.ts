/**
 * Reads files that others wrote or changed: in any encoding that such a file can have, or with one sentence
 * on why it cannot be used.
 */
import { type Stats, closeSync, openSync, readSync, statSync } from 'node:fs';

import { FileError, findSystemReason } from './file-error.ts';
import { findJsonError } from './json-error.ts';

/** Size limit in bytes for files that people or this program write; evidence can be longer. */
const defaultMaxBytes = 16 * 1024 * 1024;
/** Evidence of a run; all its bodies together are bounded too. */
export const maxEvidenceBytes = 256 * 1024 * 1024;

export interface ReadOptions {
  readonly maxBytes?: number;
}

/**
 * The text of a file in UTF-8 or UTF-16, without its byte order mark.
 * @throws FileError if it is not a file, cannot be read, is too large or is not text
 */
export function readTextFile(file: string, { maxBytes = defaultMaxBytes }: ReadOptions = {}): string {
  const bytes = readBytes(file, maxBytes);
  const { encoding, start } = detectEncoding(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(start));
  } catch {
    throw new FileError(
      file,
      'EILSEQ',
      `${file} cannot be read: it is not valid ${encoding.toUpperCase()} text. Save it as UTF-8.`,
    );
  }
  const nul = text.indexOf('\u0000');
  if (nul < 0) return text;
  throw new FileError(
    file,
    'EILSEQ',
    `${file} cannot be read: it contains a NUL byte in line ${getLineNumber(text, nul)} and is probably damaged. Restore it or create it again.`,
  );
}

/**
 * The value of a JSON file.
 * @throws FileError as for a text, and if it is empty, not JSON or nested too deeply
 */
export function readJsonFile(file: string, options: ReadOptions = {}): unknown {
  return parseJsonText(readTextFile(file, options), file);
}

/** @param file its name, for error messages. @throws FileError */
function parseJsonText(text: string, file: string): unknown {
  const trouble = findJsonError(text);
  if (trouble !== undefined) throw new FileError(file, 'EBADMSG', `${file} cannot be read: ${trouble}`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new FileError(file, 'EBADMSG', `${file} cannot be read: it is not valid JSON. Create it again.`);
  }
}

/** Whether the file could be read but has invalid content. */
export function isDamage({ code }: FileError): boolean {
  return code === 'EILSEQ' || code === 'EBADMSG';
}

function readBytes(file: string, maxBytes: number): Uint8Array {
  try {
    const stats = statSync(file);
    refuseUnlessReadable(stats, file, maxBytes);
    return readAll(file, maxBytes);
  } catch (error) {
    throw error instanceof FileError ? error : toReadError(error, file);
  }
}

/** A pipe or a device may never end, and a folder is not a file. */
function refuseUnlessReadable(stats: Stats, file: string, maxBytes: number): void {
  if (stats.isDirectory()) throw toReadError({ code: 'EISDIR' }, file);
  if (!stats.isFile())
    throw new FileError(
      file,
      'EINVAL',
      `${file} cannot be read: it is a device, a pipe or a socket, not a file.`,
    );
  if (stats.size > maxBytes) throw createSizeError(file, stats.size, maxBytes);
}

/** Some files, such as those in /proc, do not report their size. */
function readAll(file: string, maxBytes: number): Uint8Array {
  const handle = openSync(file, 'r');
  try {
    const pieces: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const piece = new Uint8Array(256 * 1024);
      const count = readSync(handle, piece);
      if (count === 0) return Buffer.concat(pieces, length);
      pieces.push(piece.subarray(0, count));
      length += count;
      if (length > maxBytes) throw createSizeError(file, length, maxBytes);
    }
  } finally {
    closeSync(handle);
  }
}

function createSizeError(file: string, bytes: number, maxBytes: number): FileError {
  return new FileError(
    file,
    'EFBIG',
    `${file} cannot be read: its size is ${toMebibytes(bytes)}, and the limit is ${toMebibytes(maxBytes)}. Is it the right file?`,
  );
}

function toMebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MiB`;
}

function toReadError(error: unknown, file: string): FileError {
  const code = String((error as { readonly code?: unknown }).code);
  const reason = findSystemReason(code) ?? `the system reports ${code}`;
  return new FileError(file, code, `${file} cannot be read: ${reason}.`, error);
}

interface Encoding {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** Where the text begins. */
  readonly start: number;
}

/**
 * By the byte order mark; without one, by the zero next to the first character, which is ASCII in all of our
 * files.
 */
function detectEncoding(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', start: 3 };
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', start: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', start: 2 };
  if (isAscii(first) && second === 0 && third !== 0) return { encoding: 'utf-16le', start: 0 };
  if (first === 0 && isAscii(second)) return { encoding: 'utf-16be', start: 0 };
  return { encoding: 'utf-8', start: 0 };
}

function isAscii(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x09 && byte < 0x80;
}

function getLineNumber(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
