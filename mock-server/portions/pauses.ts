/** Runs work in portions, and lets other tasks run in between. */
import type { Pause } from './portions.ts';

/**
 * @param nextTurn resolves when all waiting tasks had a turn
 * @param stretch number of portions, about a millisecond each, between two turns
 */
export function createPause(nextTurn: () => Promise<void>, stretch = 1): Pause {
  let portions = 0;
  return () => {
    portions += 1;
    return portions % stretch === 0 ? nextTurn() : undefined;
  };
}
