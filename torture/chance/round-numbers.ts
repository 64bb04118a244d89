/** Round lengths of time: what people would choose, from which plans are drawn and to which they are simplified. */
import { duration, formatExactDuration, parseDuration } from '../../time/time.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** In milliseconds, shortest first. */
const roundLengths: readonly number[] = [
  0,
  100,
  200,
  500,
  ...[1, 2, 3, 5, 10, 20, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 20, 30].map((count) => count * minute),
  ...[1, 2, 5, 10].map((count) => count * hour),
];

/** Those that are at least and at most so long. */
export function listLengths(min: string, max: string): readonly number[] {
  const [from = 0, to = 0] = [min, max].map((text) => parseDuration(text));
  return roundLengths.filter((length) => length >= from && length <= to);
}

export const formatLength = (length: number): string => formatExactDuration(duration(length));

/**
 * Simpler lengths, the simplest first: shorter round ones, and for one that is not round the whole seconds and tenths
 * around it.
 * @param min what is too short is left out
 */
export function listSimplerLengths(length: number, min = 0): readonly number[] {
  const simpler = [...roundLengths, ...around(length, second), ...around(length, 100)].filter(
    (one) => one >= min && compareLengths(one, length) < 0 && one <= Math.max(length, 2 * second) * 1.5,
  );
  return [...new Set(simpler)].toSorted(compareLengths);
}

/** A round length is simpler than any other, then the shorter one is. */
function compareLengths(one: number, other: number): number {
  return rank(one) - rank(other) || one - other;
}

function rank(length: number): number {
  if (roundLengths.includes(length)) return 0;
  if (length % second === 0) return 1;
  return length % 100 === 0 ? 2 : 3;
}

function around(length: number, unit: number): readonly number[] {
  const below = Math.floor(length / unit) * unit;
  return [below, below + unit];
}
