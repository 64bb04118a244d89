// The slope of a series of samples, with its confidence, and its curve as text.
// @ts-check

/**
 * A sample of the memory.
 * @typedef {object} Sample
 * @property {number} seconds
 * @property {number} value
 * @property {number} [worlds] how many there were, which takes memory and depends on how quick the machine is
 */

/**
 * A least-squares line through the samples, at an equal number of worlds.
 * @param {readonly Sample[]} samples
 * @returns {{ perMinute: number, error: number }} the slope, and twice its standard error: about 95 % confidence
 */
export function fitSlope(samples) {
  // Neighbours resemble each other, so blocks of ten seconds count as one sample each.
  const blocks = groupInBlocks(samples, 10);
  const count = blocks.length;
  if (count < 3) return { perMinute: 0, error: Number.POSITIVE_INFINITY };
  const worlds = center(blocks.map((block) => block.worlds));
  const times = removeTrend(center(blocks.map(({ seconds }) => seconds)), worlds);
  const values = removeTrend(center(blocks.map(({ value }) => value)), worlds);
  const squares = multiply(times, times);
  const slope = multiply(times, values) / squares;
  const rest = values.map((value, index) => value - slope * (times[index] ?? 0));
  const error = 2 * Math.sqrt(multiply(rest, rest) / (count - 2) / squares);
  return { perMinute: slope * 60, error: error * 60 };
}

/** @param {readonly number[]} numbers */
function center(numbers) {
  const mean = sum(numbers) / numbers.length;
  return numbers.map((one) => one - mean);
}

/** What a line through other numbers does not explain. @param {readonly number[]} numbers @param {readonly number[]} others */
function removeTrend(numbers, others) {
  const squares = multiply(others, others);
  const slope = squares === 0 ? 0 : multiply(numbers, others) / squares;
  return numbers.map((one, index) => one - slope * (others[index] ?? 0));
}

/** @param {readonly number[]} numbers @param {readonly number[]} others */
function multiply(numbers, others) {
  return sum(numbers.map((one, index) => one * (others[index] ?? 0)));
}

/** @param {readonly Sample[]} samples @param {number} length */
function groupInBlocks(samples, length) {
  /** @type {Map<number, Sample[]>} */
  const blocks = new Map();
  for (const sample of samples) {
    const key = Math.floor(sample.seconds / length);
    blocks.set(key, [...(blocks.get(key) ?? []), sample]);
  }
  return [...blocks.values()].map((block) => ({
    seconds: sum(block.map(({ seconds }) => seconds)) / block.length,
    value: sum(block.map(({ value }) => value)) / block.length,
    worlds: sum(block.map(({ worlds = 0 }) => worlds)) / block.length,
  }));
}

/** @param {readonly number[]} numbers */
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

/** More than this, in megabytes per minute, would fill a gigabyte in a day. */
const allowedSlope = 0.7;

/**
 * Whether the memory does not grow: the slope is small, or its confidence includes none.
 * @param {{ perMinute: number, error: number }} slope in megabytes per minute
 */
export function isFlat({ perMinute, error }) {
  return perMinute - error <= 0 || perMinute <= allowedSlope;
}

/**
 * A curve as text: a bar for each of at most 60 rows.
 * @param {readonly Sample[]} samples
 */
export function formatCurve(samples, width = 60, rows = 30) {
  const last = samples.at(-1)?.seconds ?? 0;
  const blocks = groupInBlocks(samples, Math.max(1, Math.ceil(last / rows)));
  const top = Math.max(...blocks.map(({ value }) => value));
  return blocks
    .map(({ seconds, value, worlds }) => {
      const bar = '#'.repeat(Math.round((value / top) * width));
      return `${seconds.toFixed(0).padStart(5)} s ${value.toFixed(1).padStart(7)} MB ${worlds.toFixed(0).padStart(5)} worlds ${bar}`;
    })
    .join('\n');
}
