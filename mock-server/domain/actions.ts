/** Decides what is done to one job: a command, or a sentence on why its status does not allow it. */
import { formatSuggestion, formatOneOf } from '../../openapi/complaint.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { type Job, computeJobState } from './job.ts';
import type { Instant } from '../../time/time.ts';
import { acceptCommand, type Decision, refuseIntent } from './decision.ts';
import type { Intent } from './entry.ts';

export interface ForceOptions {
  /** To any status, also one that the life cycle cannot come to. */
  readonly anyway: boolean;
  /** Until the next command for the job; otherwise it continues as planned after the status. */
  readonly stays: boolean;
}

/** Puts a job into an internal status that the life cycle can come to from its present one, in however many moves. */
export function decideForce(
  job: Job,
  status: string,
  { anyway, stays }: ForceOptions,
  now: Instant,
  lifeCycle: LifeCycle,
): Decision {
  const known = lifeCycle.internalStatuses;
  if (!known.includes(status))
    return refuse(`Unknown internal status "${status}"; ${suggestStatus(status, lifeCycle)}`);
  const { internalStatus: present } = computeJobState(job, now, lifeCycle);
  if (!anyway && !lifeCycle.mayReach(present, status)) {
    const allowed = known.filter((one) => one !== present && lifeCycle.mayReach(present, one));
    const may =
      allowed.length === 0
        ? ', which is final; nothing can follow'
        : `; allowed next: ${formatOneOf(allowed)}`;
    return refuse(
      `Job ${job.id} is "${present}"${may}. Use "anyway" to force it into "${status}" regardless.`,
    );
  }
  return acceptCommand({ kind: 'force', job: job.id, at: now, status, stays });
}

function suggestStatus(given: string, lifeCycle: LifeCycle): string {
  const { internalStatuses: known } = lifeCycle;
  if (!lifeCycle.apiStatuses.includes(given))
    return `allowed: ${formatOneOf(known)}${formatSuggestion(given, known) || '.'}`;
  const behind = known.filter((one) => lifeCycle.getApiStatus(one) === given);
  return `it is an API status; choose one of its internal statuses: ${formatOneOf(behind)}.`;
}

/** Lets a job fail now: from where it is or, as from a pause, as it would after going on. */
export function decideFail(
  job: Job,
  reason: string | undefined,
  now: Instant,
  lifeCycle: LifeCycle,
): Decision {
  const { internalStatus: present } = computeJobState(job, now, lifeCycle);
  if (lifeCycle.failureAfter(present) === undefined) {
    const able = lifeCycle.internalStatuses.filter((one) => lifeCycle.failureAfter(one) !== undefined);
    const final = lifeCycle.isFinal(present) ? ', which is final' : '';
    return refuse(`Job ${job.id} is "${present}"${final}; only a job that is ${formatOneOf(able)} can fail.`);
  }
  const command = { kind: 'fail', job: job.id, at: now } as const;
  return acceptCommand(reason === undefined ? command : { ...command, reason });
}

export const decidePause = (job: Job, now: Instant, lifeCycle: LifeCycle): Decision =>
  decideIntervention(job, 'pause', now, lifeCycle);

/** Resumes a job even if its owner has too few credits; the rest is charged as usual. */
export const decideResume = (job: Job, now: Instant, lifeCycle: LifeCycle): Decision =>
  decideIntervention(job, 'resume', now, lifeCycle);

function decideIntervention(
  job: Job,
  cause: 'pause' | 'resume',
  now: Instant,
  lifeCycle: LifeCycle,
): Decision {
  const { internalStatus: present } = computeJobState(job, now, lifeCycle);
  if (lifeCycle.getNext(present, cause) === undefined) {
    const able = formatOneOf(lifeCycle.statusesBefore(cause));
    return refuse(`Job ${job.id} is "${present}"; only a job that is ${able} can be ${cause}d.`);
  }
  return acceptCommand({ kind: 'intervene', job: job.id, cause, at: now });
}

/** The effect of a response that shows these jobs; undefined if it changes none of them. */
export function createPollIntent(
  jobs: readonly Job[],
  now: Instant,
  lifeCycle: LifeCycle,
): Extract<Intent, { kind: 'poll' }> | undefined {
  const counting = jobs.filter((job) => computeJobState(job, now, lifeCycle).byPolls !== undefined);
  return counting.length === 0 ? undefined : { kind: 'poll', jobs: counting.map(({ id }) => id) };
}

const refuse = (reason: string): Decision => refuseIntent('wrong-status', reason);
