/** Reads the body of a response as its head announces it: by length, in chunks, or up to the end of the connection. */
import { maxBodyBytes } from '../../evidence/bounds.ts';
import { createReadError, maxHeadBytes, type NoteDefect, parseHeaderLines, splitLines } from './read-head.ts';

export interface BodyReader {
  /** Takes bytes; returns those after the end of the body, or undefined while it is incomplete. */
  readonly take: (bytes: Buffer) => Buffer | undefined;
  /** Whether the body is complete if no more bytes come. */
  readonly endsHere: () => boolean;
  /** What has come so far. */
  readonly parts: readonly Buffer[];
  /** How much is missing, if that is known. */
  readonly missing: () => string | undefined;
}

/** @throws Error with a code when the bytes are too many */
function createCollector() {
  const parts: Buffer[] = [];
  let length = 0;
  return {
    parts,
    add: (bytes: Buffer) => {
      length += bytes.length;
      if (length > maxBodyBytes) throw createReadError('TOO_LONG');
      if (bytes.length > 0) parts.push(bytes);
    },
  };
}

export function createLengthReader(length: number): BodyReader {
  const { parts, add } = createCollector();
  let left = length;
  return {
    parts,
    take: (bytes) => {
      const own = bytes.subarray(0, left);
      add(own);
      left -= own.length;
      return left === 0 ? bytes.subarray(own.length) : undefined;
    },
    endsHere: () => left === 0,
    missing: () => `Content-Length is ${length}, but ${length - left} bytes arrived`,
  };
}

export function createCloseReader(): BodyReader {
  const { parts, add } = createCollector();
  return {
    parts,
    take: (bytes) => {
      add(bytes);
      return undefined;
    },
    endsHere: () => true,
    missing: () => 'it states no length, and the connection stays open',
  };
}

type ChunkState = 'size' | 'data' | 'data-end' | 'trailers' | 'broken' | 'done';

/** A body that is not in chunks although its head says so is read up to the end of the connection. */
export function createChunkReader(note: NoteDefect): BodyReader {
  const { parts, add } = createCollector();
  let state: ChunkState = 'size';
  let pending: Buffer = Buffer.alloc(0);
  let [left, overhead, count] = [0, 0, 0];

  const skip = (bytes: number) => {
    pending = pending.subarray(bytes);
    overhead += bytes;
    if (overhead > maxBodyBytes) throw createReadError('TOO_LONG');
  };
  const giveUp = () => {
    note('invalid-chunk');
    state = 'broken';
    return true;
  };

  /** Each step returns false when it needs more bytes. */
  const steps: Readonly<Record<ChunkState, () => boolean>> = {
    size: () => {
      const end = pending.indexOf('\n');
      if (end < 0) return isChunkSize(pending) && pending.length <= maxHeadBytes ? false : giveUp();
      const [line = ''] = splitLines(pending.toString('latin1', 0, end + 1), note);
      const strict = /^([\da-f]{1,12})(?:[ \t]*;.*)?$/i.exec(line);
      const size = strict ?? /^[ \t]*(?:0x)?([\da-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line);
      if (size === null) return giveUp();
      if (strict === null) note('invalid-chunk');
      skip(end + 1);
      left = Number.parseInt(size[1] ?? '', 16);
      count += 1;
      state = left === 0 ? 'trailers' : 'data';
      return true;
    },
    data: () => {
      const own = pending.subarray(0, left);
      add(own);
      left -= own.length;
      pending = pending.subarray(own.length);
      if (left > 0) return false;
      state = 'data-end';
      return true;
    },
    'data-end': () => {
      const end = pending.toString('latin1', 0, 2);
      if (end === '' || end === '\r') return false;
      if (end !== '\r\n' && !end.startsWith('\n')) return giveUp();
      if (end !== '\r\n') note('bare-lf');
      skip(end === '\r\n' ? 2 : 1);
      state = 'size';
      return true;
    },
    trailers: () => {
      const text = pending.toString('latin1', 0, maxHeadBytes);
      const end = /^\r?\n|\n\r?\n/.exec(text);
      if (end === null && text.length === maxHeadBytes) throw createReadError('HPE_HEADER_OVERFLOW');
      if (end === null) return false;
      const length = end.index + end[0].length;
      parseHeaderLines(splitLines(text.slice(0, length), note), note);
      skip(length);
      state = 'done';
      return true;
    },
    broken: () => {
      // Without any chunk, the bytes are the body itself.
      if (count === 0) add(pending);
      else skip(pending.length);
      pending = Buffer.alloc(0);
      return false;
    },
    done: () => false,
  };

  return {
    parts,
    take: (bytes) => {
      pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes]);
      while (steps[state]());
      if (state !== 'done') return undefined;
      const rest = pending;
      pending = Buffer.alloc(0);
      return rest;
    },
    endsHere: () => state === 'done' || state === 'broken',
    missing: () => (state === 'broken' ? undefined : 'the last chunk did not arrive'),
  };
}

function isChunkSize(bytes: Buffer): boolean {
  return /^[ \t]*(?:$|0x|[\da-f])/i.test(bytes.toString('latin1', 0, 16));
}
