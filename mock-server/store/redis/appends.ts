/** Adds entries to logs, each exactly once, whatever happens to the connection. */
import { instant } from '../../../time/time.ts';
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
import { createUnknownOutcome } from './failures.ts';
import type { Keys } from './keys.ts';
import type { KnownLog } from './known-logs.ts';
import { type Asked, ask, type PartReader } from './parts.ts';
import { retryWhenLost } from './retries.ts';
import { createAppend, createRange, findRefusal, parseTime, readTime } from './stream-commands.ts';
import { StreamReader } from './stream-reader.ts';

export interface AppendDeps<State> {
  readonly connection: RedisConnection;
  readonly keys: Keys;
  readonly codec: Codec<State>;
  readonly parts: PartReader<State>;
  readonly createRenewal: (log: KnownLog) => RedisCommand;
  /** Commands that put texts beside a log, and keep them a while longer than it. */
  readonly createBeside: (log: KnownLog, beside: Encoded['beside']) => readonly RedisCommand[];
  readonly server: string;
}

/** What arrives later than this after it was sent does not count, so that no copy can. In milliseconds. */
export const maxDelay = 10_000;
/** How often an entry is sent that did not count, since it was late, or since the world had begun again. */
const maxTries = 4;

/** Half of what the store returns: the part, and whether the entry is in it. */
interface Appended<State> {
  readonly part: LogPart<State>;
  readonly isIn: boolean;
  readonly isGone?: true;
}

/** @returns the append of the store, which rejects with the errors of the connection, or StoreError */
export function createAppends<State>(
  deps: AppendDeps<State>,
): (log: KnownLog, draft: Draft, after: number) => Promise<LogPart<State>> {
  const { connection, keys, codec, parts, server } = deps;

  const finish = (
    log: KnownLog,
    asked: Asked | undefined,
    { nonce }: Draft,
    [id, range]: readonly RedisReply[],
  ): Later<Appended<State>> => {
    if (id === null) {
      log.replace(new StreamReader(), log.epoch);
      const part = { entries: [], isWhole: true, now: instant(log.now) };
      return { part, isIn: false, isGone: true };
    }
    const read = asked === undefined ? parts.readWhole(log) : parts.readRange(log, asked, range);
    return Promise.resolve(read).then((part) => {
      const appended = cut(part, nonce);
      // The part does not reach the caller.
      if (!appended.isIn) log.unsettle();
      return appended;
    });
  };

  const attempt = async (
    log: KnownLog,
    draft: Draft,
    after: number,
    { text, beside }: Encoded,
    isWhole: boolean,
    deadline: number,
    sent: Set<number>,
  ): Promise<Appended<State>> => {
    const life = isBeginning(draft) ? '' : (log.reader.life ?? '');
    const asked = isWhole ? undefined : ask(log, after);
    const key = keys.getLog(log.world);
    const before = deps.createBeside(log, beside);
    const commands = [
      ...before,
      readTime,
      deps.createRenewal(log),
      createAppend(key, { nonce: draft.nonce, deadline, life, intent: text }),
      createRange(key, asked?.start),
      // A log that began just now has no time to live yet.
      deps.createRenewal(log),
    ];
    const noteSent = (): void => {
      sent.add(deadline);
    };
    const replies = await retryWhenLost(async () => connection.transact(commands), noteSent);
    const refusal = findRefusal(replies);
    if (refusal !== undefined) throw refusal;
    noteSent();
    for (const [digest, { kind }] of beside) log.beside.set(digest, kind);
    const [time, , ...others] = replies.slice(before.length);
    log.note(parseTime(time));
    return log.inOrder(() => finish(log, asked, draft, others));
  };

  /** @param sent gets the deadlines of entries that may have arrived, or may do so */
  const append = async (
    log: KnownLog,
    draft: Draft,
    after: number,
    sent: Set<number>,
  ): Promise<LogPart<State>> => {
    const encoded = codec.encodeIntent(draft.intent);
    let isWhole = !log.knows(after);
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
      const { part, isIn, isGone } = await attempt(
        log,
        draft,
        after,
        encoded,
        isWhole,
        (deadline ??= log.now + maxDelay),
        sent,
      );
      if (isIn || isGone === true) return part;
      if (tries === maxTries) throw createUnknownOutcome(server);
      isWhole = true;
    }
  };
  return async (log, draft, after) => {
    const sent = new Set<number>();
    return append(log, draft, after, sent).catch((error: unknown) => {
      log.unsettle();
      const isOfRedis = error instanceof RedisLostError || error instanceof RedisReplyError;
      throw sent.size > 0 && isOfRedis ? createUnknownOutcome(server) : error;
    });
  };
}

const isBeginning = ({ intent }: Draft): boolean => intent.kind === 'reset' && intent.ifNew === true;

/** Up to the entry with a nonce; a whole log stays whole, since the caller may know more of it already. */
function cut<State>(part: LogPart<State>, nonce: string): Appended<State> {
  const index = part.entries.findIndex((entry) => entry.nonce === nonce);
  if (index < 0 || part.isWhole === true) return { part, isIn: index >= 0 };
  return { part: { ...part, entries: part.entries.slice(0, index + 1) }, isIn: true };
}
