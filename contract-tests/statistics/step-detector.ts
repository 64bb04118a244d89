/** Finds lasting steps in the values of one metric, run by run, with a constant amount of work for each. */
import { createRecentValues } from './recent-values.ts';
import { createWeeklyRhythm } from './weekly-rhythm.ts';

// Globals are slow in a test's realm.
const { abs, exp, log, max, min } = Math;

/** How large a step must be. Both must hold. */
export interface StepSize {
  /** From which ratio to the median on a value is beyond it. */
  readonly ratio: number;
  /** By how much it must differ at least, in the unit of the metric. */
  readonly amount: number;
  /** Is added to both sides of the ratio, so that 0 has one. */
  readonly offset: number;
}

/** A step that the last three runs show. */
export interface Shift {
  /** The median before it. */
  readonly before: number;
  /** The middle one of the three values, without the rhythm of the week. */
  readonly after: number;
}

export interface StepDetector {
  /**
   * Adds the value of a run.
   * @param weekday from 0 to 6
   * @returns the step that this run completes; from then on, its level is the normal one
   */
  readonly add: (value: number, weekday: number) => Shift | undefined;
}

/** The runs whose median is the normal level. */
const medianRuns = 30;
/** A step needs at least so many runs before it. */
export const minRunsBefore = 14;

/** Each prediction error counts for this share of the noise of a metric. */
const noiseShare = 1 / 30;
/** An error counts for at most so many standard deviations, since it may be an outlier. */
const maxError = 2;
/** Turns the average of such errors into a standard deviation, if their distribution is normal. */
const toDeviation = 1.2;
/** So many errors must be known. */
const minErrors = 7;
/** From so many on the noise is known well enough. */
const settledErrors = 30;
/** No metric counts as quieter than this, in natural logarithms. */
const minNoise = 0.03;

/** The limits of a step in units of the noise, found by simulation: see simulation.test.ts. */
const limits = {
  /** Two of three must be so far away. */
  two: 2,
  /** All three must be so far away. */
  all: 1.2,
  /** And so far on average. */
  mean: 2.4,
  /** The lower two must be this close to each other, since outliers seldom are. */
  agreement: 3.5,
  /** The highest one counts only so far above the middle one. */
  cap: 0.6,
} as const;

/** A noisy metric needs more evidence, since its noise is seldom normal. */
function getCaution(noise: number): number {
  return min(1.75, 1 + 11 * max(0, noise - 0.1));
}

/** The middle value of three. */
function getMiddle(a: number, b: number, c: number): number {
  return max(min(a, b), min(max(a, b), c));
}

export function createStepDetector({ ratio, amount, offset }: StepSize): StepDetector {
  const normal = createRecentValues(medianRuns);
  const rhythm = createWeeklyRhythm();
  const noise = createNoise();
  const minLimit = log(ratio);
  /** The last three runs, in any order: their values, and their logarithms on the scale of the first level. */
  const values = new Float64Array(3);
  const logs = new Float64Array(3);
  const usual = new Float64Array(3);
  const weekdays = new Int32Array(3);
  let slot = 0;
  let known = 0;
  /** The sum of all steps so far. */
  let level = 0;

  /** The earliest of the three becomes one of the runs before. */
  const retire = () => {
    const value = logs[slot] ?? 0;
    const weekday = weekdays[slot] ?? 0;
    if (normal.count() >= 7) {
      const deviation = value - normal.getMedian();
      noise.add(deviation - (usual[slot] ?? 0));
      rhythm.add(weekday, deviation);
    }
    normal.add(value);
  };

  const isFarEnough = (at: number, median: number) => {
    const expected = exp(median + (usual[at] ?? 0) + level) - offset;
    return abs((values[at] ?? 0) - expected) >= amount;
  };

  return {
    add(value, weekday) {
      if (known >= 3) retire();
      values[slot] = value;
      logs[slot] = log(max(0, value) + offset) - level;
      usual[slot] = rhythm.get(weekday);
      weekdays[slot] = weekday;
      slot = slot === 2 ? 0 : slot + 1;
      known += 1;
      if (known < 3 || normal.count() < minRunsBefore) return undefined;
      const median = normal.getMedian();
      const a = (logs[0] ?? 0) - median - (usual[0] ?? 0);
      const b = (logs[1] ?? 0) - median - (usual[1] ?? 0);
      const c = (logs[2] ?? 0) - median - (usual[2] ?? 0);
      const middle = getMiddle(a, b, c);
      if (abs(middle) < minLimit || !isStep(a, b, c, minLimit, noise.get())) return undefined;
      if ([0, 1, 2].filter((at) => isFarEnough(at, median)).length < 2) return undefined;
      const before = exp(median + level) - offset;
      level += middle;
      for (let at = 0; at < 3; at += 1) logs[at] = (logs[at] ?? 0) - middle;
      return { before, after: exp(median + level) - offset };
    },
  };
}

/**
 * Whether three deviations show a lasting step: two of them are beyond the limit, and the third confirms it, or is an outlier
 * on the other side.
 */
function isStep(a: number, b: number, c: number, minLimit: number, noise: number): boolean {
  const median = getMiddle(a, b, c);
  const middle = abs(median);
  const unit = noise * getCaution(noise);
  if (middle < max(minLimit, limits.two * unit)) return false;
  const side = median < 0 ? -1 : 1;
  const low = min(a * side, b * side, c * side);
  const high = max(a * side, b * side, c * side);
  const agreement = limits.agreement * noise;
  const mean = max(minLimit * 1.1, limits.mean * unit);
  if (low <= -max(minLimit, limits.two * unit))
    return high - middle <= agreement && (middle + high) / 2 >= mean;
  if (low < max(minLimit * 0.45, limits.all * unit) || middle - low > agreement) return false;
  return (low + middle + min(high, middle + limits.cap * noise)) / 3 >= mean;
}

/** The standard deviation of the errors of predictions; infinite as long as too few are known. */
function createNoise() {
  const first = createRecentValues(minErrors);
  let known = 0;
  let average = 0;
  return {
    add(error: number) {
      const size = abs(error);
      known += 1;
      if (known <= minErrors) {
        // An outlier among the first would count for months.
        first.add(size);
        average = first.getMedian() * 1.17;
      } else average += max(noiseShare, 1 / known) * (min(size, maxError * toDeviation * average) - average);
    },
    get() {
      if (known < minErrors) return Infinity;
      // A young metric may be noisier than its first values.
      const doubt = 1 + max(0, settledErrors - known) / settledErrors;
      return doubt * max(minNoise, toDeviation * average);
    },
  };
}
