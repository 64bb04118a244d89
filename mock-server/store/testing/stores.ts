/** Every store, for the tests that all of them must pass: a new store is one row. */
import type { LogEntry } from '../../domain/entry.ts';
import { createMemoryStore } from '../memory.ts';
import type { WorldStore } from '../port.ts';

export type TestStore = WorldStore<LogEntry['intent'], unknown>;

interface StoreRow {
  readonly open: (folder: string) => TestStore | Promise<TestStore>;
  /** Whether a store that is opened again in the same folder has what the one before had. */
  readonly isDurable: boolean;
}

export const stores: Readonly<Record<string, StoreRow>> = {
  memory: { open: () => createMemoryStore(), isDurable: false },
};
