/** The jobs of a response as they were then. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Instant } from '../../time/time.ts';
import { computeJobState, type Job } from '../domain/job.ts';
import type { ShownJob } from './entry.ts';

/** Jobs beyond this number are not entered; lists show the newest first. */
const maxShown = 100;

export type ShowJobs = (jobs: readonly Job[], now: Instant) => readonly ShownJob[];

/** Entries share what did not change: a client that polls sees the same jobs again and again. */
export function createShowJobs(lifeCycle: LifeCycle): ShowJobs {
  const latest = new WeakMap<Job, ShownJob>();
  const showJob = (job: Job, now: Instant): ShownJob => {
    const { internalStatus, apiStatus } = computeJobState(job, now, lifeCycle);
    const known = latest.get(job);
    if (known?.internalStatus === internalStatus) return known;
    const shown = { id: job.id, internalStatus, apiStatus, rows: job.rows };
    latest.set(job, shown);
    return shown;
  };
  return (jobs, now) => (jobs.length === 0 ? none : jobs.slice(0, maxShown).map((job) => showJob(job, now)));
}

const none: readonly ShownJob[] = [];
