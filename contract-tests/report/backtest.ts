/** Formats which lasting steps the runs of a ledger would have reported, and why. */
import { findSteps, type LastingStep, type MeasuredRun, mergeRepeats } from '../statistics/find-steps.ts';
import { findMetric, formatValue, type Metric } from '../statistics/metrics.ts';
import { minRunsBefore } from '../statistics/step-detector.ts';
import { toPrintable } from './printable.ts';
import { formatLevels, formatSparkline } from './steps.ts';

export interface StoredRuns {
  readonly file: string;
  readonly target: string;
  /** The earliest first. */
  readonly runs: readonly MeasuredRun[];
}

/** A step needs three runs after those before it. */
const minValues = minRunsBefore + 3;

export function formatBacktest({ file, target, runs }: StoredRuns): string {
  const steps = findSteps(runs).toReversed();
  const paragraphs = [
    formatExtent(file, target, runs),
    ...steps.map(formatPastStep),
    ...formatWatched(mergeRepeats(runs)),
    formatResult(steps, runs),
  ];
  return toPrintable(paragraphs.join('\n\n'));
}

function formatExtent(file: string, target: string, runs: readonly MeasuredRun[]): string {
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined)
    return `${file}: no runs with numbers. A run with --ledger adds them.`;
  const repeats = runs.length - mergeRepeats(runs).length;
  const besides =
    repeats === 0 ? '' : ` (${repeats} of them repeat the run before, and count with it as one)`;
  return `${file}: ${formatCount(runs.length, 'run')} of ${target}, from ${toDay(first.at)} to ${toDay(last.at)}${besides}.`;
}

function formatPastStep(step: LastingStep): string {
  const { metric, foundAt, since, isWorse, line, lineStart } = step;
  const shown = line.slice(lineStart, lineStart + 3).map((value) => formatValue(metric, value));
  return [
    `${toDay(foundAt)}  ${isWorse ? 'worse ' : 'better'}  ${metric.name}: ${formatLevels(step)}`,
    `            ${formatSparkline(step)}`,
    `            The three runs since ${toDay(since)} had ${shown.join(', ')}. ${formatLimit(metric)}`,
  ].join('\n');
}

/** What a value must be away from the median. */
function formatLimit({ step, unit, isShare }: Metric): string {
  const amount =
    unit === 'ms' ? formatValue({ unit }, step.amount) : `${step.amount}${unit === '%' ? ' points' : ''}`;
  const part = isShare === true ? ' in what is missing from 100 %' : '';
  return `The limit is ${step.ratio} times${part} and ${amount}, or more if the metric is noisy.`;
}

/** Metrics with too few values for any step. */
function formatWatched(runs: readonly MeasuredRun[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { values } of runs)
    for (const key of Object.keys(values)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const few = [...counts].flatMap(([key, count]) => {
    const metric = count < minValues ? findMetric(key) : undefined;
    return metric === undefined ? [] : [`  ${metric.name}: ${count}`];
  });
  if (few.length === 0) return [];
  if (runs.length < minValues)
    return [`A step needs ${minValues} runs with a value, and this ledger has ${runs.length}.`];
  return [`A step needs ${minValues} runs with a value. These metrics have fewer:\n${few.join('\n')}`];
}

function formatResult(steps: readonly LastingStep[], runs: readonly MeasuredRun[]): string {
  if (steps.length === 0) return `No lasting step in ${formatCount(runs.length, 'run')}.`;
  const reporting = new Set(steps.map(({ foundAt }) => foundAt)).size;
  const failing = new Set(steps.filter(({ isWorse }) => isWorse).map(({ foundAt }) => foundAt)).size;
  return `${formatCount(steps.length, 'lasting step')}: ${reporting} of ${formatCount(runs.length, 'run')} would have reported one, and --fail-on step would have failed ${failing}.`;
}

function formatCount(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function toDay(at: string): string {
  return at.slice(0, 10);
}
