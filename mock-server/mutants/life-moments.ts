/** Mutants of moments in the life of a job that only a patient client sees. */
import { formatRfc3339, instant } from '../../time/time.ts';
import { computeJobState } from '../domain/job.ts';
import type { Mutant } from './mutant.ts';
import { isOdd, shiftTime, toBegin } from './times.ts';

const second = 1000;

export const lifeMomentMutants = [
  {
    name: 'completed-for-a-moment',
    about: 'A running job is completed for ten of every forty seconds.',
    onJob: (view, { now }) =>
      view.status === 'in-progress' && now % (40 * second) < 10 * second
        ? { ...view, status: 'completed', updated_at: formatRfc3339(toBegin(now, 40 * second)) }
        : view,
  },
  {
    name: 'queued-again-for-a-moment',
    about: 'A running job is queued for ten of every forty seconds.',
    onJob: (view, { now }) =>
      view.status === 'in-progress' && now % (40 * second) >= 30 * second
        ? { ...view, status: 'queued' }
        : view,
  },
  {
    name: 'finished-jobs-touched-now-and-then',
    about: 'updated_at of a completed job moves every forty seconds, as by a task that saves it.',
    onJob: (view, { now, lifeCycle }) =>
      lifeCycle.staysFor(view.status)
        ? { ...view, updated_at: formatRfc3339(toBegin(now, 40 * second)) }
        : view,
  },
  {
    name: 'submitted-again-when-moved',
    about: 'submitted_at of a job that is not queued any more is a second later.',
    onJob: (view) =>
      view.status === 'queued' ? view : { ...view, submitted_at: shiftTime(view.submitted_at, second) },
  },
  {
    name: 'updated-goes-to-and-fro',
    about: 'updated_at of a running job is a minute earlier every other fifteen seconds.',
    onJob: (view, { job, now, lifeCycle }) =>
      lifeCycle.works(computeJobState(job, now, lifeCycle).internalStatus) && isOdd(now, 15 * second)
        ? { ...view, updated_at: formatRfc3339(instant(Math.max(job.submittedAt, now - 90 * second))) }
        : view,
  },
] as const satisfies readonly Mutant[];
