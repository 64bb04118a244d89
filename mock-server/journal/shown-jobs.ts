/** The jobs of a response as they were then. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Instant } from '../../time/time.ts';
import { computeJobState, type Job } from '../domain/job.ts';
import type { ShownJob } from './entry.ts';

/** Jobs beyond this number are not entered; lists show the newest first. */
const maxShown = 100;

export type ShowJobs = (jobs: readonly Job[], now: Instant) => readonly ShownJob[];

/** The status of a job, and the time of the world in which it is the same. */
interface ShownState {
  readonly job: ShownJob;
  readonly from: Instant;
  readonly until: number;
}

const none: readonly ShownJob[] = [];

/**
 * A client that polls sees the same jobs again and again: entries share what did not change. The last state of each job
 * is enough, and it goes with the job.
 */
export function createShowJobs(lifeCycle: LifeCycle): ShowJobs {
  const latest = new WeakMap<Job, ShownState>();
  const showJob = (job: Job, now: Instant): ShownJob => {
    const known = latest.get(job);
    if (known !== undefined && known.from <= now && now < known.until) return known.job;
    const { internalStatus, apiStatus, next } = computeJobState(job, now, lifeCycle);
    const until = next?.at ?? Number.POSITIVE_INFINITY;
    const isSame = known?.job.internalStatus === internalStatus;
    const shown = isSame ? known.job : { id: job.id, internalStatus, apiStatus, rows: job.rows };
    latest.set(job, { job: shown, from: now, until });
    return shown;
  };
  return (jobs, now) => {
    if (jobs.length === 0) return none;
    const shown: ShownJob[] = [];
    for (let index = 0; index < jobs.length && index < maxShown; index += 1) {
      const job = jobs[index];
      if (job !== undefined) shown.push(showJob(job, now));
    }
    return shown;
  };
}
