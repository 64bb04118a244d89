/** The store in Redis as the simulation runs it: everything but the client library. */
import type { Rules } from '../../domain/fold.ts';
import type { World } from '../../domain/world.ts';
import type { Bus } from '../port.ts';
import { createCodec } from '../redis/codec.ts';
import type { RedisConnection } from '../redis/connection.ts';
import { createHealth } from '../redis/health.ts';
import { createKeys } from '../redis/keys.ts';
import { createRedisStore } from '../redis/redis-store.ts';
import { createStateParser } from '../text/checked-state.ts';
import { getLogChecks } from '../text/log-checks.ts';
import { createDigests } from '../text/write-lines.ts';
import { toPlainState } from '../text/world-state.ts';
import { redisScripts } from './redis-scripts.ts';
import type { SimulatedStore } from './simulation.ts';

/** Nobody listens in a simulation. */
const bus: Bus = { publish: () => undefined, subscribe: () => () => undefined };

/** The entries before a checkpoint that stay. */
const behind = 1;

/** @param change something between the store and its connection, such as a planted bug */
export function createSimulatedStore(
  rules: Rules,
  change: (connection: RedisConnection) => RedisConnection = (connection) => connection,
): SimulatedStore {
  const keys = createKeys('s:', 'v1');
  const { lifeCycle, beginning } = rules;
  const codec = createCodec<World>({
    own: beginning,
    lifeCycle,
    digests: createDigests(),
    checkAt: getLogChecks(),
    toPlainState,
    parseState: createStateParser(lifeCycle),
  });
  return {
    open: ({ connection, now, idle, isOld, defer }) => {
      const health = createHealth(now, 'Redis', () => undefined);
      // A process starts when it has reached its Redis.
      health.noteSuccess();
      const server = 'Redis';
      const limits = { idle, getMax: () => 10, behind, isOld: () => isOld };
      return createRedisStore<World>({
        connection: change(connection),
        keys,
        codec,
        health,
        bus,
        server,
        defer,
        ...limits,
      });
    },
    scripts: redisScripts,
    toWorld: (key) => /\{(.+)\}:log$/.exec(key)?.[1],
    toKey: keys.getLog,
    readEntry: (fields) => {
      const values = new Map(
        fields.flatMap((name, place) => (place % 2 === 0 ? [[name, fields[place + 1] ?? '']] : [])),
      );
      return {
        nonce: values.get('nonce') ?? '',
        deadline: Number(values.get('deadline')),
        life: values.get('life') ?? '',
      };
    },
    isNotApplied: (error) => error.message.includes('The request changed nothing'),
    deadline: 10_000,
  };
}
