/** A scenario says how a job's life goes; drawn with a seed it becomes the plan of one job. */
import { wholeBetween } from './random.ts';
import { type Duration, duration } from '../../time/time.ts';

export interface Scenario {
  readonly name: string;
  /** One sentence on what it is good for. */
  readonly about: string;
  readonly steps: readonly Step[];
  /** What its file says, for one that is not shipped, so that a world can be written down with all that it needs. */
  readonly written?: unknown;
}

export interface Step {
  readonly status: string;
  /** Milliseconds, at least and at most; for each row when `perRow`. None: the job stays until something is done to it. */
  readonly takes?: { readonly least: Duration; readonly most: Duration; readonly perRow: boolean };
  /** In a pause: the credits that were taken up front are spent, so that the rest must be paid to go on. */
  readonly spent?: boolean;
}

/** The steps of one job with the durations that were drawn for it; the last may last for ever. */
export type Plan = readonly PlannedStep[];

export interface PlannedStep {
  readonly status: string;
  readonly lasts: Duration;
  readonly spent?: boolean;
}

const forEver = duration(Number.POSITIVE_INFINITY);

/**
 * Draws a plan. Durations are whole seconds, at least one, so that every move has a timestamp of its own.
 * @param seed words that no other job of the world has
 */
export function planOf(scenario: Scenario, rows: number, ...seed: readonly (string | number)[]): Plan {
  return scenario.steps.map(({ status, takes, spent }, index) => {
    const flags = spent === true ? { spent } : {};
    if (takes === undefined) return { status, lasts: forEver, ...flags };
    const times = takes.perRow ? rows : 1;
    const [least, most] = [takes.least, takes.most].map((length) =>
      Math.max(1, Math.round((length * times) / 1000)),
    );
    return {
      status,
      lasts: duration(1000 * wholeBetween(least ?? 1, most ?? 1, 'step', index, ...seed)),
      ...flags,
    };
  });
}
