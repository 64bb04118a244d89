/** Mutants of what a user without jobs sees, and of a job that somebody looks for. */
import { getJobs } from '../domain/world.ts';
import type { Context } from '../pipeline/context.ts';
import { isAbout, type Mutant, mutateAnswer, mutateList, type OnReply, replaceAnswer } from './mutant.ts';

/** Whether the response is the list of a user without jobs. */
function isEmptyList(context: Context, status: number): boolean {
  const { caller } = context;
  return (
    isAbout(context, 'listStatuses') &&
    status === 200 &&
    caller !== undefined &&
    getJobs(caller.world).every(({ owner }) => owner !== caller.user.name)
  );
}

/** A day and a half. */
const oldMs = 36 * 3_600_000;

const isOld = (submittedAt: string, { now }: Context): boolean => now - Date.parse(submittedAt) > oldMs;

const leaveOutOldJobs = mutateList((jobs, context) =>
  jobs.filter(({ submitted_at: submittedAt }) => !isOld(submittedAt, context)),
);

/** Neither listed nor readable, with this status code. */
const archiveOldJobs = (status: number): OnReply => {
  const refuse = mutateAnswer('getStatus', 200, (reply, context) => {
    const { submitted_at: submittedAt } = JSON.parse(reply.body) as { readonly submitted_at: string };
    return isOld(submittedAt, context) ? replaceAnswer(reply, status, { detail: 'Not found.' }) : reply;
  });
  return (reply, context, request) => refuse(leaveOutOldJobs(reply, context, request), context, request);
};

export const strangerMutants = [
  {
    name: 'no-jobs-404',
    about: 'The list of a user without jobs returns 404.',
    onReply: (reply, context) =>
      isEmptyList(context, reply.status) ? replaceAnswer(reply, 404, { detail: 'Not found.' }) : reply,
  },
  {
    name: 'no-jobs-no-list',
    about: 'The list of a user without jobs is an object with a message.',
    onReply: (reply, context) =>
      isEmptyList(context, reply.status) ? replaceAnswer(reply, 200, { message: 'No jobs yet' }) : reply,
  },
  {
    name: 'jobs-of-all-for-strangers',
    about: 'The list of a user without jobs contains the jobs of another user.',
    onReply: mutateList((jobs, { caller }) => {
      const others = caller === undefined ? [] : getJobs(caller.world);
      if (caller === undefined || others.some(({ owner }) => owner === caller.user.name)) return jobs;
      const at = '2026-05-06T14:23:11Z';
      return others.slice(0, 2).map(({ id }) => ({
        job_id: id,
        status: 'completed',
        submitted_at: at,
        updated_at: at,
      }));
    }),
  },
  {
    name: 'leaves-out-old-jobs',
    about: 'The list lacks jobs that are older than a day and a half.',
    onReply: leaveOutOldJobs,
  },
  {
    name: 'archives-old-jobs',
    about: 'Jobs that are older than a day and a half are neither listed nor found.',
    onReply: archiveOldJobs(404),
  },
  {
    name: 'old-jobs-are-gone',
    about: 'Jobs that are older than a day and a half are not listed, and their single status returns 410.',
    onReply: archiveOldJobs(410),
  },
] as const satisfies readonly Mutant[];
