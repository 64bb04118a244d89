/** Reads what the log of a world refers to: uploaded rows, and contents of worlds that were restored. */
import { besideKinds, type BesideText } from './codec.ts';
import { type RedisCommand, type RedisConnection, RedisReplyError } from './connection.ts';
import type { Keys } from './keys.ts';
import { retryWhenLost } from './retries.ts';

/** @returns those that are there, by digest */
export async function fetchTexts(
  { connection, keys }: { readonly connection: RedisConnection; readonly keys: Keys },
  world: string,
  digests: readonly string[],
): Promise<Map<string, BesideText>> {
  const commands = digests.flatMap((digest) =>
    besideKinds.map((kind): RedisCommand => ['GET', keys.getBeside(world, kind, digest)]),
  );
  // Each for itself in a cluster, since some of them can have moved to another node.
  const batches = connection.isCluster ? commands.map((command) => [command]) : [commands];
  const replies = await Promise.all(
    batches.map(async (batch) => retryWhenLost(async () => connection.send(batch))),
  ).then((all) => all.flat());
  const found = new Map<string, BesideText>();
  for (const [index, text] of replies.entries()) {
    const digest = digests[Math.floor(index / besideKinds.length)];
    const kind = besideKinds[index % besideKinds.length];
    if (text instanceof RedisReplyError) throw text;
    if (typeof text === 'string' && digest !== undefined && kind !== undefined)
      found.set(digest, { kind, text });
  }
  return found;
}
