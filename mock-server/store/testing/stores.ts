/** Every store, for the tests that all of them must pass: a new store is one row. */
import { join } from 'node:path';

import { duration, instant, type Instant } from '../../../time/time.ts';
import { scopeStore } from '../../access/scoped-store.ts';
import type { World } from '../../domain/world.ts';
import { createMemoryStore } from '../memory.ts';
import { createRedisForTests, getTestKeys, toPrefix } from '../redis/testing/open-test-redis.ts';
import { showAsOrdinary } from './ordinary.ts';
import type { SharedStoreRow } from './shared-conformance.ts';
import { createSharedMemory } from './shared-memory.ts';
import { openTestState, type StoreRow, type TestStore } from './test-store.ts';

const redis = createRedisForTests();
const reals = new Map<string, Instant>();

export const stores: Readonly<Record<string, StoreRow>> = {
  memory: { open: () => createMemoryStore(), isDurable: false },
  'part of a team': {
    open: () => scopeStore(createMemoryStore<World>(), 'acme', { max: 25 }) as TestStore,
    isDurable: false,
  },
  file: { open: async (folder) => openTestState(join(folder, 'worlds.json')), isDurable: true },
  redis: {
    open: async (folder) => showAsOrdinary(await redis.open(toPrefix(folder)), reals),
    isDurable: true,
    stop: redis.stop,
  },
};

/** Stores that several processes share. */
export const sharedStores: Readonly<Record<string, SharedStoreRow>> = {
  memory: {
    open: async () => {
      let now = instant(1_000_000);
      const { connect } = createSharedMemory<unknown>(() => now, duration(60_000));
      const expire = (): void => {
        now = instant(now + 60_001);
      };
      return Promise.resolve({ connect, expire, close: () => undefined });
    },
  },
  redis: {
    open: async () => {
      const prefix = toPrefix(`${(opened += 1)}`);
      const server = await redis.getServer();
      return {
        connect: async () => redis.open(prefix),
        expire: async (world) => void (await server.run('PEXPIREAT', getTestKeys(prefix).getLog(world), '1')),
        close: () => undefined,
      };
    },
    stop: redis.stop,
  },
};

let opened = 0;
