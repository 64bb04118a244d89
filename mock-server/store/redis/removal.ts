/** Removes worlds, and never one that began after that was decided. */
import { type RedisConnection, RedisReplyError } from './connection.ts';
import { createUnknownOutcome } from './failures.ts';
import type { Keys } from './keys.ts';
import { retryWhenLost } from './retries.ts';
import { createRange, parseRange, removalScript } from './stream-commands.ts';

/** The first entry of a log changes when it is trimmed. */
const maxTries = 5;

/** What was beside the log expires. */
export function createRemoval(
  connection: RedisConnection,
  keys: Keys,
  server: string,
): (world: string) => Promise<void> {
  const send = async (command: readonly [string, ...(readonly (string | number)[])], onSent?: () => void) => {
    const [reply] = await retryWhenLost(async () => connection.send([command]), onSent);
    return reply;
  };
  return async (world) => {
    const log = keys.getLog(world);
    const both = [log, keys.getCheckpoint(world)];
    let removed: string | undefined;
    for (let tries = 0; tries < maxTries; tries += 1) {
      const [name, ...range] = createRange(log);
      const first = await send([name, ...range.slice(0, -1), 1]);
      const [entry] = parseRange(first) ?? [];
      if (entry === undefined) {
        // Nothing, or nothing that a mock wrote.
        const reply = Array.isArray(first) && first.length === 0 ? 0 : await send(['UNLINK', ...both]);
        if (reply instanceof RedisReplyError) throw reply;
        break;
      }
      const life = entry.life === '' ? entry.nonce : entry.life;
      // A lost attempt may have removed the world, or not: the first entry also changes when the log is trimmed.
      if (removed !== undefined && life !== removed) {
        if (entry.life === '') throw createUnknownOutcome(server);
        break;
      }
      const reply = await send(['EVAL', removalScript, 2, ...both, entry.id, entry.nonce], () => {
        removed = life;
      });
      if (reply instanceof RedisReplyError) throw reply;
      if (reply === 1) break;
    }
    await send(['ZREM', keys.index, world]);
  };
}
