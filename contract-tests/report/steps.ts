/** Lasting steps for readers: their sentence, their line of bars, and whether one fails the run. */
import type { LastingStep } from '../statistics/find-steps.ts';
import { formatValue } from '../statistics/metrics.ts';
import { getExitStatus, hasBroken, type JudgedRun } from './run.ts';

/** `response time of getStatus (median): from 180 ms to 272 ms (1.5 times), since 2026-05-04`. */
export function formatStep(step: LastingStep): string {
  return `${step.metric.name}: ${formatLevels(step)}, since ${step.since.slice(0, 10)}`;
}

/** `from 180 ms to 272 ms (1.5 times)`. */
export function formatLevels({ metric, before, after }: LastingStep): string {
  const levels = `from ${formatValue(metric, before)} to ${formatValue(metric, after)}`;
  const ratio = after / before;
  if (metric.unit !== 'ms' || !Number.isFinite(ratio) || ratio <= 0) return levels;
  return `${levels} (${Number(ratio.toPrecision(2))} times)`;
}

/** Whether the run of this report completed the step. */
export function isNewStep({ runsAgo }: LastingStep): boolean {
  return runsAgo === 0;
}

/** `new` or the day of the run that found it, and whether it is for the worse. */
export function formatStepState(step: LastingStep): string {
  const found = isNewStep(step) ? 'new' : `found ${step.foundAt.slice(0, 10)}`;
  return step.isWorse ? `worse, ${found}` : `better, ${found}`;
}

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** One bar per run, and a mark where the step begins: `▂▂▁▂┊▆▅▆`. */
export function formatSparkline({ line, lineStart, before, after }: LastingStep): string {
  const { low, high } = getLineRange({ line, before, after });
  const drawn = line.map((value) => {
    const share = (Math.min(high, Math.max(low, value)) - low) / (high - low);
    return bars[Math.round(share * (bars.length - 1))] ?? '';
  });
  return [...drawn.slice(0, lineStart), '┊', ...drawn.slice(lineStart)].join('');
}

/** The values between which a line is drawn. An outlier is cut off, so that it does not flatten everything else. */
export function getLineRange({ line, before, after }: Pick<LastingStep, 'line' | 'before' | 'after'>): {
  readonly low: number;
  readonly high: number;
} {
  const [bottom, top] = [Math.min(before, after), Math.max(before, after)];
  const room = Math.max((top - bottom) * 0.75, top * 0.01, 1e-9);
  const low = Math.max(Math.min(...line, bottom), bottom - room);
  const high = Math.min(Math.max(...line, top), top + room);
  return { low, high: Math.max(high, low + 1e-9) };
}

/** With `--fail-on step`, a new step for the worse fails a run that nothing else fails. */
export function failOnSteps(run: JudgedRun): JudgedRun {
  const failing = (run.steps ?? []).filter((step) => isNewStep(step) && step.isWorse);
  const [first] = failing;
  if (first === undefined || run.failOn?.includes('step') !== true || getExitStatus(run) !== 0) return run;
  const others = failing.length === 1 ? '' : `, and ${failing.length - 1} more`;
  const step = `lasting step fails this run: ${formatStep(first)}${others}.`;
  // The message about promises that were broken before says that the exit status is 0.
  const message = hasBroken(run)
    ? `A ${step} No broken promise fails it.`
    : `${run.outcome.message} But a ${step}`;
  return { ...run, outcome: { status: 1, message, isStep: true } };
}
