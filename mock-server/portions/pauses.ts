/** Runs work in portions, and lets other tasks run in between. */
import type { Pause } from './portions.ts';

/**
 * @param nextTurn settles when everybody who waited had a turn
 * @param stretch how many portions of about a millisecond are done before that
 */
export function createPause(nextTurn: () => Promise<void>, stretch = 1): Pause {
  let portions = 0;
  return () => {
    portions += 1;
    return portions % stretch === 0 ? nextTurn() : undefined;
  };
}
