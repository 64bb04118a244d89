/** Mutants of timestamps: submission and last update. */
import { formatRfc3339 } from '../../time/time.ts';
import type { JobView } from '../api/reply.ts';
import { computeJobState } from '../domain/job.ts';
import { type Mutant, mutateAnswer, changeJson } from './mutant.ts';
import { day, isOdd, minute, shiftTime, toBegin, toInstant, toLater } from './times.ts';

/** A number that stays the same for a job, so that only some jobs are changed. */
const getLastDigit = ({ job_id: id }: JobView) => Number.parseInt(id.slice(-1), 16);

export const timeMutants = [
  {
    name: 'month-13',
    about: 'Month numbers are one too high.',
    onJob: (view) => ({ ...view, submitted_at: view.submitted_at.replace(/-\d\d-/, '-13-') }),
  },
  {
    name: 'lower-case-z',
    about: 'The letters of a timestamp are lower case.',
    onJob: (view) => ({ ...view, updated_at: view.updated_at.toLowerCase() }),
  },
  {
    name: 'date-alone',
    about: 'submitted_at is a date without a time.',
    onJob: (view) => ({ ...view, submitted_at: view.submitted_at.slice(0, 10) }),
  },
  {
    name: 'updated-null-while-queued',
    about: 'updated_at is null while a job is queued.',
    onJob: (view) => (view.status === 'queued' ? { ...view, updated_at: null } : view) as unknown as JobView,
  },
  {
    name: 'zero-time',
    about: 'submitted_at is the start of 1970.',
    onJob: (view) => ({ ...view, submitted_at: '1970-01-01T00:00:00Z' }),
  },
  {
    name: 'submitted-tomorrow',
    about: 'Both timestamps are a day late.',
    onJob: (view) => ({
      ...view,
      submitted_at: shiftTime(view.submitted_at, day),
      updated_at: shiftTime(view.updated_at, day),
    }),
  },
  {
    name: 'timestamps-of-two-lengths',
    about: 'updated_at has fractional seconds, submitted_at does not.',
    onJob: (view) => ({ ...view, updated_at: view.updated_at.replace(/Z$/, '.000Z') }),
  },
  {
    name: 'utc-in-two-words',
    about: 'UTC is Z in one timestamp and an offset in the other.',
    onJob: (view) => ({ ...view, submitted_at: view.submitted_at.replace(/Z$/, '+00:00') }),
  },
  {
    name: 'swapped-timestamps',
    about: 'submitted_at and updated_at are swapped.',
    onJob: (view) => ({ ...view, submitted_at: view.updated_at, updated_at: view.submitted_at }),
  },
  {
    name: 'finished-before-it-began',
    about: 'updated_at of a finished job is a second before submitted_at.',
    onJob: (view, { lifeCycle }) =>
      lifeCycle.staysFor(view.status) ? { ...view, updated_at: shiftTime(view.submitted_at, -1000) } : view,
  },
  {
    name: 'submitted-when-updated',
    about: 'submitted_at is the time of the last update.',
    onJob: (view) => ({ ...view, submitted_at: view.updated_at }),
  },
  {
    name: 'submitted-by-minutes-in-detail',
    about: 'The single status omits the seconds of submitted_at.',
    onReply: mutateAnswer('getStatus', 200, (reply) =>
      changeJson(reply, (body) => ({
        ...(body as JobView),
        submitted_at: (body as JobView).submitted_at.replace(/:\d\d(?=Z|\+)/, ':00'),
      })),
    ),
  },
  {
    name: 'updated-swings',
    about: 'updated_at of a running job is ten minutes earlier every other minute.',
    onJob: (view, { job, now, lifeCycle }) =>
      lifeCycle.works(computeJobState(job, now, lifeCycle).internalStatus) && isOdd(now, minute)
        ? { ...view, updated_at: toLater(view.submitted_at, toInstant(view.updated_at) - 10 * minute) }
        : view,
  },
  {
    name: 'updated-once-an-hour',
    about: 'updated_at is rounded down to the hour, unless that is before the submission.',
    onJob: (view) => ({
      ...view,
      updated_at: toLater(view.submitted_at, toBegin(toInstant(view.updated_at), 60 * minute)),
    }),
  },
  {
    name: 'reading-touches-finished-jobs',
    about: 'updated_at of every other finished job is the time of the request.',
    onJob: (view, { now, lifeCycle }) =>
      lifeCycle.staysFor(view.status) && getLastDigit(view) % 2 === 0
        ? { ...view, updated_at: formatRfc3339(now) }
        : view,
  },
] as const satisfies readonly Mutant[];
