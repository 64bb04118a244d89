/** Stores with their own keys in the Redis of a test file, and entries for them. */
import { instant } from '../../../../time/time.ts';
import type { Intent } from '../../../domain/entry.ts';
import type { TestStore } from '../../testing/test-store.ts';
import { createRedisClient } from '../ioredis-connection.ts';
import type { Keys } from '../keys.ts';
import { parseRedisUrl } from '../redis-url.ts';
import { interfere, type Interference } from './interference.ts';
import { createRedisForTests, getTestKeys, type TestStoreOptions } from './open-test-redis.ts';
import type { RedisServer } from './redis-server.ts';

export const redis = createRedisForTests();

const beginning: Intent = { kind: 'reset', ifNew: true, at: instant(0), speed: 1, frozen: false };
export const begin = (nonce = 'begin') => ({ intent: beginning, nonce, real: instant(0) });
export const draft = (nonce: string) => ({
  intent: { kind: 'delete', job: nonce } as const,
  nonce,
  real: instant(0),
});

interface Prepared {
  readonly server: RedisServer;
  readonly keys: Keys;
  /** Opens a store with the interference. */
  readonly open: (options?: TestStoreOptions) => Promise<TestStore>;
  readonly openPlain: () => Promise<TestStore>;
}

let count = 0;

/** Keys that no other test uses. */
export async function prepare(interference?: Interference): Promise<Prepared> {
  const prefix = `t${(count += 1)}`;
  const server = await redis.getServer();
  const plain = createRedisClient(parseRedisUrl(server.url));
  const client = interference === undefined ? plain : interfere(plain, interference);
  return {
    server,
    keys: getTestKeys(prefix),
    open: async (options = {}) => redis.open(prefix, { client, ...options }),
    openPlain: async () => redis.open(prefix),
  };
}
