/** Finds the lasting steps in the runs of a ledger, in all metrics. */
import { createMetricWatch } from './metric-watch.ts';
import type { RunValues } from './measure-run.ts';
import { findMetric, type Metric } from './metrics.ts';
import type { Shift } from './step-detector.ts';

/** The numbers of a run. */
export interface MeasuredRun {
  /** ISO 8601. */
  readonly at: string;
  readonly values: RunValues;
}

export interface LastingStep extends Shift {
  readonly metric: Metric;
  /** The first of the three runs that show it. */
  readonly since: string;
  /** The run that completed it. */
  readonly foundAt: string;
  /** How many later runs there are. */
  readonly runsAgo: number;
  readonly isWorse: boolean;
  /** The values around it, the earliest first. */
  readonly line: readonly number[];
  /** The index in `line` of the run named by `since`. */
  readonly lineStart: number;
}

/** How many values a line shows, and how many of them may follow the run that completed the step. */
const [maxLine, maxAfter] = [30, 7];

/** @param runs the earliest first */
export function findSteps(runs: readonly MeasuredRun[]): readonly LastingStep[] {
  const single = mergeRepeats(runs);
  const keys = new Set(single.flatMap(({ values }) => Object.keys(values)));
  return [...keys]
    .flatMap((key) => findMetric(key) ?? [])
    .flatMap((metric) => findStepsOfMetric(metric, single))
    .toSorted((a, b) => a.runsAgo - b.runsAgo);
}

function findStepsOfMetric(metric: Metric, runs: readonly MeasuredRun[]): readonly LastingStep[] {
  const watch = createMetricWatch(metric);
  const series = runs.flatMap(({ at, values }, index) => {
    const value = values[metric.key];
    return value === undefined ? [] : [{ at, value, runsAgo: runs.length - 1 - index }];
  });
  return series.flatMap(({ at, value, runsAgo }, index) => {
    const shift = watch.add(value, new Date(at).getUTCDay());
    if (shift === undefined) return [];
    const end = Math.min(series.length, index + 1 + maxAfter);
    const start = Math.max(0, end - maxLine);
    return [
      {
        ...shift,
        metric,
        since: series[index - 2]?.at ?? at,
        foundAt: at,
        runsAgo,
        isWorse: shift.after > shift.before === (metric.worse === 'higher'),
        line: series.slice(start, end).map((one) => one.value),
        lineStart: index - 2 - start,
      },
    ];
  });
}

/**
 * A run that follows much sooner than usual repeats the one before it, as after a failure. Together they count as one, so
 * that one bad hour is no lasting step.
 */
export function mergeRepeats(stored: readonly MeasuredRun[]): readonly MeasuredRun[] {
  // A leap second is a valid timestamp, but no date.
  const runs = stored.filter(({ at }) => !Number.isNaN(Date.parse(at)));
  const times = runs.map(({ at }) => Date.parse(at));
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const usualGap = gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0;
  const merged: MeasuredRun[] = [];
  for (const [index, run] of runs.entries()) {
    const last = merged.at(-1);
    const gap = gaps[index - 1];
    if (last === undefined || gap === undefined || gap >= usualGap / 4) merged.push(run);
    else merged[merged.length - 1] = { at: run.at, values: { ...last.values, ...run.values } };
  }
  return merged;
}
