/** The life of an app: what its pages showed while a plan was played. The rules judge it. Plain data. */
import type { JobLife, LifeRequest } from '../life/life.ts';
import type { Advice } from '../../library/operations.ts';
import type { AppPlan, Moment } from './app-plan.ts';
import type { PageError } from './agent-page.ts';

/** All times are milliseconds since the page showed the job, by the clock of the world. */
export interface AppLife {
  readonly plan: AppPlan;
  readonly job: JobLife;
  readonly documents: readonly DocumentLife[];
  readonly requests: readonly AppRequest[];
  /** What was done to the first tab, when it was done. */
  readonly moments: readonly PlayedMoment[];
  readonly advice: readonly Advice[];
  readonly endedAt: number;
  readonly endedBy: 'time' | 'requests';
}

export interface AppRequest extends LifeRequest {
  /** The index in `documents` of the one that sent it. */
  readonly document: number;
}

export interface PlayedMoment {
  readonly at: number;
  readonly moment: Moment;
}

/** One load of the app in a tab: from its opening until it is left, reloaded or closed. */
export interface DocumentLife {
  /** 0 or 1. */
  readonly tab: number;
  readonly openedAt: number;
  readonly closedAt?: number;
  readonly shown: readonly ShownReport[];
  readonly errors: readonly PageError[];
}

/** The text changed in the element that shows the status. */
export interface ShownReport {
  readonly at: number;
  readonly text: string;
  /** The API status that it means, if it means one. */
  readonly status?: string;
}
