// The simulated Redis replies as a real one does, in everything that the store uses.
import { Redis } from 'ioredis';

import { startRedisServer } from '../redis/testing/redis-server.ts';
import { appendScript, checkpointScript, removalScript } from '../redis/stream-commands.ts';
import { createChance, type Chance } from './chance.ts';
import { redisScripts } from './redis-scripts.ts';
import { createSimulatedRedis } from './simulated-redis.ts';

/** With the first seed, a command that failed once left an empty stream behind. */
const seeds = [1860755441, Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))];

const nobody = {
  onBegin: () => undefined,
  onAdd: () => undefined,
  onTrim: () => undefined,
  onEnd: () => undefined,
};

const log = 's:{w}:log';
const checkpoint = 's:{w}:checkpoint';
const seen = 's:{w}:seen';
const late = 's:{w}:late';

const far = 9e12;

/** A command on a few keys, with few values, so that they often meet. */
function drawCommand(
  chance: Chance,
  step: number,
  known: readonly [id: string, nonce: string],
): readonly string[] {
  const id = (): string => `${chance.integer(1, 12)}-${chance.integer(0, 2)}`;
  const bound = (): string => chance.pick([id(), `(${id()}`, `${chance.integer(1, 12)}`]);
  const number = (): string => `${chance.integer(0, 20)}`;
  const nonce = (): string => `n${chance.integer(1, 6)}`;
  /** Far ahead, since the clocks of the two differ. */
  const time = (): string => `${far + chance.integer(0, 1_000_000)}`;
  const word = (): string => chance.pick(['a', 'b', 'c']);
  return chance.pick<() => readonly string[]>([
    () => ['EVAL', checkpointScript, '2', log, checkpoint, ...known, number(), 'text', '100000', known[0]],
    () =>
      chance.happens(0.3) ? ['EVAL', removalScript, '3', log, checkpoint, seen, ...known, '9e15'] : ['PING'],
    () => ['EVAL', appendScript, '2', late, seen, '600000', time(), nonce(), '1', word(), 'x'],
    () => ['EVAL', appendScript, '2', late, seen, '600000', time(), nonce(), '1', '', 'x'],
    () => ['PEXPIREAT', seen, time(), chance.pick(['GT', 'LT'])],
    () => ['PEXPIRETIME', seen],
    () => ['DEL', chance.pick([late, seen])],
    () => ['XADD', log, `${step}-${chance.integer(0, 1)}`, 'nonce', nonce(), 'x', number()],
    () => ['XADD', log, 'NOMKSTREAM', `${step}-1`, 'nonce', nonce(), 'x', number()],
    () => ['XADD', log, id(), 'nonce', nonce()],
    () => ['XRANGE', log, chance.pick(['-', bound()]), chance.pick(['+', bound()])],
    () => ['XRANGE', log, '-', '+', 'COUNT', `${chance.integer(1, 20)}`],
    () => ['XREVRANGE', log, '+', chance.pick(['-', bound()]), 'COUNT', '2'],
    () => ['XTRIM', log, 'MINID', id()],
    () => ['XLEN', log],
    () => ['XDEL', log, id()],
    () => ['SET', word(), number()],
    () => ['SET', word(), number(), 'NX', 'PX', '100000'],
    () => ['GET', chance.pick(['a', 'b', log])],
    () => ['MGET', 'a', 'b'],
    () => ['DEL', chance.pick(['a', log, checkpoint])],
    () => ['UNLINK', 'b', 'c'],
    () => ['EXISTS', 'a', log, checkpoint],
    () => ['PEXPIRE', chance.pick(['a', log]), '100000'],
    () => ['HSET', 'h', word(), number()],
    () => ['HMGET', 'h', 'a', 'b'],
    () => ['HGET', 'h', word()],
    () => ['HDEL', 'h', word()],
    () => ['ZADD', 'z', ...chance.pick([[], ['GT'], ['NX'], ['XX']]), number(), word()],
    () => ['ZREM', 'z', word()],
    () => ['ZSCORE', 'z', word()],
    () => ['ZRANGE', 'z', '0', chance.pick(['-1', '1'])],
    () => ['ZCARD', 'z'],
    () => ['EVAL', checkpointScript, '2', log, checkpoint, id(), nonce(), number(), 'text', '100000', id()],
    () => [
      'EVAL',
      removalScript,
      '3',
      log,
      checkpoint,
      seen,
      id(),
      nonce(),
      chance.pick(['9e15', '9e15', '-1']),
    ],
  ])();
}

const names = new Map<string | undefined, string>([
  [appendScript, 'append'],
  [checkpointScript, 'checkpoint'],
  [removalScript, 'removal'],
]);

/** Id and nonce of the first entry in the log, so that the scripts find it. */
function findFirst({ keys }: ReturnType<typeof createSimulatedRedis>): readonly [string, string] {
  const entry = keys.read(log, 'stream')?.entries[0];
  return entry === undefined ? ['1-0', 'n1'] : [`${entry.id.ms}-${entry.id.seq}`, entry.fields[1] ?? ''];
}

/** Error replies are compared by their first word, and times only if they are not of a clock. */
const simplify = (reply: unknown): unknown => {
  if (typeof reply === 'number') return reply >= far || reply < 1000 ? reply : 'soon';
  if (typeof reply === 'string' && Number.parseInt(reply, 10) >= far) return Number.parseInt(reply, 10);
  const isError = typeof reply === 'object' && reply !== null && 'message' in reply;
  if (isError) return `error ${String(reply.message).split(' ')[0]}`;
  return reply;
};

test.each(seeds)('a simulated Redis replies as a real one does (seed %i)', async (seed) => {
  const server = await startRedisServer();
  const redis = new Redis(server.port, '127.0.0.1', { lazyConnect: true });
  try {
    const simulated = createSimulatedRedis({ now: () => 0, scripts: redisScripts, watcher: nobody });
    const chance = createChance(seed);
    const differences: unknown[] = [];
    const codes = new Set<string>();
    for (let step = 1; step <= 3000; step += 1) {
      if (step % 200 === 0) {
        await redis.flushall();
        for (const key of simulated.keys.keys()) simulated.keys.remove(key);
      }
      const [name = '', ...given] = drawCommand(chance, step % 200, findFirst(simulated));
      const real = simplify(await redis.call(name, ...given).catch((error: unknown) => error));
      const own = simplify(simulated.execute([name, ...given]));
      if (JSON.stringify(own) !== JSON.stringify(real))
        differences.push({ command: [name, ...given], own, real });
      if (name === 'EVAL') codes.add(`${names.get(given[0])} ${Number(own) >= far ? 'added' : String(own)}`);
    }
    expect(differences).toEqual([]);
    expect(codes).toEqual(
      new Set(['append added', 'append null', 'checkpoint 0', 'checkpoint 1', 'removal 0', 'removal 1']),
    );
  } finally {
    redis.disconnect();
    await server.stop();
  }
});
