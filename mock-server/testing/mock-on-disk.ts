/** A mock that saves its worlds on a disk, for tests; a test ends the pauses between two writes. */
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { World } from '../domain/world.ts';
import { openState, type KeptState, type StateOptions } from '../state/keep-state.ts';
import type { DiskInMemory } from '../../files/testing/disk-in-memory.ts';
import { type EngineUnderTest, engineUnderTest } from './engine-under-test.ts';
import { fixture, lifeCycle, start } from './shipped.ts';

export const stateFile = '/there/worlds.json';

export interface MockOnDisk extends EngineUnderTest {
  readonly state: KeptState;
  readonly warnings: readonly string[];
  /** By their names. */
  readonly worlds: () => readonly World[];
  readonly names: () => readonly string[];
  /** Ends a pause, and waits for the resulting write. */
  readonly pass: () => Promise<void>;
}

export async function mockOnDisk(
  { disk }: DiskInMemory,
  options: Partial<StateOptions> = {},
): Promise<MockOnDisk> {
  const warnings: string[] = [];
  const waiting: (() => void)[] = [];
  const state = await openState({
    file: stateFile,
    fixture,
    lifeCycle,
    now: () => start,
    wait: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
    warn: (sentence) => warnings.push(sentence),
    disk,
    ...options,
  });
  const kept = { fixture: options.fixture ?? fixture, kept: state.kept, onEvent: state.changed };
  const mock = engineUnderTest(kept, options.now?.());
  const { all } = mock.engine.worlds;
  state.follow(all);
  const worlds = () => all().toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    ...mock,
    state,
    warnings,
    worlds,
    names: () => worlds().map(({ name }) => name),
    pass: async () => {
      for (const resolve of waiting.splice(0)) resolve();
      // The disk in memory responds at once, but not in the same turn.
      for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    },
  };
}
