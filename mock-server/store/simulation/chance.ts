/** All choices of a simulation, drawn from its seed. */
import { createDraws, hash } from '../../../random/random.ts';

export interface Chance {
  /** A number from 0 up to, but not including, 1. */
  readonly fraction: () => number;
  /** A whole number, both bounds included. */
  readonly integer: (min: number, max: number) => number;
  /** Whether something of this probability happens. */
  readonly happens: (probability: number) => boolean;
  readonly pick: <Value>(values: readonly [Value, ...Value[]]) => Value;
  /** A length of time: mostly short, now and then long. @param typical its mean, in milliseconds */
  readonly length: (typical: number) => number;
}

export function createChance(...seed: readonly (string | number)[]): Chance {
  const draws = createDraws();
  draws.seed(hash(...seed));
  const fraction = draws.next;
  const integer = (min: number, max: number): number => min + Math.floor(fraction() * (max - min + 1));
  return {
    fraction,
    integer,
    happens: (probability) => fraction() < probability,
    pick: (values) => values[integer(0, values.length - 1)] ?? values[0],
    // Sums of 1024ths are exact.
    length: (typical) => Math.ceil(-Math.log(1 - fraction()) * typical * 1024) / 1024,
  };
}
