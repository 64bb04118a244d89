/** Mutants of the single status of some jobs, while the list is right; and of polls that fail now and then. */
import { computeJobState } from '../domain/job.ts';
import { findJob, getJobs } from '../domain/world.ts';
import { type Instant, instant, formatRfc3339 } from '../../time/time.ts';
import type { JobView } from '../api/reply.ts';
import type { Context } from '../pipeline/context.ts';
import type { WireReply } from '../django/message.ts';
import { changeJson, mutateAnswer, mutateList, type Mutant, type OnReply, replaceAnswer } from './mutant.ts';
import { isOdd, minute, shiftTime } from './times.ts';

const second = 1000;

/** The time of the world, and the time at which it began. */
function getTimes({ caller }: Context): { readonly now: Instant; readonly began: Instant } {
  return { now: caller?.now ?? instant(0), began: caller?.world.began ?? instant(0) };
}

/** Mutants to the single status of a job. */
const mutateSingle = (change: (job: JobView, context: Context) => JobView): OnReply =>
  mutateAnswer('getStatus', 200, (reply, context) =>
    changeJson(reply, (job) => change(job as JobView, context)),
  );

/** The oldest job of the caller. */
function isOldest({ job_id: id }: JobView, { caller }: Context): boolean {
  const own =
    caller === undefined ? [] : getJobs(caller.world).filter(({ owner }) => owner === caller.user.name);
  return own.toSorted((a, b) => a.submittedAt - b.submittedAt)[0]?.id === id;
}

/** The job as it was at an earlier time. */
function showAt(view: JobView, at: Instant, { caller, model }: Context): JobView {
  const { lifeCycle } = model.spec;
  const job = caller === undefined ? undefined : findJob(caller.world, view.job_id);
  if (job === undefined || job.submittedAt > at) return view;
  const state = computeJobState(job, at, lifeCycle);
  return {
    ...view,
    status: lifeCycle.getApiStatus(state.internalStatus),
    updated_at: formatRfc3339(state.updatedAt),
  };
}

/** The reply to every poll in the first seconds of each stretch. */
const failAtTimes =
  (operationId: string, length: number, fail: (reply: WireReply) => WireReply): OnReply =>
  (reply, context, request) => {
    const { now } = getTimes(context);
    return now % length < second ? mutateAnswer(operationId, 200, fail)(reply, context, request) : reply;
  };

const toNotFound = (reply: WireReply) => replaceAnswer(reply, 404, { detail: 'Not found.' });

export const singleJobMutants = [
  {
    name: 'oldest-job-fails-singly',
    about: 'The single status of the oldest job is failed, although the list shows it completed.',
    onReply: mutateSingle((job, context) => (isOldest(job, context) ? { ...job, status: 'failed' } : job)),
  },
  {
    name: 'oldest-job-has-other-times',
    about: 'The single status of the oldest job has the timestamps of another zone.',
    onReply: mutateSingle((job, context) =>
      isOldest(job, context)
        ? {
            ...job,
            submitted_at: shiftTime(job.submitted_at, -120 * minute),
            updated_at: shiftTime(job.updated_at, -120 * minute),
          }
        : job,
    ),
  },
  {
    name: 'finished-jobs-swapped',
    about: 'The single status of a failed job is that of a completed one, with its own id.',
    onReply: mutateSingle((job) =>
      job.status === 'failed'
        ? { ...job, status: 'completed', updated_at: shiftTime(job.updated_at, minute) }
        : job,
    ),
  },
  {
    name: 'poll-loses-paused-jobs',
    about: 'A paused job is listed, but not found by its id every other minute.',
    onReply: (reply, context, request) =>
      isOdd(getTimes(context).now, minute) && reply.body.includes('"paused"')
        ? mutateAnswer('getStatus', 200, toNotFound)(reply, context, request)
        : reply,
  },
  {
    name: 'poll-of-the-oldest-is-empty',
    about: 'The single status of the oldest job is 204 without a body.',
    onReply: mutateAnswer('getStatus', 200, (reply, context) =>
      isOldest(JSON.parse(reply.body) as JobView, context)
        ? {
            ...reply,
            status: 204,
            body: '',
            headers: reply.headers.filter(([name]) => name !== 'Content-Length'),
          }
        : reply,
    ),
  },
  {
    name: 'poll-not-found-at-times',
    about: 'In one of eight seconds a listed job is not found, and in the next it is.',
    onReply: failAtTimes('getStatus', 8 * second, toNotFound),
  },
  {
    name: 'list-empty-response-at-times',
    about: 'In one of eight seconds the list is 204, and in the next it is there.',
    onReply: failAtTimes('listStatuses', 8 * second, (reply) => ({
      ...reply,
      status: 204,
      body: '',
      headers: reply.headers.filter(([name]) => name !== 'Content-Length'),
    })),
  },
  {
    name: 'single-status-stale-at-times',
    about: 'In one of fifty seconds the single status of a finished job is a minute old.',
    onReply: mutateSingle((job, context) =>
      getTimes(context).now % (50 * second) < second && ['completed', 'failed'].includes(job.status)
        ? { ...job, updated_at: shiftTime(job.updated_at, -minute) }
        : job,
    ),
  },
  {
    name: 'single-status-frozen',
    about: 'The single status of a job stays as it was when the world began.',
    onReply: mutateSingle((job, context) => showAt(job, getTimes(context).began, context)),
  },
  {
    name: 'list-frozen',
    about: 'The list shows each job as it was when the world began.',
    onReply: mutateList((jobs, context) => jobs.map((job) => showAt(job, getTimes(context).began, context))),
  },
] as const satisfies readonly Mutant[];
