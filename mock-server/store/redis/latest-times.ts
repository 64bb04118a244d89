/**
 * The latest time at which anybody saw a world, so that no time goes back when the clock of Redis does. It is the time at which a
 * key expires: PEXPIRE with GT only ever delays that, so that each look needs no script.
 */
import type { Later } from '../../portions/portions.ts';
import type { RedisCommand, RedisConnection, RedisReply } from './connection.ts';
import { allowsReads } from './failures.ts';
import type { Keys } from './keys.ts';
import type { KnownLog } from './known-logs.ts';
import { retryWhenLost } from './retries.ts';
import { appendScript, createAppend, findRefusal } from './stream-commands.ts';
import type { StreamEntry } from './stream-reader.ts';

export interface LatestTimes {
  /** Notes this look, and reads the latest time. None if Redis cannot do that. */
  readonly createCommands: (log: KnownLog) => readonly RedisCommand[];
  /**
   * The time to use after a look.
   * @param time that of Redis
   * @param isThere whether the world is there
   * @param replies to these commands
   * @throws RedisReplyError, or rejects with it, if Redis did not note the look
   */
  readonly read: (
    log: KnownLog,
    time: number,
    isThere: boolean,
    replies: readonly RedisReply[],
  ) => Later<number>;
  /** For a look at a world whose life is not known, after it was read. */
  readonly createCheck: (log: KnownLog) => readonly RedisCommand[];
  /** Whether the time is one of an earlier life, since the world was removed before it was read. */
  readonly hasBegunAgain: (before: readonly RedisReply[], check: readonly RedisReply[]) => boolean;
  /** Adds an entry that is not earlier than what anybody saw. */
  readonly createAppend: (log: KnownLog, entry: Omit<StreamEntry, 'id'>) => RedisCommand;
}

export interface LatestTimesDeps {
  readonly connection: RedisConnection;
  readonly keys: Keys;
  /** Whether Redis has neither PEXPIRETIME nor the GT of PEXPIRE. */
  readonly isOld: () => boolean;
}

/** For so long after the last look, the time is known. In milliseconds. */
const lifetime = 600_000;

const parse = ([, at]: readonly RedisReply[]): number | undefined =>
  typeof at === 'number' && at > lifetime ? at - lifetime : undefined;

export function createLatestTimes({ connection, keys, isOld }: LatestTimesDeps): LatestTimes {
  const createCommands: LatestTimes['createCommands'] = ({ world }) =>
    isOld()
      ? []
      : [
          ['PEXPIRE', keys.getSeen(world), lifetime, 'GT'],
          ['PEXPIRETIME', keys.getSeen(world)],
        ];
  /** When nobody has looked for a while. */
  const begin = async (log: KnownLog, time: number): Promise<number> => {
    const replies = await retryWhenLost(async () =>
      connection.send([['SET', keys.getSeen(log.world), '', 'PX', lifetime, 'NX'], ...createCommands(log)]),
    );
    // A full Redis keeps no key.
    return parse(replies.slice(1)) ?? time;
  };

  return {
    createCommands,
    read: (log, time, isThere, replies) => {
      const latest = parse(replies);
      const refusal = findRefusal(replies);
      // A Redis of unknown version may not know the commands. One that refuses changes cannot note the look.
      if (refusal !== undefined) {
        if (refusal.code !== 'ERR' && !allowsReads(refusal)) throw refusal;
        return Math.max(latest ?? time, time);
      }
      if (latest !== undefined) return latest;
      return isThere && replies.length > 0 ? begin(log, time) : time;
    },
    createCheck: (log) => createCommands(log).slice(1),
    hasBegunAgain: (before, [at]) => (parse(before) ?? 0) > (parse([null, at ?? null]) ?? 0),
    createAppend: (log, entry) => {
      const key = keys.getLog(log.world);
      if (isOld()) return createAppend(key, entry);
      const { nonce, deadline, life, intent } = entry;
      const both = [key, keys.getSeen(log.world)];
      return ['EVAL', appendScript, 2, ...both, lifetime, log.now, nonce, deadline, life, intent];
    },
  };
}
