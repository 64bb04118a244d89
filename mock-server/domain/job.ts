/** A job is its submission, its plan and its commands; its state is computed from the time. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { type Lived, computeLife } from './life.ts';
import type { Criteria } from './matches.ts';
import { computeRowsDone } from './progress.ts';
import type { SubmittedRows } from './submitted-rows.ts';
import type { Instant } from '../../time/time.ts';

export interface Job extends Lived {
  readonly id: string;
  readonly owner: string;
  readonly rows: number;
  readonly scenario: string;
  /** The submitted rows; an initial job has none, and its rows are generated. */
  readonly records?: SubmittedRows;
  /** People or companies: a category of the document; its default when there is none. */
  readonly category?: string;
  readonly criteria?: Criteria;
}

export interface JobState {
  readonly internalStatus: string;
  readonly apiStatus: string;
  /** When the job last moved from one internal status to another; its submission if it has not. */
  readonly updatedAt: Instant;
  /** Rows that are done, from 0 to the job's rows. */
  readonly rowsDone: number;
  /** The next automatic transition. */
  readonly next?: { readonly status: string; readonly at: Instant };
  /** The next move, if polls cause it: after this number of further responses with the present status. */
  readonly byPolls?: { readonly status: string; readonly left: number };
  /** Why the job failed, if known; for people, not for clients of the API. */
  readonly reason?: string;
}

/** The job at a time not before its submission. */
export function computeJobState(job: Job, now: Instant, lifeCycle: LifeCycle): JobState {
  const life = computeLife(job, lifeCycle);
  const index = Math.max(
    0,
    life.findLastIndex(({ from }) => from <= now),
  );
  const present = life[index];
  if (present === undefined) throw new Error(`The plan of job ${job.id} has no steps.`);
  const { status, from, polls, seen = [], reason } = present;
  const next = life[index + 1];
  return {
    internalStatus: status,
    apiStatus: lifeCycle.getApiStatus(status),
    updatedAt: from,
    rowsDone: computeRowsDone(job, life, now, lifeCycle),
    ...(next === undefined ? {} : { next: { status: next.status, at: next.from } }),
    ...(polls === undefined
      ? {}
      : { byPolls: { status: polls.next, left: polls.of - seen.filter((at) => at <= now).length } }),
    ...(reason === undefined ? {} : { reason }),
  };
}
