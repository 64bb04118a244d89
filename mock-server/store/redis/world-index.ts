/** The names of all worlds in Redis, by their last use. It is repaired whenever it is read. */
import { instant } from '../../../time/time.ts';
import { isFirstWorld } from '../../domain/world-names.ts';
import type { StoredWorld } from '../port.ts';
import type { RedisCommand, RedisConnection, RedisReply } from './connection.ts';
import type { Keys } from './keys.ts';
import { toStrings } from './replies.ts';
import { retryWhenLost } from './retries.ts';
import { findRefusal, parseTime, readTime } from './stream-commands.ts';

export interface WorldIndex {
  readonly list: (prefix?: string) => Promise<readonly StoredWorld[]>;
  /** Removes the longest unused worlds above the maximum, but not one in use. */
  readonly keepBelow: (max: number, inUse: string, remove: (world: string) => Promise<void>) => Promise<void>;
}

/** Of the index, which anybody could have written. */
const maxListed = 100_000;
/** Worlds that are checked at a time. */
const maxBatch = 500;

/** @param getTtl in milliseconds */
export function createWorldIndex(
  connection: RedisConnection,
  keys: Keys,
  getTtl: (world: string) => number,
): WorldIndex {
  const send = async (commands: readonly RedisCommand[]): Promise<readonly RedisReply[]> => {
    const replies = await retryWhenLost(async () => connection.send(commands));
    const refusal = findRefusal(replies);
    if (refusal !== undefined) throw refusal;
    return replies;
  };
  /** Milliseconds until each is removed, negative if it is gone. */
  const readTtls = async (names: readonly string[]): Promise<readonly number[]> => {
    const commands = names.map((name): RedisCommand => ['PTTL', keys.getLog(name)]);
    const replies = connection.isCluster
      ? (await Promise.all(commands.map(async (command) => send([command])))).flat()
      : await send(commands);
    return replies.map(Number);
  };

  const list = async (prefix = ''): Promise<readonly StoredWorld[]> => {
    const [time, reply] = await send([readTime, ['ZRANGE', keys.index, 0, maxListed]]);
    const now = parseTime(time);
    const names = (toStrings(reply) ?? []).filter((name) => name.startsWith(prefix));
    const worlds: StoredWorld[] = [];
    const gone: string[] = [];
    for (let from = 0; from < names.length; from += maxBatch) {
      const some = names.slice(from, from + maxBatch);
      for (const [index, ttl] of (await readTtls(some)).entries()) {
        const name = some[index] ?? '';
        if (ttl < 0) gone.push(name);
        else worlds.push({ name, used: instant(now - Math.max(0, getTtl(name) - ttl)) });
      }
    }
    if (gone.length > 0) await send([['ZREM', keys.index, ...gone]]);
    return worlds.toSorted((a, b) => a.used - b.used);
  };

  return {
    list,
    keepBelow: async (max, inUse, remove) => {
      const [count] = await send([['ZCARD', keys.index]]);
      // The default world does not count, nor do those of teams.
      if (Number(count) <= max + 1) return;
      const others = (await list()).filter(({ name }) => !isFirstWorld(name));
      const surplus = others.filter(({ name }) => name !== inUse).slice(0, Math.max(0, others.length - max));
      for (const { name } of surplus) await remove(name);
    },
  };
}
