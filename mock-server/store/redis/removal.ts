/** Removes worlds, and never one that began after that was decided. */
import { type RedisCommand, type RedisConnection, RedisLostError, type RedisReply } from './connection.ts';
import { maxDelay } from './appends.ts';
import { createUnknownOutcome } from './failures.ts';
import type { Keys } from './keys.ts';
import { retryWhenLost } from './retries.ts';
import { findRefusal, parseRange, parseTime, readTime, removalScript } from './stream-commands.ts';

/** The first entry of a log changes when it is trimmed. */
const maxTries = 5;

/** What was beside the log expires. */
export function createRemoval(
  connection: RedisConnection,
  keys: Keys,
  server: string,
): (world: string) => Promise<void> {
  const send = async (
    commands: readonly RedisCommand[],
    onSent?: () => void,
  ): Promise<readonly RedisReply[]> => {
    const replies = await retryWhenLost(async () => connection.send(commands), onSent);
    const refusal = findRefusal(replies);
    // What another program put there can be removed too.
    if (refusal !== undefined && refusal.code !== 'WRONGTYPE') throw refusal;
    return replies;
  };
  /** @returns the latest time at which the next attempt may arrive, or that the world is gone */
  const attempt = async (
    world: string,
    removed: Map<string, boolean>,
    deadline: number | undefined,
  ): Promise<number> => {
    const all = [keys.getLog(world), keys.getCheckpoint(world), keys.getSeen(world)];
    const [time, first = null] = await send([readTime, ['XRANGE', keys.getLog(world), '-', '+', 'COUNT', 1]]);
    const until = deadline ?? parseTime(time) + maxDelay;
    const [entry] = parseRange(first) ?? [];
    if (entry === undefined) {
      // Nothing, or nothing that a mock wrote.
      if (!Array.isArray(first) || first.length > 0) await send([['UNLINK', ...all]]);
      return isGone;
    }
    const life = entry.life === '' ? entry.nonce : entry.life;
    // A lost attempt may have removed the world, or not: the first entry also changes when the log is trimmed.
    if (removed.size > 0 && !removed.has(life)) {
      // Neither a beginning nor the copy of one says in which life it is.
      if (entry.life === '' || [...removed.values()].includes(true)) throw createUnknownOutcome(server);
      return isGone;
    }
    const script = ['EVAL', removalScript, 3, ...all, entry.id, entry.nonce, until] as const;
    const [reply] = await send([script], () => removed.set(life, entry.life === ''));
    return reply === 1 ? isGone : until;
  };
  return async (world) => {
    const removed = new Map<string, boolean>();
    let state: number | undefined;
    try {
      for (let tries = 0; tries < maxTries && state !== isGone; tries += 1)
        state = await attempt(world, removed, state);
    } catch (error) {
      throw removed.size > 0 && error instanceof RedisLostError ? createUnknownOutcome(server) : error;
    }
    if (state !== isGone) throw createUnknownOutcome(server);
    // The index is repaired when it is read.
    connection.send([['ZREM', keys.index, world]]).catch(() => undefined);
  };
}

/** In place of the latest time at which the next attempt may still arrive. */
const isGone = -1;
