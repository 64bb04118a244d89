/** The store of a mock that keeps its worlds in memory. */
import type { World } from '../domain/world.ts';
import { createMemoryStore } from './memory.ts';
import type { WorldStore } from './port.ts';

/** A store whose logs go on from these worlds. */
export function rememberWorlds(kept: readonly World[] = []): WorldStore<World> {
  const store = createMemoryStore<World>();
  for (const world of kept)
    store.snapshot(world.name, { position: world.position, real: world.clock.real, state: world });
  return store;
}
