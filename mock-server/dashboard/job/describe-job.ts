/** What the panel says about a job: its life, what it costs, and what can be done with it. */
import type { LifeCycle } from '../../../openapi/life-cycle.ts';
import { type Instant, never } from '../../../time/time.ts';
import { computeDone, computeJobState, getLife, type Job, type JobState } from '../../domain/job.ts';
import type { Stretch } from '../../domain/life.ts';
import { computeRestCost, sumPayments, type Terms } from '../../domain/payments.ts';
import { formatClock, formatCount, formatDate, formatLength } from '../../../page-parts/formats.ts';

export interface ShownStretch extends Stretch {
  readonly time: 'past' | 'present' | 'future';
}

/** The whole life, as it is if nothing more is done to the job. */
export function listStretches(job: Job, now: Instant, lifeCycle: LifeCycle): readonly ShownStretch[] {
  return getLife(job, lifeCycle).map((stretch) => ({
    ...stretch,
    time: stretch.from > now ? 'future' : stretch.to <= now ? 'past' : 'present',
  }));
}

/** `2 min 3 s`; of the present one so far. */
export function formatStretchLength(
  { from, to, time, polls, seen = [] }: ShownStretch,
  now: Instant,
): string {
  if (time === 'present') return `${formatLength(now - from)} so far`;
  if (to !== never) return formatLength(to - from);
  return polls === undefined ? 'stays' : `until ${formatPolls(polls.of - seen.length)}`;
}

/** `3 more polls`. */
const formatPolls = (left: number): string =>
  left === 1 ? '1 more poll' : `${formatCount(left)} more polls`;

/** The next change of a job in one sentence. */
export function formatNext(
  { internalStatus, next, byPolls }: JobState,
  now: Instant,
  lifeCycle: LifeCycle,
): string {
  if (next !== undefined)
    return `${next.status} in ${formatLength(next.at - now)}, at ${formatMoment(next.at, now)}`;
  if (byPolls !== undefined)
    return `${byPolls.status} after ${formatPolls(byPolls.left)}; time does not move it`;
  if (lifeCycle.isFinal(internalStatus)) return 'nothing: this status is final';
  return lifeCycle.getNext(internalStatus, 'resume') === undefined
    ? 'nothing, until somebody changes it'
    : 'nothing, until it is resumed';
}

/** `14:23:11`, with its date when it is on another day than now. */
export function formatMoment(at: Instant, now: Instant): string {
  const isToday = formatDate(at) === formatDate(now);
  return isToday ? formatClock(at) : `${formatDate(at)} ${formatClock(at)}`;
}

export interface JobCosts {
  /** Credits that the owner has paid for it by now. */
  readonly paid: number;
  /** Credits that it has cost at its end, if nothing more is done to it. */
  readonly atEnd: number;
  /** Credits that a resume costs now; absent when it cannot be resumed. */
  readonly toResume?: number;
}

export function computeCosts(job: Job, now: Instant, terms: Terms): JobCosts {
  const { lifeCycle } = terms;
  const { internalStatus } = computeJobState(job, now, lifeCycle);
  const canResume = lifeCycle.getNext(internalStatus, 'resume') !== undefined;
  // From before its submission, so that what was paid before the world began counts too.
  const began = job.submittedAt;
  return {
    paid: positive(-sumPayments(job, began, now, terms)),
    atEnd: positive(-sumPayments(job, began, never, terms)),
    ...(canResume ? { toResume: computeRestCost(job, now, terms) } : {}),
  };
}

/** Without the minus of a negative zero. */
const positive = (sum: number): number => (sum === 0 ? 0 : sum);

/** `60 credits so far, 45 at its end`. */
export function formatCosts({ paid, atEnd, toResume }: JobCosts): string {
  const parts = [
    `${formatCredits(paid)} so far`,
    ...(atEnd === paid ? [] : [`${formatCount(atEnd)} at its end`]),
    ...(toResume === undefined ? [] : [`${formatCount(toResume)} more to resume it`]),
  ];
  return parts.join(', ');
}

const formatCredits = (count: number): string =>
  `${formatCount(count)} ${count === 1 ? 'credit' : 'credits'}`;

export interface Progress {
  readonly done: number;
  readonly rows: number;
}

export function getProgress(job: Job, now: Instant, lifeCycle: LifeCycle): Progress {
  return { done: computeDone(job, now, lifeCycle), rows: job.rows };
}

/** Why an action is not possible in the present status; undefined when it is. */
export function findObstacle(
  action: 'pause' | 'resume' | 'fail',
  { internalStatus }: JobState,
  lifeCycle: LifeCycle,
): string | undefined {
  const isPossible = (status: string) =>
    (action === 'fail' ? lifeCycle.failureAfter(status) : lifeCycle.getNext(status, action)) !== undefined;
  if (isPossible(internalStatus)) return undefined;
  const able = lifeCycle.internalStatuses.filter(isPossible);
  return able.length === 0
    ? `In this document, no job can ${verbs[action]}.`
    : `Only a job that is ${able.join(' or ')} can ${verbs[action]}.`;
}

const verbs = { pause: 'be paused', resume: 'be resumed', fail: 'fail' } as const;
