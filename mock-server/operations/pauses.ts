/** Lets others have their turn while there is much to do. */
import type { Pause } from './uploads/portions.ts';

/** So many portions of about a millisecond are done at a stretch. */
const stretch = 4;

/** @param nextTurn settles when everybody who waited had a turn */
export function createPause(nextTurn: () => Promise<void>): Pause {
  let portions = 0;
  return () => {
    portions += 1;
    return portions % stretch === 0 ? nextTurn() : undefined;
  };
}
