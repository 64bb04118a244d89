/** Writes the lines of a state file. What entries refer to has lines before the first entry that needs it. */

import { toMap } from '../../../openapi/values.ts';
import type { Intent, LogEntry } from '../../domain/entry.ts';
import type { Beginning } from '../../domain/history.ts';
import type { SubmittedRows } from '../../domain/submitted-rows.ts';
import { formatInstantToMs, formatRows } from '../../fixtures/plain-command.ts';
import { toPlainFixture, toPlainWorld } from '../../fixtures/world-value.ts';
import { type PlainRows, type PutBeside, toPlainEntry } from '../../fixtures/plain-entry.ts';
import { computeDigest } from '../digest.ts';
import type { Checkpoint } from '../port.ts';

const stateFormat = 'enrichment-sandbox state';
/** Raised with every change that an older program would read wrongly. */
const stateVersion = 2;

/** Converts the state of a checkpoint to JSON; uploaded rows are beside it too. */
export type ToPlainState<State> = (state: State, put: PutBeside) => unknown;

export interface LineWriter<State> {
  readonly entry: (world: string, entry: LogEntry) => Iterable<string>;
  readonly checkpoint: (world: string, checkpoint: Checkpoint<State>) => Iterable<string>;
  readonly removal: (world: string) => string;
  /** The lines of the rows that an entry submits, unless the file has them or they are few: they can be written before it. */
  readonly rows: (intent: Intent) => Iterable<string>;
  /** Notes that the file has the content of this digest. */
  readonly has: (digest: string) => void;
  /** The lines so far are in the file. */
  readonly confirm: () => void;
  /** The lines since they were last in the file are not. */
  readonly undo: () => void;
}

/** Digests of what is in memory, computed once. */
export interface Digests {
  readonly getBeginning: (beginning: Beginning) => { readonly digest: string; readonly text: string };
  readonly getRows: (rows: SubmittedRows) => string;
}

/** @param digestText a platform's own SHA-256 in hexadecimal digits, if it is faster */
export function createDigests(digestText = computeDigest): Digests {
  const beginnings = new WeakMap<object, { readonly digest: string; readonly text: string }>();
  const packed = new WeakMap<SubmittedRows, string>();
  return {
    getBeginning: ({ fixture, history }) => {
      const known = beginnings.get(history ?? fixture);
      if (known !== undefined) return known;
      const plain = history === undefined ? toPlainFixture(fixture) : toPlainWorld(fixture, history);
      const text = JSON.stringify(plain);
      const found = { digest: digestText(text), text };
      beginnings.set(history ?? fixture, found);
      return found;
    },
    getRows: (rows) => {
      const found = packed.get(rows) ?? digestText(rows.text);
      packed.set(rows, found);
      return found;
    },
  };
}

/** Rows whose text is longer are beside their entry. */
const maxInline = 1024;
/** Rows on one line, so that other entries can be written in between. */
const rowsPerLine = 5000;

/** @param own how every world of this mock begins */
export function createLineWriter<State>(
  own: Beginning,
  digests: Digests,
  toPlainState: ToPlainState<State>,
): LineWriter<State> {
  const written = new Set<string>();
  let fresh: string[] = [];
  const add = (digest: string): void => {
    written.add(digest);
    fresh.push(digest);
  };

  function* writeRows(rows: SubmittedRows): Generator<string> {
    const digest = digests.getRows(rows);
    if (written.has(digest)) return;
    for (let row = 0; row < rows.count; row += rowsPerLine) {
      const text = formatRows(rows, row, Math.min(row + rowsPerLine, rows.count));
      yield formatLine({ digest, row, rows: text });
    }
    add(digest);
  }

  /** The value, and the lines that it needs. */
  const write = (toPlain: (put: PutBeside) => unknown): readonly [Iterable<string>[], unknown] => {
    const before: Iterable<string>[] = [];
    const value = toPlain({
      own,
      putBeginning: (beginning) => {
        const { digest, text } = digests.getBeginning(beginning);
        if (written.has(digest)) return digest;
        before.push([`{"digest":"${digest}","fixture":${text}}\n`]);
        add(digest);
        return digest;
      },
      putRows: (rows): PlainRows => {
        if (rows.text.length <= maxInline) return formatRows(rows);
        before.push(writeRows(rows));
        return { digest: digests.getRows(rows) };
      },
    });
    return [before, value];
  };

  return {
    *entry(world, entry) {
      const [before, plain] = write((put) => toPlainEntry(entry, put));
      for (const lines of before) yield* lines;
      yield formatLine({ world, entry: plain });
    },
    *checkpoint(world, { position, real, state }) {
      const [before, plain] = write((put) => toPlainState(state, put));
      for (const lines of before) yield* lines;
      const head = JSON.stringify({ position, real: formatInstantToMs(real) }).slice(0, -1);
      yield `{"world":${JSON.stringify(world)},"checkpoint":${head},"state":`;
      yield* stringifyInPieces(plain);
      yield '}}\n';
    },
    removal: (world) => formatLine({ world, removed: true }),
    *rows(intent) {
      if (intent.kind === 'submit' && intent.records !== undefined && intent.records.text.length > maxInline)
        yield* writeRows(intent.records);
    },
    has: (digest) => {
      written.add(digest);
    },
    confirm: () => {
      fresh = [];
    },
    undo: () => {
      for (const digest of fresh) written.delete(digest);
      fresh = [];
    },
  };
}

/** The first line of a file. */
export const headLine = formatLine({ format: stateFormat, version: stateVersion });

/** Half a sentence on why a file with another first line cannot be read. */
export function explainHead(line: string): string {
  try {
    const { format, version } = toMap(JSON.parse(line));
    return format === stateFormat && typeof version === 'number' && version !== stateVersion
      ? `it has format version ${version}; this enrichment-sandbox supports ${stateVersion}`
      : 'it is not an enrichment-sandbox state file';
  } catch {
    return 'it is truncated or not JSON';
  }
}

function formatLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** Lists of more elements are not written at once. */
const maxElements = 500;

/** The same text as of `JSON.stringify`. A long list takes many milliseconds, so it is written in pieces. */
function* stringifyInPieces(value: unknown): Generator<string> {
  if (Array.isArray(value) && value.length > maxElements) {
    for (let start = 0; start < value.length; start += maxElements) {
      const piece = JSON.stringify(value.slice(start, start + maxElements));
      yield `${start === 0 ? '[' : ','}${piece.slice(1, -1)}`;
    }
    yield ']';
  } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    let separator = '{';
    for (const [key, one] of Object.entries(value)) {
      if (one === undefined) continue;
      yield `${separator}${JSON.stringify(key)}:`;
      yield* stringifyInPieces(one);
      separator = ',';
    }
    yield separator === '{' ? '{}' : '}';
  } else yield JSON.stringify(value ?? null);
}
