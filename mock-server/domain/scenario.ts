/** A scenario before anything is drawn: steps, their durations, and branches with their chances. */
import type { Duration } from '../../time/time.ts';

/** A record with a company name that starts with this prefix selects the scenario of its job. */
export const scenarioPrefix = 'scenario:';

export interface FixtureScenario {
  readonly name: string;
  /** One sentence about its purpose. */
  readonly about: string;
  readonly steps: readonly ScenarioStep[];
  /** The text of its file if it is not included in the package, so that an exported world is complete. */
  readonly written?: unknown;
}

export type ScenarioStep = StatusStep | EitherStep;

/** The job is in an internal status for a while. */
export interface StatusStep {
  readonly kind: 'status';
  readonly status: string;
  readonly takes: Takes;
  /** In a pause: the prepaid credits are used up, so resuming costs credits. */
  readonly spent?: boolean;
  /** Why the job failed, for people; the API does not show it. */
  readonly reason?: string;
  /** In a failure: the share of the rows that were done, from 0 to 1; drawn when there is none. */
  readonly done?: number;
  /** In a pause: what follows when the job is resumed; the rest of the steps when there is none. */
  readonly resumed?: readonly ScenarioStep[];
}

/** One of several ways, by chance. */
export interface EitherStep {
  readonly kind: 'either';
  readonly branches: readonly Branch[];
}

export interface Branch {
  /** From 0 to 1; those of one step sum to 1. */
  readonly chance: number;
  readonly steps: readonly ScenarioStep[];
}

/** How a step ends. */
export type Takes =
  | TakesTime
  /** After this many responses that show the job. */
  | { readonly kind: 'polls'; readonly polls: number }
  | { readonly kind: 'until-resumed' }
  /** Never: the plan ends here. */
  | { readonly kind: 'forever' };

/** Milliseconds, at least and at most; for each row when `perRow`, and `plus` once. */
export interface TakesTime {
  readonly kind: 'time';
  readonly min: Duration;
  readonly max: Duration;
  readonly perRow: boolean;
  readonly plus: Duration;
}
