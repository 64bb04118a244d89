/** Chance from a seed, for tests: one number after the other. */
import { fraction } from '../../simulation/random.ts';

export interface Random {
  /** From 0 to 1. */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly whole: (min: number, max: number) => number;
}

export function randomFrom(seed: number): Random {
  let drawn = 0;
  const next = () => {
    drawn += 1;
    return fraction(seed, drawn);
  };
  return { next, whole: (min, max) => min + Math.floor(next() * (max - min + 1)) };
}
