/** Every store, for the tests that all of them must pass: a new store is one row. */
import { join } from 'node:path';

import { duration, instant, type Instant } from '../../../time/time.ts';
import { scopeStore } from '../../access/scoped-store.ts';
import type { World } from '../../domain/world.ts';
import { fixture, lifeCycle } from '../../testing/shipped.ts';
import { createMemoryStore } from '../memory.ts';
import { openState } from '../file/open-state.ts';
import type { WorldStore } from '../port.ts';
import { createRedisForTests, getTestKeys, toPrefix } from '../redis/testing/open-test-redis.ts';
import { showAsOrdinary } from './ordinary.ts';
import type { SharedStoreRow } from './shared-conformance.ts';
import { createSharedMemory } from './shared-memory.ts';

export type TestStore = WorldStore<unknown>;

export interface StoreRow {
  readonly open: (folder: string) => TestStore | Promise<TestStore>;
  /** Whether a store that is opened again in the same folder has what the one before had. */
  readonly isDurable: boolean;
  /** Ends what all stores of the row need. */
  readonly stop?: () => Promise<void>;
}

const redis = createRedisForTests();
const reals = new Map<string, Instant>();

export const stores: Readonly<Record<string, StoreRow>> = {
  memory: { open: () => createMemoryStore(), isDurable: false },
  'part of a team': {
    open: () => scopeStore(createMemoryStore<World>(), 'acme', 25) as TestStore,
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

/** A store in a file; the states of its checkpoints are JSON. */
export async function openTestState(
  file: string,
  options: Partial<Parameters<typeof openState>[0]> = {},
): Promise<TestStore> {
  return openState({
    file,
    beginning: { fixture },
    lifeCycle,
    toPlainState: (state) => state,
    parseState: (plain) => plain,
    restore: () => undefined,
    warn: (sentence) => {
      throw new Error(sentence);
    },
    ...options,
  });
}
