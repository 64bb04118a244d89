/** A mock that keeps its worlds on a disk, for tests. */
import type { DiskInMemory } from '../../../../files/testing/disk-in-memory.ts';
import { createTerms } from '../../../domain/payments.ts';
import type { World } from '../../../domain/world.ts';
import { type EngineUnderTest, engineUnderTest } from '../../../testing/engine-under-test.ts';
import { fixture, spec, start } from '../../../testing/shipped.ts';
import type { WorldStore } from '../../port.ts';
import { openWorlds, type WorldsFile } from '../open-worlds.ts';
import { stateFile } from './store-on-disk.ts';

export interface MockOnDisk extends EngineUnderTest {
  readonly store: WorldStore<World>;
  readonly warnings: readonly string[];
  /** By their names. */
  readonly worlds: () => readonly World[];
  readonly names: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** @param options others than usual; a mock before it was stopped or killed */
export async function mockOnDisk(
  { disk, files }: DiskInMemory,
  options: Partial<WorldsFile> = {},
): Promise<MockOnDisk> {
  files.delete(`${stateFile}.lock`);
  const warnings: string[] = [];
  const given: WorldsFile = {
    file: stateFile,
    beginning: { fixture },
    terms: createTerms(spec),
    now: () => start,
    warn: (sentence) => warnings.push(sentence),
    disk,
    ...options,
  };
  const kept = await openWorlds(given);
  const mock = engineUnderTest({ ...given.beginning, ...kept }, given.now());
  const worlds = () => mock.engine.worlds.all().toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    ...mock,
    store: kept.store,
    warnings,
    worlds,
    names: () => worlds().map(({ name }) => name),
    close: async () => kept.store.close(),
  };
}
