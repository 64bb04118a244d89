/** Stores in a real Redis for tests: one server for all of a file, and its own keys for each test. */
import { createHash } from 'node:crypto';

import { duration, instant } from '../../../../time/time.ts';
import { computeDigest } from '../../digest.ts';
import { getLogChecks } from '../../text/log-checks.ts';
import { createDigests } from '../../text/write-lines.ts';
import { fixture, lifeCycle } from '../../../testing/shipped.ts';
import type { TestStore } from '../../testing/test-store.ts';
import { createCodec } from '../codec.ts';
import type { RedisClient } from '../connection.ts';
import { createHealth } from '../health.ts';
import { createRedisClient } from '../ioredis-connection.ts';
import { createKeys, type Keys } from '../keys.ts';
import { createRedisBus } from '../redis-bus.ts';
import { createRedisStore, type RedisStoreOptions } from '../redis-store.ts';
import { parseRedisUrl } from '../redis-url.ts';
import { type RedisServer, startRedisServer, type RedisServerOptions } from './redis-server.ts';

export interface RedisForTests {
  readonly getServer: () => Promise<RedisServer>;
  readonly open: (prefix: string, options?: TestStoreOptions) => Promise<TestStore>;
  readonly stop: () => Promise<void>;
}

export interface TestStoreOptions extends Partial<RedisStoreOptions<unknown>> {
  readonly client?: RedisClient;
}

export const getTestKeys = (prefix: string): Keys => createKeys(`${prefix}:`, 'test');

/** Starts when the first store is opened, and again after it was stopped. */
export function createRedisForTests(options?: RedisServerOptions): RedisForTests {
  let server: Promise<RedisServer> | undefined;
  let opened = 0;
  const stores: TestStore[] = [];
  const getServer = async (): Promise<RedisServer> => (server ??= startRedisServer(options));
  return {
    getServer,
    open: async (prefix, others = {}) => {
      const { url } = await getServer();
      const client = others.client ?? createRedisClient(parseRedisUrl(url));
      const store = openTestStore(client, getTestKeys(prefix), `process-${(opened += 1)}`, others);
      stores.push(store);
      return store;
    },
    stop: async () => {
      // Those of tests that failed are still open.
      for (const store of stores.splice(0)) await store.close();
      const stopping = server;
      server = undefined;
      await (await stopping)?.stop();
    },
  };
}

/** A store whose states are JSON. */
function openTestStore(
  client: RedisClient,
  keys: Keys,
  process: string,
  others: TestStoreOptions,
): TestStore {
  const connection = client.connect();
  const bus = createRedisBus(client, connection, keys, process);
  const health = createHealth(
    () => instant(0),
    'Redis',
    () => undefined,
  );
  health.noteSuccess();
  const store = createRedisStore<unknown>({
    connection,
    keys,
    bus,
    health,
    codec: createCodec({
      own: { fixture },
      lifeCycle,
      digests: createDigests((text) => createHash('sha256').update(text).digest('hex')),
      checkAt: getLogChecks(),
      toPlainState: (state) => state,
      parseState: (plain) => plain,
    }),
    server: 'Redis',
    idle: duration(60_000),
    getMax: () => 50,
    behind: 0,
    ...others,
  });
  return {
    ...store,
    close: async () => {
      await bus.close();
      await store.close();
    },
  };
}

/** Such as of a folder. */
export const toPrefix = (text: string): string => computeDigest(text).slice(0, 12);
