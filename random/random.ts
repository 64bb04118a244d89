/** Random numbers from a seed: the same words give the same numbers, on every machine and in any order. */

// Cached, since it is called for every character, and globals are slow in a test's realm.
const { imul } = Math;

/** A 32-bit hash of the words (FNV-1a with a final mix). */
export function hash(...words: readonly (string | number)[]): number {
  return mix(addText(emptyState, words.join(separator)));
}

const emptyState = 0x811c9dc5;
const separator = '\u0000';

function addText(before: number, text: string): number {
  let state = before;
  for (let at = 0; at < text.length; at += 1) {
    const point = text.codePointAt(at) ?? 0;
    // A letter outside the basic plane has two places.
    if (point > 0xffff) at += 1;
    state = imul(state ^ point, 0x01000193);
  }
  return state;
}

function mix(before: number): number {
  let state = before;
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
  const text = words.join(separator);
  for (let part = 0; part < 4; part += 1) {
    const bits = mix(addText(uuidStates[part] ?? 0, text));
    for (let nibble = 0; nibble < 8; nibble += 1)
      letters[places[8 * part + nibble] ?? 0] = hexLetters[(bits >>> (28 - 4 * nibble)) & 15] ?? 0;
  }
  letters[14] = 0x34;
  // The variant: one of 8, 9, a and b.
  const variant = letters[19] ?? 0;
  letters[19] = hexLetters[8 + ((variant < 0x3a ? variant - 0x30 : variant - 0x57) % 4)] ?? 0;
  return String.fromCharCode.apply(null, letters);
}

/** The hashes of what comes before the words of each of its four parts. */
const uuidStates = [0, 1, 2, 3].map((part) => addText(emptyState, `uuid${separator}${part}${separator}`));
const hexLetters = '0123456789abcdef'.split('').map((letter) => letter.charCodeAt(0));
/** The letters of a UUID, with its four dashes. */
const letters = '00000000-0000-0000-0000-000000000000'.split('').map((letter) => letter.charCodeAt(0));
const places = letters.flatMap((letter, place) => (letter === 0x2d ? [] : [place]));
