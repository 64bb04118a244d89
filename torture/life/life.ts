/** A life: what happened between a client and the API while a plan was played. The rules judge it. Plain data. */
import type { Advice } from '../../library/operations.ts';
import type { LifePlan } from './plan.ts';

/** All times are milliseconds since the start of the life, by the clock of the world. */
export interface Life {
  readonly plan: LifePlan;
  readonly jobs: readonly JobLife[];
  readonly requests: readonly LifeRequest[];
  /** What the client told its user, in order. */
  readonly reports: readonly StatusReport[];
  readonly results: readonly ResultsReport[];
  /** How each run of the client ended, by the index of its job; absent while it runs. */
  readonly endings: readonly (Ending | undefined)[];
  readonly switchedAt?: number;
  readonly unmountedAt?: number;
  /** Timers that the client had set when the life was over, though all of its runs had ended. */
  readonly leakedTimers: readonly LeakedTimer[];
  /** What the client threw where nobody caught it. */
  readonly uncaught?: readonly UncaughtError[];
  readonly advice: readonly Advice[];
  /** When the life was over. */
  readonly endedAt: number;
  /** What the client does in a calm life; absent if nobody has looked. Some rules hold only for clients that do so. */
  readonly habits?: Habits;
  /** Why it was over: all runs of the client ended and a while passed, time was up, or there were too many requests or timers. */
  readonly endedBy: 'client' | 'time' | 'requests' | 'timers';
}

/** What a client does when nothing goes wrong. */
export interface Habits {
  /** Its run ends by itself when the job has come to rest. A component goes on until it is unmounted. */
  readonly ends: boolean;
  /** It reports statuses. */
  readonly reports: boolean;
  /** It reports results, or at least requests them. */
  readonly results: 'reported' | 'requested' | 'none';
}

export interface JobLife {
  readonly id: string;
  readonly rows: number;
  /** Its statuses in order, up to the end of the life. */
  readonly statuses: readonly JobChange[];
}

export interface JobChange {
  readonly at: number;
  /** As the API shows it. */
  readonly status: string;
  readonly internalStatus: string;
  /** ISO 8601, as the API shows it. */
  readonly updatedAt: string;
}

export interface LifeRequest {
  /** Counts from 1. */
  readonly number: number;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Its operation in the document; absent if there is none. */
  readonly operation?: string;
  /** The index in `jobs` of the job in its path; absent if there is none. */
  readonly job?: number;
  readonly sentAt: number;
  /** When the server decided on it. */
  readonly decidedAt: number;
  /** When its status and headers reached the client, if that was before the end of the body. */
  readonly headAt?: number;
  /** When the whole response, or its failure, reached the client; absent if the life ended before. */
  readonly arrivedAt?: number;
  /** What reached the client. */
  readonly outcome?: 'response' | 'reset' | 'cut' | 'aborted';
  /** Of the response; absent if none reached the client. */
  readonly status?: number;
  /** What Retry-After asks for, in milliseconds from the arrival. */
  readonly retryAfter?: number;
  /** The statuses of jobs in the body as it was sent: of one job, or of each in a list. */
  readonly shown: readonly ShownStatus[];
  /** The effects of faults that changed it. */
  readonly faults: readonly string[];
  /** If it fits no operation of the document: a sentence about the one that was probably meant. */
  readonly hint?: string;
}

export interface ShownStatus {
  /** Index in `jobs`. */
  readonly job: number;
  readonly status: string;
}

export interface StatusReport {
  readonly at: number;
  /** The index of the run, which is that of the job for which it began. */
  readonly run: number;
  /** The index of the job that the run followed then, where it can turn to another one: the second from `turn` on. */
  readonly followed?: number;
  /** The job that the client named; absent if it reported a status only. */
  readonly jobId?: string;
  readonly status: string;
  readonly updatedAt?: string;
}

export interface ResultsReport {
  readonly at: number;
  readonly run: number;
  /** As in a `StatusReport`. */
  readonly followed?: number;
  /** The jobs to which its rows belong, by their index in `jobs`. */
  readonly jobs: readonly number[];
  readonly rows: number;
}

export type Ending =
  | {
      readonly kind: 'returned';
      readonly at: number /** Absent if it returned no status. */;
      readonly status?: string;
    }
  | { readonly kind: 'threw'; readonly at: number; readonly reason: string };

export interface LeakedTimer {
  readonly kind: 'timeout' | 'interval';
  /** When it would fire. */
  readonly due: number;
  /** The delay with which it was set, in milliseconds. */
  readonly delay?: number;
  readonly setAt?: number;
}

export interface UncaughtError {
  readonly at: number;
  readonly reason: string;
}
