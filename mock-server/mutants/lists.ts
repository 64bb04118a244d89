/** Mutants of the list of jobs. */
import { findJob, getJobs } from '../domain/world.ts';
import { instant } from '../../time/time.ts';
import { replaceAnswer, type Mutant, mutateAnswer, changeJson, mutateList } from './mutant.ts';
import { toInstant, toLater } from './times.ts';

const listStatuses = 'listStatuses';
export const listMutants = [
  {
    name: 'lists-foreign-jobs',
    about: 'The list ends with a job of another user.',
    onReply: mutateList((jobs, { caller }) => {
      const foreign =
        caller === undefined
          ? undefined
          : getJobs(caller.world).findLast(({ owner }) => owner !== caller.user.name);
      const last = jobs.at(-1);
      return foreign === undefined || last === undefined ? jobs : [...jobs, { ...last, job_id: foreign.id }];
    }),
  },
  {
    name: 'list-in-another-envelope',
    about: 'The list is wrapped in {"data": ...}.',
    onReply: mutateAnswer(listStatuses, 200, (reply) => changeJson(reply, (data) => ({ data }))),
  },
  {
    name: 'list-without-content',
    about: 'The list returns 204 without a body.',
    onReply: mutateAnswer(listStatuses, 200, (reply) => ({
      ...reply,
      status: 204,
      body: '',
      headers: reply.headers.filter(([name]) => name !== 'Content-Length'),
    })),
  },
  {
    name: 'list-crashes',
    about: 'The list returns a 500 in plain text.',
    onReply: mutateAnswer(listStatuses, 200, (reply) =>
      replaceAnswer(reply, 500, 'Internal Server Error', 'text/plain'),
    ),
  },
  {
    name: 'oldest-first',
    about: 'The oldest job comes first.',
    onReply: mutateList((jobs) => jobs.toReversed()),
  },
  {
    name: 'newest-second',
    about: 'The two newest jobs are swapped.',
    onReply: mutateList(([first, second, ...others]) =>
      [second, first, ...others].filter((job) => job !== undefined),
    ),
  },
  {
    name: 'repeats-a-job',
    about: 'The last job is in the list twice.',
    onReply: mutateList((jobs) => [...jobs, ...jobs.slice(-1)]),
  },
  {
    name: 'forgets-finished-jobs',
    about: 'A job disappears from the list when it finishes.',
    onReply: mutateList((jobs, { caller }) =>
      jobs.filter(({ updated_at: updatedAt, job_id: id }) => {
        const began = caller?.world.began ?? instant(0);
        const known = caller === undefined ? undefined : findJob(caller.world, id);
        return (
          known?.plan.length === undefined || known.plan.length > 4 || toInstant(updatedAt) < began + 60_000
        );
      }),
    ),
  },
  {
    name: 'list-lags-behind',
    about: 'updated_at in the list is a second earlier than in the single status.',
    onReply: mutateList((jobs) =>
      jobs.map((job) => {
        const updated = toInstant(job.updated_at) - 1000;
        return { ...job, updated_at: toLater(job.submitted_at, updated) };
      }),
    ),
  },
] as const satisfies readonly Mutant[];
