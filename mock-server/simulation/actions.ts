/** What may be done to a job from behind the API: each order is a command, or a sentence on why it makes no sense. */
import { didYouMean, formatOneOf } from '../../openapi/complaint.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { type Job, jobAt } from './job.ts';
import { countsPolls } from './plan.ts';
import type { Instant } from '../../time/time.ts';
import type { Command } from './world.ts';

export type Order =
  | { readonly kind: 'command'; readonly command: Command }
  /** A whole sentence, for whoever gave the order. */
  | { readonly kind: 'refused'; readonly because: string };

export interface Force {
  /** To any status, also one that the life cycle cannot come to. */
  readonly anyway: boolean;
  /** Until something is done to the job again; else it goes on as its plan does after the status. */
  readonly stays: boolean;
}

/** Puts a job into an internal status that the life cycle can come to from its present one, in however many moves. */
export function forceOrder(
  job: Job,
  status: string,
  { anyway, stays }: Force,
  now: Instant,
  lifeCycle: LifeCycle,
): Order {
  const known = lifeCycle.internalStatuses;
  if (!known.includes(status))
    return refused(`There is no internal status "${status}"; ${instead(status, lifeCycle)}`);
  const { internalStatus: present } = jobAt(job, now, lifeCycle);
  if (!anyway && !lifeCycle.mayReach(present, status)) {
    const allowed = known.filter((one) => one !== present && lifeCycle.mayReach(present, one));
    const may =
      allowed.length === 0
        ? ', which is final; nothing may follow'
        : `; what may follow is ${formatOneOf(allowed)}`;
    return refused(
      `The job ${job.id} is "${present}"${may}. Say "anyway" to make it "${status}" all the same.`,
    );
  }
  return ordered({ kind: 'force', job: job.id, at: now, status, stays });
}

function instead(given: string, lifeCycle: LifeCycle): string {
  const { internalStatuses: known } = lifeCycle;
  if (!lifeCycle.apiStatuses.includes(given))
    return `allowed: ${formatOneOf(known)}${didYouMean(given, known) || '.'}`;
  const behind = known.filter((one) => lifeCycle.getApiStatus(one) === given);
  return `it is an API status, behind which stands ${formatOneOf(behind)}: choose one of these.`;
}

/** Lets a job fail now: from where it is or, as from a pause, as it would after going on. */
export function failOrder(job: Job, reason: string | undefined, now: Instant, lifeCycle: LifeCycle): Order {
  const { internalStatus: present } = jobAt(job, now, lifeCycle);
  if (lifeCycle.failureAfter(present) === undefined) {
    const able = lifeCycle.internalStatuses.filter((one) => lifeCycle.failureAfter(one) !== undefined);
    const final = lifeCycle.isFinal(present) ? ', which is final' : '';
    return refused(
      `The job ${job.id} is "${present}"${final}; a job fails only while it is ${formatOneOf(able)}.`,
    );
  }
  const command = { kind: 'fail', job: job.id, at: now } as const;
  return ordered(reason === undefined ? command : { ...command, reason });
}

export const pauseOrder = (job: Job, now: Instant, lifeCycle: LifeCycle): Order =>
  interveneOrder(job, 'pause', now, lifeCycle);

/** Resumes a job whatever its owner can pay; the rest is taken from his credits as ever. */
export const resumeOrder = (job: Job, now: Instant, lifeCycle: LifeCycle): Order =>
  interveneOrder(job, 'resume', now, lifeCycle);

function interveneOrder(job: Job, cause: 'pause' | 'resume', now: Instant, lifeCycle: LifeCycle): Order {
  const { internalStatus: present } = jobAt(job, now, lifeCycle);
  if (lifeCycle.next(present, cause) === undefined) {
    const able = formatOneOf(lifeCycle.statusesBefore(cause));
    return refused(`The job ${job.id} is "${present}"; only one that is ${able} can be ${cause}d.`);
  }
  return ordered({ kind: 'intervene', job: job.id, cause, at: now });
}

/** What an answer that shows the status of these jobs does to them; undefined when it moves none of them. */
export function createPoll(jobs: readonly Job[], now: Instant, lifeCycle: LifeCycle): Command | undefined {
  const counting = jobs.filter(
    (job) => countsPolls(job.plan) && jobAt(job, now, lifeCycle).byPolls !== undefined,
  );
  return counting.length === 0 ? undefined : { kind: 'poll', jobs: counting.map(({ id }) => id), at: now };
}

const ordered = (command: Command): Order => ({ kind: 'command', command });
const refused = (because: string): Order => ({ kind: 'refused', because });
