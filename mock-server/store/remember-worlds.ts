/** The store of a mock that keeps its worlds in memory. */
import type { Intent } from '../domain/entry.ts';
import type { World } from '../domain/world.ts';
import { createMemoryStore } from './memory.ts';
import type { WorldStore } from './port.ts';

/** A store whose logs go on from these worlds. */
export function rememberWorlds(kept: readonly World[] = []): WorldStore<Intent, World> {
  const store = createMemoryStore<Intent, World>();
  for (const world of kept)
    store.snapshot(world.name, { position: world.position, real: world.clock.real, state: world });
  return store;
}
