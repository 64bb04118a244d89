/** Every store, for the tests that all of them must pass: a new store is one row. */
import { join } from 'node:path';

import { scopeStore } from '../../access/scoped-store.ts';
import type { World } from '../../domain/world.ts';
import { fixture, lifeCycle } from '../../testing/shipped.ts';
import { createMemoryStore } from '../memory.ts';
import { openState } from '../file/open-state.ts';
import type { WorldStore } from '../port.ts';

export type TestStore = WorldStore<unknown>;

export interface StoreRow {
  readonly open: (folder: string) => TestStore | Promise<TestStore>;
  /** Whether a store that is opened again in the same folder has what the one before had. */
  readonly isDurable: boolean;
}

export const stores: Readonly<Record<string, StoreRow>> = {
  memory: { open: () => createMemoryStore(), isDurable: false },
  'part of a team': {
    open: () => scopeStore(createMemoryStore<World>(), 'acme', 25) as TestStore,
    isDurable: false,
  },
  file: { open: async (folder) => openTestState(join(folder, 'worlds.json')), isDurable: true },
};

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
