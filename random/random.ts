/** Random numbers from a seed: the same words give the same numbers, on every machine and in any order. */

// Cached, since it is called for every character, and globals are slow in a test's realm.
const { imul } = Math;

/** A 32-bit hash of the words (FNV-1a with a final mix). */
export function hash(...words: readonly (string | number)[]): number {
  const text = words.join('\u0000');
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    const point = text.codePointAt(at) ?? 0;
    // A letter outside the basic plane has two places.
    if (point > 0xffff) at += 1;
    state = imul(state ^ point, 0x01000193);
  }
  state = imul(state ^ (state >>> 16), 0x85ebca6b);
  state = imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** A number from 0 up to, not including, 1. */
export function drawFraction(...words: readonly (string | number)[]): number {
  return hash(...words) / 0x1_0000_0000;
}

/** A sequence of numbers from 0 up to, but not including, 1, determined by the seed (mulberry32). */
export interface Draws {
  readonly next: () => number;
  readonly seed: (seed: number | readonly number[]) => void;
}

/** Cheap to seed, since every record starts a sequence. */
export function createDraws(): Draws {
  let state = 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
    },
    seed: (seed) => {
      state = typeof seed === 'number' ? seed : hash(...seed);
    },
  };
}

/** A whole number from `least` to `most`, both included. */
export function drawInteger(min: number, max: number, ...words: readonly (string | number)[]): number {
  return min + Math.floor(drawFraction(...words) * (max - min + 1));
}

/** A UUID of version 4 in lower case (RFC 9562), made from the words. */
export function drawUuid(...words: readonly (string | number)[]): string {
  const hex = [0, 1, 2, 3]
    .map((part) =>
      hash('uuid', part, ...words)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4] ?? '8';
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}
