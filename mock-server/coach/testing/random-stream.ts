/** Random numbers from a seed, for tests. */
import { drawFraction } from '../../../random/random.ts';

export interface RandomStream {
  /** From 0 to 1. */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly whole: (min: number, max: number) => number;
}

export function createRandomStream(seed: number): RandomStream {
  let drawn = 0;
  const next = () => {
    drawn += 1;
    return drawFraction(seed, drawn);
  };
  return { next, whole: (min, max) => min + Math.floor(next() * (max - min + 1)) };
}
