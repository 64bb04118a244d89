/** A file store on a disk in memory. */
import { type DiskInMemory, diskInMemory } from '../../../../files/testing/disk-in-memory.ts';
import { instant } from '../../../../time/time.ts';
import type { Intent } from '../../../domain/entry.ts';
import type { openState } from '../open-state.ts';
import { openTestState, type TestStore } from '../../testing/test-store.ts';

export const stateFile = '/there/worlds.json';

export interface StoreOnDisk {
  readonly store: TestStore;
  readonly warnings: readonly string[];
  /** Adds an entry to the world `shop`. @returns its position */
  readonly append: (intent: Intent, nonce?: string) => Promise<number>;
  /** The intents of a world, `shop` by default. */
  readonly list: (world?: string) => Promise<readonly Intent[]>;
}

/** @param options others than those of `openTestState` */
export async function storeOnDisk(
  { disk, files }: DiskInMemory,
  options: Partial<Parameters<typeof openState>[0]> = {},
): Promise<StoreOnDisk> {
  // The process before was killed.
  files.delete(`${stateFile}.lock`);
  const warnings: string[] = [];
  const store = await openTestState(stateFile, {
    disk,
    warn: (sentence) => warnings.push(sentence),
    ...options,
  });
  return {
    store,
    warnings,
    append: async (intent, nonce = 'n') => {
      const { entries } = await store.append('shop', { intent, nonce, real: instant(1000) }, 0);
      return entries.at(-1)?.position ?? 0;
    },
    list: async (world = 'shop') => (await store.look(world, -1)).entries.map(({ intent }) => intent),
  };
}

/** A disk with a file of these entries, and the text of the file. */
export async function writeState(
  intents: readonly Intent[],
): Promise<{ readonly memory: DiskInMemory; readonly text: string }> {
  const memory = diskInMemory();
  const { append, store } = await storeOnDisk(memory);
  for (const [index, intent] of intents.entries()) await append(intent, `n${index}`);
  await store.close();
  return { memory, text: memory.files.get(stateFile) ?? '' };
}
