/**
 * Adds entries to logs, each exactly once, whatever happens to the connection. Those that are added to one world in one turn of the
 * event loop take one round trip.
 */
import type { Later } from '../../portions/portions.ts';
import type { Draft, LogPart } from '../port.ts';
import type { Codec, Encoded } from './codec.ts';
import {
  type RedisCommand,
  type RedisConnection,
  RedisLostError,
  type RedisReply,
  RedisReplyError,
} from './connection.ts';
import { createBatches } from './batches.ts';
import { createUnknownOutcome } from './failures.ts';
import type { Keys } from './keys.ts';
import type { KnownLog } from './known-logs.ts';
import type { LatestTimes } from './latest-times.ts';
import { type Asked, ask, type PartReader } from './parts.ts';
import { retryWhenLost } from './retries.ts';
import { createRange, findRefusal, parseTime, readTime } from './stream-commands.ts';
import { StreamReader } from './stream-reader.ts';

export interface AppendDeps<State> {
  readonly connection: RedisConnection;
  readonly keys: Keys;
  readonly codec: Codec<State>;
  readonly parts: PartReader<State>;
  readonly times: LatestTimes;
  readonly createRenewal: (log: KnownLog) => RedisCommand;
  /** Commands that put texts beside a log, and keep them a while longer than it. */
  readonly createBeside: (log: KnownLog, beside: Encoded['beside']) => readonly RedisCommand[];
  readonly server: string;
  /** Runs something when everything that arrived so far was handled. */
  readonly defer: (run: () => void) => void;
}

/** What arrives later than this after it was sent does not count, so that no copy can. In milliseconds. */
export const maxDelay = 10_000;
/** How often an entry is sent that did not count, since the world had begun again. */
const maxTries = 4;

/** Half of what the store returns: the part, and whether the entry is in it. */
interface Appended<State> {
  readonly part: LogPart<State>;
  readonly isIn: boolean;
  readonly isGone?: true;
}

/** One attempt to add an entry. */
interface Step {
  readonly draft: Draft;
  readonly after: number;
  readonly encoded: Encoded;
  readonly deadline: number;
  /** Gets the deadline when the entry may have arrived, or may do so. */
  readonly sent: Set<number>;
}

/** @returns the append of the store, which rejects with the errors of the connection, or StoreError */
export function createAppends<State>(
  deps: AppendDeps<State>,
): (log: KnownLog, draft: Draft, after: number) => Promise<LogPart<State>> {
  const { connection, keys, codec, parts, server, times } = deps;

  const finish = (
    log: KnownLog,
    asked: Asked | undefined,
    steps: readonly Step[],
    time: number,
    replies: readonly RedisReply[],
  ): Later<readonly Appended<State>[]> => {
    // They belong to one life, so that all of them were added, or none.
    if (replies[0] === null) {
      log.replace(new StreamReader(), log.epoch, time);
      const part = parts.createGone(log);
      return steps.map(() => ({ part, isIn: false, isGone: true }));
    }
    const range = replies[steps.length];
    const read = asked === undefined ? parts.readWhole(log) : parts.readRange(log, asked, range);
    return Promise.resolve(read).then((part) =>
      steps.map((step) => {
        const appended = cut(part, step);
        // The part does not reach the caller.
        if (!appended.isIn) log.unsettle();
        return appended;
      }),
    );
  };

  /** Adds entries with nothing in between. @param asked undefined to read the whole log */
  const send = async (
    log: KnownLog,
    steps: readonly Step[],
    asked: Asked | undefined,
  ): Promise<readonly Appended<State>[]> => {
    const life = log.reader.life ?? '';
    const key = keys.getLog(log.world);
    const before = steps.flatMap(({ encoded }) => deps.createBeside(log, encoded.beside));
    const commands = [
      ...before,
      readTime,
      deps.createRenewal(log),
      ...steps.map(({ draft, deadline, encoded: { text } }) =>
        times.createAppend(log, {
          nonce: draft.nonce,
          deadline,
          life: isBeginning(draft) ? '' : life,
          intent: text,
        }),
      ),
      createRange(key, asked?.start),
      // A log that began just now has no time to live yet.
      deps.createRenewal(log),
    ];
    const noteSent = (): void => {
      for (const { sent, deadline } of steps) sent.add(deadline);
    };
    const replies = await retryWhenLost(async () => connection.transact(commands), noteSent);
    const refusal = findRefusal(replies);
    if (refusal !== undefined) throw refusal;
    noteSent();
    for (const { encoded } of steps)
      for (const [digest, { kind }] of encoded.beside) log.beside.set(digest, kind);
    const [time, , ...others] = replies.slice(before.length);
    return log.inOrder(() => finish(log, asked, steps, parseTime(time), others));
  };
  const sendAlone = async (log: KnownLog, step: Step, isWhole: boolean): Promise<Appended<State>> => {
    const [appended] = await send(log, [step], isWhole ? undefined : ask(log, step.after));
    return appended ?? notSent;
  };
  const sendTogether = createBatches<KnownLog, Step, Appended<State>>({
    defer: deps.defer,
    measure: ({ encoded }) => encoded.text.length + sumLengths(encoded.beside),
    run: async (log, steps) => {
      const first = Math.min(...steps.map(({ after }) => after));
      // The world is gone since they were decided, or has begun again.
      if (log.reader.life === undefined || steps.some(({ after }) => !log.knows(after)))
        return steps.map(() => notSent);
      return send(log, steps, ask(log, first));
    },
  });

  /** @param sent gets the deadlines of entries that may have arrived, or may do so */
  const append = async (
    log: KnownLog,
    draft: Draft,
    after: number,
    sent: Set<number>,
  ): Promise<LogPart<State>> => {
    const encoded = codec.encodeIntent(draft.intent);
    let isWhole = !log.knows(after);
    const { epoch } = log;
    const wasKnown = !isWhole;
    /** The position before which the entry cannot be: in another history, that of the caller means nothing. */
    const getKnown = (): number => (wasKnown && log.epoch === epoch ? after : 0);
    // The same for all copies, since a nonce is remembered until then.
    let deadline: number | undefined;
    for (let tries = 1; ; tries += 1) {
      // Without the time, there is no deadline.
      if (log.now === 0 || (!isBeginning(draft) && (isWhole || log.reader.life === undefined))) {
        isWhole = true;
        const part = await parts.load(log);
        log.unsettle();
        if (log.reader.life === undefined && !isBeginning(draft)) return part;
      }
      const step = { draft, after, encoded, deadline: (deadline ??= log.now + maxDelay), sent };
      const { part, isIn, isGone } =
        isWhole || isBeginning(draft) ? await sendAlone(log, step, isWhole) : await sendTogether(log, step);
      if (isIn || isGone === true) return part;
      // After its deadline, neither it nor a copy will count. A checkpoint hides whether one has counted before it.
      if (log.now > deadline && (part.checkpoint?.position ?? 0) <= getKnown()) return part;
      if (tries === maxTries) throw createUnknownOutcome(server);
      isWhole = true;
    }
  };
  return async (log, draft, after) => {
    const sent = new Set<number>();
    const { replacements } = log;
    return append(log, draft, after, sent).catch((error: unknown) => {
      // A connection that was cut says nothing about the log, and it takes long to read all of it.
      if (log.replacements !== replacements) log.unsettle();
      const isOfRedis = error instanceof RedisLostError || error instanceof RedisReplyError;
      throw sent.size > 0 && isOfRedis ? createUnknownOutcome(server) : error;
    });
  };
}

const isBeginning = ({ intent }: Draft): boolean => intent.kind === 'reset' && intent.ifNew === true;

const notSent = { part: { entries: [] }, isIn: false };

const sumLengths = (beside: Encoded['beside']): number =>
  Array.from(beside.values()).reduce((sum, { text }) => sum + text.length, 0);

/** From where its caller is up to its entry; a whole log stays whole, since the caller may know more of it already. */
function cut<State>(part: LogPart<State>, { draft: { nonce }, after }: Step): Appended<State> {
  const index = part.entries.findIndex((entry) => entry.nonce === nonce);
  if (index < 0 || part.isWhole === true) return { part, isIn: index >= 0 };
  const entries = part.entries.slice(0, index + 1).filter(({ position }) => position > after);
  // Later entries may have been added together with this one.
  const isLast = index === part.entries.length - 1;
  const now = (isLast ? undefined : entries.at(-1)?.real) ?? part.now;
  return { part: { ...part, entries, ...(now === undefined ? {} : { now }) }, isIn: true };
}
