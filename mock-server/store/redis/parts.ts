/** Reads parts of logs from Redis. */
import { instant } from '../../../time/time.ts';
import { andThen, type Later } from '../../portions/portions.ts';
import type { LogPart } from '../port.ts';
import { fetchTexts } from './beside-texts.ts';
import { type BesideText, type Codec, type Decoded, toCheckpoint } from './codec.ts';
import { type RedisCommand, type RedisConnection, RedisReplyError, type RedisReply } from './connection.ts';
import { createDecodedEntries } from './decoded-entries.ts';
import { allowsReads, createDamage } from './failures.ts';
import type { Keys } from './keys.ts';
import type { KnownLog } from './known-logs.ts';
import type { LatestTimes } from './latest-times.ts';
import { retryWhenLost } from './retries.ts';
import { createRange, findRefusal, maxPage, parseRange, parseTime, readTime } from './stream-commands.ts';
import {
  type CountedEntry,
  getIdTime,
  isAt,
  type Place,
  type StreamEntry,
  StreamReader,
} from './stream-reader.ts';

/** Where a caller was when it asked. */
export interface Asked {
  readonly after: number;
  readonly epoch: number;
  /** The entry from which on was read. */
  readonly start: Place | undefined;
}

export const ask = ({ epoch, reader }: KnownLog, after: number): Asked => ({
  after,
  epoch,
  start: reader.getStart(after),
});

export interface PartReader<State> {
  /** The part for a caller from the reply to `createRange`. @param time that of a look */
  readonly readRange: (
    log: KnownLog,
    asked: Asked,
    range: RedisReply | undefined,
    time?: number,
  ) => Later<LogPart<State>>;
  /** The part of a world that is not there. */
  readonly createGone: (log: KnownLog) => LogPart<State>;
  /** The whole log. */
  readonly readWhole: (log: KnownLog) => Promise<LogPart<State>>;
  /** The same after the steps that are under way. */
  readonly load: (log: KnownLog) => Promise<LogPart<State>>;
}

export interface PartDeps<State> {
  readonly connection: RedisConnection;
  readonly keys: Keys;
  readonly codec: Codec<State>;
  /** For messages, such as "Redis at 127.0.0.1:6379". */
  readonly server: string;
  readonly times: LatestTimes;
  /** Lets the world live on. */
  readonly createRenewal: (log: KnownLog) => RedisCommand;
}

/** A log with more entries after its checkpoint was not written by mocks. */
const maxPages = 500;
/** What entries refer to can refer to something itself. */
const maxDepth = 4;

export function createPartReader<State>(deps: PartDeps<State>): PartReader<State> {
  const { connection, keys, codec, server, times } = deps;
  const decoded = createDecodedEntries();
  let made = 0;
  const createGone = (log: KnownLog): LogPart<State> => ({
    entries: [],
    isWhole: true,
    now: getNow(log),
    order: (made += 1),
  });
  const refuse = (log: KnownLog, reason: string): never => {
    throw createDamage(log.world, server, reason);
  };
  const parseEntries = ({ world }: KnownLog, reply: RedisReply | undefined): readonly StreamEntry[] => {
    if (reply instanceof RedisReplyError) throw reply;
    const entries = parseRange(reply);
    if (entries === undefined) throw createDamage(world, server, 'it has entries that no mock wrote');
    return entries;
  };

  /** The entries after a full page. @returns undefined if they were trimmed meanwhile */
  const readOn = async (
    log: KnownLog,
    first: readonly StreamEntry[],
  ): Promise<readonly StreamEntry[] | undefined> => {
    const all = [...first];
    for (let page = 1; all.length >= maxPage; page += 1) {
      const last = all.at(-1);
      const command = createRange(keys.getLog(log.world), last);
      const [reply] = await retryWhenLost(async () => connection.send([command]));
      const [overlap, ...next] = parseEntries(log, reply);
      if (!isAt(overlap, last)) return undefined;
      all.push(...next);
      if (next.length < maxPage - 1) break;
      if (page === maxPages) refuse(log, 'its log is too long');
    }
    return all;
  };

  /** With what it refers to. */
  const decode = <Value>(
    log: KnownLog,
    run: (texts: ReadonlyMap<string, BesideText>) => Decoded<Value>,
    texts = new Map<string, BesideText>(),
    depth = 0,
  ): Later<Value> => {
    const result = run(texts);
    if (result.kind === 'damaged') return refuse(log, result.reason);
    if (result.kind === 'decoded') {
      for (const [digest, { kind }] of texts) log.beside.set(digest, kind);
      return result.value;
    }
    return fetchTexts(deps, log.world, [...result.missing, ...result.likely]).then(async (found) => {
      if (depth === maxDepth || result.missing.some((digest) => !found.has(digest)))
        return refuse(log, 'uploaded rows are missing');
      return decode(log, run, new Map([...texts, ...found]), depth + 1);
    });
  };

  const createPart = (log: KnownLog, counted: readonly CountedEntry[]): Later<LogPart<State>> => {
    const order = (made += 1);
    if (counted.length === 0) return { entries: [], now: getNow(log), order };
    return andThen(
      decoded.read(log.world, counted, (fresh, keep) =>
        decode(log, (texts) => keep(codec.decodeEntries(fresh, texts))),
      ),
      (entries) => ({ entries, now: getNow(log), order }),
    );
  };

  const readWhole = async (log: KnownLog): Promise<LogPart<State>> => {
    const { world, epoch } = log;
    const seen = times.createCommands(log);
    const commands = [
      // No transaction, which a full Redis refuses.
      readTime,
      // Before the log, since the world may be removed in between.
      ...seen,
      ['HMGET', keys.getCheckpoint(world), 'id', 'nonce'],
      createRange(keys.getLog(world)),
      ['HMGET', keys.getCheckpoint(world), 'id', 'nonce', 'text'],
      deps.createRenewal(log),
      ...times.createCheck(log),
    ] satisfies RedisCommand[];
    for (let tries = 1; ; tries += 1) {
      const [time, ...replies] = await retryWhenLost(async () => connection.send(commands));
      const [earlier, range, stored = null, renewal = null, ...check] = replies.slice(seen.length);
      const refusal = findRefusal([stored, renewal]);
      if (refusal !== undefined && !allowsReads(refusal)) throw refusal;
      const before = replies.slice(0, seen.length);
      const now = await times.read(log, parseTime(time), renewal === 1, before);
      const checkpoint = toList(stored);
      // A checkpoint that comes in between can be of an entry that is not here.
      const isSteady = toList(earlier).every((value, index) => value === checkpoint[index]);
      const isOne = isSteady && !times.hasBegunAgain(before, check);
      const entries = isOne ? await readOn(log, parseEntries(log, range)) : undefined;
      const part = entries && (await readFrom(log, { epoch, now }, checkpoint, entries));
      if (part !== undefined) return part;
      if (tries === maxTries)
        return refuse(log, 'its checkpoint is missing (the maxmemory-policy of Redis must be noeviction)');
    }
  };
  /** @returns undefined without a checkpoint at which the entries begin */
  const readFrom = async (
    log: KnownLog,
    { epoch, now }: { readonly epoch: number; readonly now: number },
    [id, nonce, text]: readonly RedisReply[],
    entries: readonly StreamEntry[],
  ): Promise<LogPart<State> | undefined> => {
    // One whose entry is not there belongs to an earlier life.
    const index = entries.findIndex((entry) => entry.id === id && entry.nonce === nonce);
    const hasCheckpoint = index >= 0 && typeof text === 'string';
    if (!hasCheckpoint && entries[0] !== undefined && entries[0].life !== '') return undefined;
    const checkpoint = hasCheckpoint
      ? await decode(log, (texts) => codec.decodeCheckpoint(text, log.world, texts))
      : undefined;
    if (checkpoint !== undefined && !isAt(entries[index], checkpoint.reader))
      refuse(log, 'its checkpoint is of another entry');
    const reader = new StreamReader(checkpoint?.reader);
    const counted = reader.read(entries.slice(index + 1));
    log.replace(reader, epoch, now);
    for (const entry of entries.slice(-1)) log.note(getIdTime(entry.id));
    if (reader.life === undefined) return createGone(log);
    const part = await createPart(log, counted);
    return { ...part, ...toCheckpoint(checkpoint), isWhole: true };
  };

  const readRange: PartReader<State>['readRange'] = (log, asked, range, time) => {
    const entries = parseEntries(log, range);
    if (asked.epoch !== log.epoch || !log.knows(asked.after) || !isSame(log, asked, entries))
      return readWhole(log);
    const read = (all: readonly StreamEntry[]): Later<LogPart<State>> => {
      // Redis can lose the latest entries, and go on with others.
      if (!has(all, log.reader.last)) return readWhole(log);
      // Only now it is sure that the time is one of this life.
      if (time !== undefined) log.note(time);
      const counted = log.reader.read(all).filter(({ position }) => position > asked.after);
      const { life, last } = log.reader;
      if (last !== undefined) log.note(getIdTime(last.id));
      return life === undefined ? createGone(log) : createPart(log, counted);
    };
    if (entries.length < maxPage) return read(entries);
    return readOn(log, entries).then(async (all) => (all === undefined ? readWhole(log) : read(all)));
  };

  return {
    readRange,
    readWhole,
    createGone,
    load: async (log) => log.inOrder(async () => readWhole(log)),
  };
}

const toList = (reply: RedisReply | undefined): readonly RedisReply[] =>
  Array.isArray(reply) ? (reply as readonly RedisReply[]) : [];

/** A log can be trimmed while it is read. */
const maxTries = 5;

const getNow = ({ now }: KnownLog) => instant(now);

/** Whether an entry was read that was the latest one before; undefined before any was. */
const has = (entries: readonly StreamEntry[], last: Place | undefined): boolean =>
  last === undefined || isAt(entries[0], last) || entries.some((entry) => isAt(entry, last));

/** Whether what was read goes on where the caller was. */
function isSame({ reader }: KnownLog, { start }: Asked, entries: readonly StreamEntry[]): boolean {
  if (start !== undefined) return isAt(entries[0], start);
  const first = reader.getStart(Math.min(1, reader.position));
  return entries.some((entry) => isAt(entry, first));
}
