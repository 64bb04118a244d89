/** Splits a file into its lines, without reading it whole. */
export interface FileLine {
  /** Undefined if it is too long, or not UTF-8. */
  readonly text: string | undefined;
  /** Counts from 1. */
  readonly number: number;
  /** Where it begins, in bytes. */
  readonly start: number;
  /** Where the next one begins. */
  readonly end: number;
  /** Whether it ends with a line feed, and not with the file. */
  readonly isWhole: boolean;
}

const lineFeed = 10;

/** Calls back with each line in its order. A piece of the file at a time is in memory, and the longest line. */
export async function readLines(
  pieces: AsyncIterable<Uint8Array>,
  onLine: (line: FileLine) => void,
): Promise<void> {
  let number = 0;
  let start = 0;
  let begun: Uint8Array[] = [];
  const finish = (last: Uint8Array, isWhole: boolean): void => {
    const bytes = begun.length === 0 ? last : concatenate([...begun, last]);
    begun = [];
    number += 1;
    const end = start + bytes.length + (isWhole ? 1 : 0);
    onLine({ text: decode(bytes), number, start, end, isWhole });
    start = end;
  };
  for await (const piece of pieces) {
    let from = 0;
    for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, from)) {
      finish(piece.subarray(from, at), true);
      from = at + 1;
    }
    if (from < piece.length) begun.push(piece.subarray(from));
  }
  if (begun.length > 0) finish(new Uint8Array(), false);
}

/** The first line, if it is short; undefined for an empty file. */
export async function readFirstLine(pieces: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  for await (const piece of pieces)
    return decode(piece.subarray(0, piece.indexOf(lineFeed) + 1 || undefined)) ?? '';
  return undefined;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined if it is not UTF-8, or longer than a text can be. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
