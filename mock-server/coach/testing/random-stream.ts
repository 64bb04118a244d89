/** Chance from a seed, for tests: one number after the other. */
import { fraction } from '../../simulation/random.ts';

export interface Random {
  /** From 0 to 1. */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly whole: (least: number, most: number) => number;
}

export function randomFrom(seed: number): Random {
  let drawn = 0;
  const next = () => {
    drawn += 1;
    return fraction(seed, drawn);
  };
  return { next, whole: (least, most) => least + Math.floor(next() * (most - least + 1)) };
}
