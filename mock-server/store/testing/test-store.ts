/** What tests of stores have in common. */
import { fixture, lifeCycle } from '../../testing/shipped.ts';
import { openState } from '../file/open-state.ts';
import type { WorldStore } from '../port.ts';

export type TestStore = WorldStore<unknown>;

export interface StoreRow {
  readonly open: (folder: string) => TestStore | Promise<TestStore>;
  /** Whether a store that is opened again in the same folder has what the one before had. */
  readonly isDurable: boolean;
  /** Ends what all stores of the row need. */
  readonly stop?: () => Promise<void>;
}

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
