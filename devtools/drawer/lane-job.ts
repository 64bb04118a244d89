/** A job as its lane shows it: the periods of its life in milliseconds. */
import type { ControlJob } from '../../library/operations.ts';
import { formatLength, formatShortId } from '../../page-parts/formats.ts';
import type { Stretch } from '../../page-parts/lane-segments.ts';
import { findLook } from './status-looks.ts';

export interface Period extends Stretch {
  readonly apiStatus: string;
}

export interface LaneJob {
  readonly id: string;
  readonly owner: string;
  readonly scenario: string;
  readonly size: number;
  readonly submittedAt: number;
  /** In order of time; the last one may not end. */
  readonly life: readonly Period[];
  /** How many further responses end the present period, if responses do. */
  readonly polls: number | undefined;
}

export function toLaneJob(job: ControlJob): LaneJob {
  return {
    id: job.id,
    owner: job.owner,
    scenario: job.scenario,
    size: job.size,
    submittedAt: Date.parse(job.submitted_at),
    life: (job.life ?? []).map(({ internal_status: status, api_status: apiStatus, from, to }) => ({
      status,
      apiStatus,
      from: Date.parse(from),
      to: to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to),
    })),
    polls: job.next_by_polls?.polls,
  };
}

/** The period at a time of the world; the first one before the job began. */
export function findPeriod({ life }: LaneJob, now: number): Period | undefined {
  return life.findLast(({ from }) => from <= now) ?? life[0];
}

/** For those who do not see the lane: what it shows, as a sentence. */
export function describeJob(job: LaneJob, now: number, requests: number): string {
  const period = findPeriod(job, now);
  const status = period === undefined ? '' : `: ${period.apiStatus} (${period.status})`;
  const next = job.life.find(({ from }) => from > now);
  const ahead =
    next === undefined
      ? job.polls === undefined
        ? ''
        : `, changes after ${job.polls} more ${job.polls === 1 ? 'poll' : 'polls'}`
      : `, ${next.status} in ${formatLength(next.from - now)}`;
  const asked = requests === 0 ? 'no requests' : requests === 1 ? '1 request' : `${requests} requests`;
  return `Job ${formatShortId(job.id)} of ${job.owner}${status}${ahead}, ${asked}`;
}

/** Such as `▶ in-progress`. */
export function formatStatus({ status, apiStatus }: Period): string {
  return `${findLook(status).mark} ${apiStatus}`.trim();
}
