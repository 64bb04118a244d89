/** Mutants of the list of jobs. */
import type { JobView } from '../api/reply.ts';
import { getJobs } from '../simulation/world.ts';
import { instant, parseInstant, formatRfc3339 } from '../../time/time.ts';
import { replaceAnswer, type Mutant, mutateAnswer, changeJobs, changeJson } from './mutant.ts';

const listStatuses = 'listStatuses';
const mutateList = (
  change: (
    jobs: readonly JobView[],
    answer: Parameters<NonNullable<Mutant['onReply']>>[1],
  ) => readonly unknown[],
) => mutateAnswer(listStatuses, 200, (reply, answer) => changeJobs(reply, (jobs) => change(jobs, answer)));

export const listMutants = [
  {
    name: 'lists-foreign-jobs',
    about: 'The list ends with a job of another user.',
    onReply: mutateList((jobs, { entered }) => {
      const foreign =
        entered === undefined
          ? undefined
          : getJobs(entered.world).findLast(({ owner }) => owner !== entered.user.name);
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
    onReply: mutateList((jobs, { entered }) =>
      jobs.filter(({ updated_at: updatedAt, job_id: id }) => {
        const began = entered?.world.began ?? instant(0);
        const known = entered === undefined ? undefined : getJobs(entered.world).find((job) => job.id === id);
        return (
          known?.plan.length === undefined ||
          known.plan.length > 4 ||
          (parseInstant(updatedAt) ?? 0) < began + 60_000
        );
      }),
    ),
  },
  {
    name: 'list-lags-behind',
    about: 'updated_at in the list is a second earlier than in the single status.',
    onReply: mutateList((jobs) =>
      jobs.map((job) => {
        const updated = (parseInstant(job.updated_at) ?? 0) - 1000;
        return {
          ...job,
          updated_at: formatRfc3339(instant(Math.max(updated, parseInstant(job.submitted_at) ?? 0))),
        };
      }),
    ),
  },
] as const satisfies readonly Mutant[];
