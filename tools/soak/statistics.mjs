// The slope of a series of samples, with its confidence, and its curve as text.
// @ts-check

/**
 * A least-squares line through the samples.
 * @param {readonly { seconds: number, value: number }[]} samples
 * @returns {{ perMinute: number, error: number }} the slope, and twice its standard error: about 95 % confidence
 */
export function fitSlope(samples) {
  // Neighbours resemble each other, so blocks of ten seconds count as one sample each.
  const blocks = groupInBlocks(samples, 10);
  const count = blocks.length;
  if (count < 3) return { perMinute: 0, error: Number.POSITIVE_INFINITY };
  const meanX = sum(blocks.map(({ seconds }) => seconds)) / count;
  const meanY = sum(blocks.map(({ value }) => value)) / count;
  const squares = sum(blocks.map(({ seconds }) => (seconds - meanX) ** 2));
  const slope = sum(blocks.map(({ seconds, value }) => (seconds - meanX) * (value - meanY))) / squares;
  const residuals = sum(blocks.map(({ seconds, value }) => (value - meanY - slope * (seconds - meanX)) ** 2));
  const error = 2 * Math.sqrt(residuals / (count - 2) / squares);
  return { perMinute: slope * 60, error: error * 60 };
}

/** @param {readonly { seconds: number, value: number }[]} samples @param {number} length */
function groupInBlocks(samples, length) {
  /** @type {Map<number, { seconds: number, value: number }[]>} */
  const blocks = new Map();
  for (const sample of samples) {
    const key = Math.floor(sample.seconds / length);
    blocks.set(key, [...(blocks.get(key) ?? []), sample]);
  }
  return [...blocks.values()].map((block) => ({
    seconds: sum(block.map(({ seconds }) => seconds)) / block.length,
    value: sum(block.map(({ value }) => value)) / block.length,
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
 * @param {readonly { seconds: number, value: number }[]} samples
 */
export function formatCurve(samples, width = 60, rows = 30) {
  const last = samples.at(-1)?.seconds ?? 0;
  const blocks = groupInBlocks(samples, Math.max(1, Math.ceil(last / rows)));
  const top = Math.max(...blocks.map(({ value }) => value));
  return blocks
    .map(({ seconds, value }) => {
      const bar = '#'.repeat(Math.round((value / top) * width));
      return `${seconds.toFixed(0).padStart(5)} s ${value.toFixed(1).padStart(7)} MB ${bar}`;
    })
    .join('\n');
}
