/** The entries and checkpoints of a world as texts for Redis, and back. Texts in Redis are foreign: each is checked. */
import { ComplaintsError } from '../../../openapi/complaint.ts';
import type { CheckAt } from '../../../openapi/conformance.ts';
import type { LifeCycle } from '../../../openapi/life-cycle.ts';
import { toMap } from '../../../openapi/values.ts';
import { type Instant, instant } from '../../../time/time.ts';
import type { Intent, LogEntry } from '../../domain/entry.ts';
import type { Beginning } from '../../domain/history.ts';
import { maxLetters } from '../../domain/limits.ts';
import { parseEntry } from '../../fixtures/checked-entry.ts';
import { formatInstantToMs, formatRows } from '../../fixtures/plain-command.ts';
import { LogError, type PutBeside, toPlainEntry } from '../../fixtures/plain-entry.ts';
import { type Beside, createBeside } from '../text/beside.ts';
import type { Checkpoint } from '../port.ts';
import type { ParseState } from '../text/load-lines.ts';
import type { Digests, ToPlainState } from '../text/write-lines.ts';
import { type CountedEntry, getIdTime, isId, type ReaderState } from './stream-reader.ts';

/** A text, and what it refers to by digest. */
export interface Encoded {
  readonly text: string;
  readonly beside: ReadonlyMap<string, BesideText>;
}

/** Something large, or common to many entries, in a key of its own. */
export interface BesideText {
  readonly kind: BesideKind;
  readonly text: string;
}

export const besideKinds = ['rows', 'beginning'] as const;
export type BesideKind = (typeof besideKinds)[number];

/** What was decoded, or the digests of texts that are needed for it. */
export type Decoded<Value> =
  | { readonly kind: 'decoded'; readonly value: Value; readonly used: Iterable<string> }
  | {
      readonly kind: 'incomplete';
      readonly missing: readonly string[];
      /** What will be missing next, if nothing else has a digest. */
      readonly likely: readonly string[];
    }
  /** Half a sentence without values. */
  | { readonly kind: 'damaged'; readonly reason: string };

export interface DecodedCheckpoint<State> {
  readonly reader: ReaderState;
  readonly state: State;
}

export interface Codec<State> {
  readonly encodeIntent: (intent: Intent) => Encoded;
  /** @param texts those that are known, by digest */
  readonly decodeEntries: (
    entries: readonly CountedEntry[],
    texts: ReadonlyMap<string, BesideText>,
  ) => Decoded<readonly LogEntry[]>;
  readonly encodeCheckpoint: (reader: ReaderState, state: State) => Encoded;
  readonly decodeCheckpoint: (
    text: string,
    world: string,
    texts: ReadonlyMap<string, BesideText>,
  ) => Decoded<DecodedCheckpoint<State>>;
}

export interface CodecDeps<State> {
  /** How every world of this mock begins. */
  readonly own: Beginning;
  readonly lifeCycle: LifeCycle;
  readonly digests: Digests;
  readonly checkAt: CheckAt;
  readonly toPlainState: ToPlainState<State>;
  readonly parseState: ParseState<State>;
}

/** Rows whose text is longer are in a key of their own. */
const maxInline = 1024;

export function createCodec<State>(deps: CodecDeps<State>): Codec<State> {
  const { own, lifeCycle, digests, checkAt, parseState, toPlainState } = deps;
  // All processes that share a store have these.
  const common = new Map(
    [own, { fixture: own.fixture }].map((one) => {
      const { digest, text } = digests.getBeginning(one);
      return [digest, toMap(JSON.parse(text))];
    }),
  );
  const encode = (toPlain: (put: PutBeside) => unknown): Encoded => {
    const beside = new Map<string, BesideText>();
    const plain = toPlain({
      own,
      putBeginning: (beginning) => {
        const { digest, text } = digests.getBeginning(beginning);
        if (!common.has(digest)) beside.set(digest, { kind: 'beginning', text });
        return digest;
      },
      putRows: (rows) => {
        if (rows.text.length <= maxInline) return formatRows(rows);
        const digest = digests.getRows(rows);
        if (!beside.has(digest)) beside.set(digest, { kind: 'rows', text: formatRows(rows) });
        return { digest };
      },
    });
    return { text: JSON.stringify(plain), beside };
  };
  const decode = <Value>(
    read: (beside: Beside) => Value,
    texts: ReadonlyMap<string, BesideText>,
    sources: readonly string[],
  ): Decoded<Value> => {
    const beside = createBeside(own, lifeCycle, digests);
    for (const [digest, plain] of common) beside.addBeginning(digest, plain);
    try {
      for (const [digest, text] of texts) addText(beside, digest, text);
      return { kind: 'decoded', value: read(beside), used: listUsed(beside) };
    } catch (error) {
      const missing = listUsed(beside).filter((digest) => !texts.has(digest));
      if (missing.length > 0) {
        const all = [...sources, ...Array.from(texts.values(), ({ text }) => text)].flatMap(findDigests);
        const likely = [...new Set(all)].filter((digest) => !texts.has(digest) && !missing.includes(digest));
        return { kind: 'incomplete', missing, likely };
      }
      const reason = findReason(error);
      if (reason === undefined) throw error;
      return { kind: 'damaged', reason };
    }
  };
  const listUsed = (beside: Beside): readonly string[] =>
    [...beside.listUsed()].filter((digest) => !common.has(digest));

  return {
    encodeIntent: (intent) =>
      encode((put) => toPlainEntry({ position: 1, real: noTime, nonce: '', intent }, put)['intent']),
    decodeEntries: (entries, texts) =>
      decode(
        (beside) =>
          entries.map(({ position, id, nonce, intent }) => {
            const real = formatInstantToMs(instant(getIdTime(id)));
            return parseEntry({ position, real, nonce, intent: parseJson(intent) }, beside, checkAt);
          }),
        texts,
        entries.map(({ intent }) => intent),
      ),
    encodeCheckpoint: (reader, state) => encode((put) => ({ reader, state: toPlainState(state, put) })),
    decodeCheckpoint: (text, world, texts) =>
      decode(
        (beside) => {
          const { reader: plain, state } = toMap(parseJson(text));
          const reader = parseReaderState(plain);
          return { reader, state: parseState(state, beside, { world, position: reader.position, checkAt }) };
        },
        texts,
        [text],
      ),
  };
}

/** Of rows. In a string of JSON, its quotes would be escaped. */
const findDigests = (text: string): readonly string[] =>
  Array.from(text.matchAll(/\{"digest":"([^"\\]+)"\}/g), ([, digest = '']) => digest);

const noTime: Instant = instant(0);

function addText(beside: Beside, digest: string, { kind, text }: BesideText): void {
  if (kind === 'rows') beside.addRows(digest, 0, text);
  else beside.addBeginning(digest, toMap(parseJson(text)));
}

function parseJson(text: string): unknown {
  if (text.length > maxLetters) throw new LogError('it is too large');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new LogError('it is not JSON');
  }
}

function parseReaderState(plain: unknown): ReaderState {
  const { life, position, id, nonce, nonces } = toMap(plain);
  if (!isText(life) || !isText(nonce) || !isId(id) || !isPosition(position) || !isNonces(nonces))
    throw new LogError('it was modified: it is nothing that a mock writes');
  return { life, position, id, nonce, nonces };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isPosition = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

const isNonces = (value: unknown): value is ReaderState['nonces'] =>
  Array.isArray(value) &&
  value.every((one) => Array.isArray(one) && isText(one[0]) && Number.isSafeInteger(one[1]));

function findReason(error: unknown): string | undefined {
  if (error instanceof LogError) return error.message;
  return error instanceof ComplaintsError ? (error.complaints[0]?.message ?? '') : undefined;
}

/** For a part. */
export function toCheckpoint<State>(decoded: DecodedCheckpoint<State> | undefined): {
  readonly checkpoint?: Checkpoint<State>;
} {
  if (decoded === undefined) return {};
  const { reader, state } = decoded;
  return { checkpoint: { position: reader.position, real: instant(getIdTime(reader.id)), state } };
}
