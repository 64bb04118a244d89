/** Keeps the logs of worlds in Redis: each is a stream, which several processes write and follow. */
import type { Duration } from '../../../time/time.ts';
import { isFirstWorld } from '../../domain/world-names.ts';
import { type Bus, type Checkpoint, StoreError, type WorldStore } from '../port.ts';
import { createAppends } from './appends.ts';
import type { Codec, Encoded } from './codec.ts';
import type { RedisCommand, RedisConnection } from './connection.ts';
import { findOutage, toStoreError } from './failures.ts';
import type { Health } from './health.ts';
import type { Keys } from './keys.ts';
import { type KnownLog, KnownLogs } from './known-logs.ts';
import { createLatestTimes } from './latest-times.ts';
import { createLooks } from './looks.ts';
import { createPartReader } from './parts.ts';
import { createRedisQuotas } from './redis-quotas.ts';
import { createRemoval } from './removal.ts';
import { checkpointScript, findRefusal } from './stream-commands.ts';
import { createWorldIndex } from './world-index.ts';

export interface RedisStoreOptions<State> {
  readonly connection: RedisConnection;
  readonly keys: Keys;
  readonly codec: Codec<State>;
  readonly health: Health;
  readonly bus: Bus;
  /** For messages, such as "Redis at 127.0.0.1:6379". */
  readonly server: string;
  /** How long a world may go unused. */
  readonly idle: Duration;
  /** Maximum number of worlds besides the default one, at present. */
  readonly getMax: () => number;
  /** A sentence on why this process must not use Redis at present; undefined if it may. */
  readonly findObstacle?: () => string | undefined;
  /** Whether it is older than Redis 7, so that times go back when its clock does; false by default. */
  readonly isOld?: () => boolean;
  /** How many entries before a checkpoint stay in Redis, for processes that have not read them yet; 500 by default. */
  readonly behind?: number;
  /** Runs something when everything that arrived so far was handled; `setImmediate` by default. */
  readonly defer?: (run: () => void) => void;
}

/** The default world is not removed while mocks run, but it is not kept forever when none does. In milliseconds. */
const minDefaultIdle = 30 * 86_400_000;
const maxTtl = 3650 * 86_400_000;

export function createRedisStore<State>(options: RedisStoreOptions<State>): WorldStore<State> {
  const { connection, keys, codec, health, server, bus, getMax } = options;
  const { findObstacle = () => undefined, behind = 500, defer = (run) => void setImmediate(run) } = options;
  const times = createLatestTimes({ connection, keys, isOld: options.isOld ?? (() => false) });
  const logs = new KnownLogs();
  const getTtl = (world: string): number => {
    const idle = isFirstWorld(world) ? Math.max(options.idle, minDefaultIdle) : options.idle;
    return Math.ceil(Math.min(Math.max(idle, 1), maxTtl));
  };
  /** For what is not renewed with each look: an hour more, for processes that die again and again before they can renew it. */
  const getLongTtl = (world: string): number => 2 * getTtl(world) + 3_600_000;
  const createRenewal = ({ world }: KnownLog): RedisCommand => ['PEXPIRE', keys.getLog(world), getTtl(world)];
  const createBeside = ({ world }: KnownLog, beside: Encoded['beside']): readonly RedisCommand[] =>
    Array.from(beside, ([digest, { kind, text }]) => [
      'SET',
      keys.getBeside(world, kind, digest),
      text,
      'PX',
      getLongTtl(world),
    ]);
  const parts = createPartReader({ connection, keys, codec, server, times, createRenewal });
  const lookAt = createLooks({ connection, keys, logs, parts, times, createRenewal, defer });
  const append = createAppends({
    connection,
    keys,
    codec,
    parts,
    times,
    createRenewal,
    createBeside,
    server,
    defer,
  });
  const index = createWorldIndex(connection, keys, getTtl);
  const removeFrom = createRemoval(connection, keys, server);

  /** @throws StoreError */
  const guard = async <Result>(world: string, run: () => Promise<Result>): Promise<Result> => {
    const obstacle = findObstacle();
    if (obstacle !== undefined) throw new StoreError(obstacle);
    try {
      return await run();
    } catch (error) {
      const outage = findOutage(error);
      if (outage !== undefined) health.noteOutage(outage);
      throw toStoreError(error, server, world);
    }
  };
  const sendInBackground = (commands: readonly RedisCommand[]): void => {
    connection.send(commands).catch(() => undefined);
  };
  /** What is not read with each look lives longer than the log, so that it need not be renewed with each look. */
  const renew = (log: KnownLog, isDue = log.now - log.refreshed > getTtl(log.world) / 4): void => {
    if (!isDue) return;
    const { world } = log;
    log.refreshed = log.now;
    const beside = Array.from(log.beside, ([digest, kind]) => keys.getBeside(world, kind, digest));
    sendInBackground(
      [keys.getCheckpoint(world), ...beside].map((key) => ['PEXPIRE', key, getLongTtl(world)]),
    );
    sendInBackground([['ZADD', keys.index, log.now, world]]);
    logs.forget(log.now - getTtl(world));
  };
  const remove = async (world: string): Promise<void> => guard(world, async () => removeFrom(world));

  const keep = async (log: KnownLog, { position, state }: Checkpoint<State>): Promise<void> => {
    const { world, reader } = log;
    const at = reader.getState(position);
    if (at === undefined) return;
    const first = reader.getState(Math.max(reader.oldest, position - behind)) ?? at;
    const { text, beside } = codec.encodeCheckpoint(at, state);
    const both = [keys.getLog(world), keys.getCheckpoint(world)];
    const values = [at.id, at.nonce, position, text, getLongTtl(world), first.id];
    // What its entries refer to is there as long as they are.
    const missing = new Map([...beside].filter(([digest]) => !log.beside.has(digest)));
    const replies = await connection.transact([
      ...createBeside(log, missing),
      ['EVAL', checkpointScript, both.length, ...both, ...values],
    ]);
    if (findRefusal(replies) === undefined)
      for (const [digest, { kind }] of missing) log.beside.set(digest, kind);
  };

  return {
    costly: true,
    shared: { health: health.get, bus, quotas: createRedisQuotas(connection, keys) },
    look: async (world, after) =>
      guard(world, async () =>
        logs.use(world, after, async (log) => {
          const part = await lookAt(world, after);
          if (log.reader.life !== undefined) renew(log);
          return part;
        }),
      ),
    append: async (world, draft, after) =>
      guard(world, async () =>
        logs.use(world, after, async (log) => {
          const isNew = log.reader.life === undefined;
          const part = await append(log, draft, after);
          health.noteSuccess();
          if (isNew && part.entries.length > 0) {
            renew(log, true);
            index.keepBelow(getMax(), world, remove).catch(() => undefined);
          }
          return part;
        }),
      ),
    snapshot: async (world, checkpoint) => {
      // Without it, the log is longer.
      await keep(logs.open(world), checkpoint).catch(() => undefined);
    },
    remove,
    worlds: async (prefix) => guard('', async () => index.list(prefix)),
    close: async () => connection.close(),
  };
}
