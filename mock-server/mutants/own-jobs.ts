/** Mutants of the job that a submission creates: its number, its id, its owner, and its way. */
import { formatRfc3339, instant } from '../../time/time.ts';
import type { JobView } from '../api/reply.ts';
import { type Job, computeJobState } from '../domain/job.ts';
import { getJobs, listJobsOfUser } from '../domain/world.ts';
import type { Context } from '../pipeline/context.ts';
import {
  changeJson,
  findForeignJob,
  type Mutant,
  mutateAnswer,
  mutateList,
  type OnReply,
  replaceAnswer,
} from './mutant.ts';
import { mutateResults } from './results.ts';
import { mutateListOfNew, mutateSubmit } from './writes.ts';

const isSubmitted = ({ records }: Job) => records !== undefined;

/** Returns the id of another job than the created one. */
const returnId = (find: (context: Context) => string): OnReply =>
  mutateSubmit(201, (reply, context) =>
    changeJson(reply, (body) => ({ ...(body as object), job_id: find(context) })),
  );

function listOtherJobs({ caller }: Context): readonly Job[] {
  return caller === undefined ? [] : getJobs(caller.world).filter(({ owner }) => owner !== caller.user.name);
}

const toQueuedView = ({ id, submittedAt }: Job): JobView => ({
  job_id: id,
  status: 'queued',
  submitted_at: formatRfc3339(submittedAt),
  updated_at: formatRfc3339(submittedAt),
});

/** The id with its last digit changed. */
const toGhost = (job: JobView): JobView => ({
  ...job,
  job_id: job.job_id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
});

/** The last action on a submitted job. */
const findLastAction = ({ interventions, records }: Job) =>
  records === undefined ? undefined : interventions.at(-1);

export const ownJobMutants = [
  {
    name: 'submits-twice',
    about: 'A submission creates two jobs.',
    onReply: mutateSubmit(201, (reply, context) => {
      const { setup, world } = context;
      const made = [...(setup.worlds.get(world.name)?.log ?? [])].findLast(({ kind }) => kind === 'submit');
      if (made?.kind !== 'submit') return reply;
      const { owner, rows, records, category } = made;
      context.intent = {
        kind: 'submit',
        owner,
        rows,
        ...(records === undefined ? {} : { records }),
        ...(category === undefined ? {} : { category }),
      };
      return reply;
    }),
  },
  {
    name: 'lists-a-ghost',
    about: 'With each new job, the list contains another one that does not exist.',
    onReply: mutateListOfNew((made, others) => [...made.flatMap((job) => [job, toGhost(job)]), ...others]),
  },
  {
    name: 'submits-another-job-too',
    about: 'A submission also creates a job without its records.',
    onReply: mutateSubmit(201, (reply, context) => {
      if (context.caller !== undefined)
        context.intent = {
          kind: 'submit',
          owner: context.caller.user.name,
          rows: 1,
          scenario: 'fails-half-way',
        };
      return reply;
    }),
  },
  {
    name: 'bad-submissions-create-jobs',
    about: 'A submission without records is rejected, but creates a job.',
    onReply: mutateSubmit(400, (reply, context, { body }) => {
      if (body === '{"records":[]}' && context.caller !== undefined)
        context.intent = { kind: 'submit', owner: context.caller.user.name, rows: 1 };
      return reply;
    }),
  },
  {
    name: 'unreadable-submissions-create-jobs',
    about: 'A submission that is no JSON is rejected, but creates a job that fails.',
    onReply: mutateSubmit(400, (reply, context) => {
      if (reply.body.includes('JSON parse error') && context.caller !== undefined)
        context.intent = {
          kind: 'submit',
          owner: context.caller.user.name,
          rows: 1,
          scenario: 'upload-fails',
        };
      return reply;
    }),
  },
  {
    name: 'submission-returns-an-old-job',
    about: "A submission returns the id of the caller's oldest job.",
    onReply: returnId(({ caller }) =>
      caller === undefined ? '' : (listJobsOfUser(caller.world, caller.user.name).at(-1)?.id ?? ''),
    ),
  },
  {
    name: 'submission-returns-a-foreign-job',
    about: "A submission returns the id of another user's job.",
    onReply: returnId((context) => listOtherJobs(context)[0]?.id ?? ''),
  },
  {
    name: 'submission-returns-no-job',
    about: 'A submission returns an id that no job has.',
    onReply: returnId(() => '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed'),
  },
  {
    name: 'new-jobs-are-not-found',
    about: 'A new job is listed, but a request for it returns 404.',
    onReply: mutateAnswer('getStatus', 200, (reply, { caller, job }) => {
      const isNew =
        caller !== undefined && getJobs(caller.world).some((one) => one.id === job && isSubmitted(one));
      return isNew ? replaceAnswer(reply, 404, { detail: 'Not found.' }) : reply;
    }),
  },
  {
    name: 'new-jobs-listed-for-all',
    about: "A new job is also in other users' lists.",
    onReply: mutateList((jobs, context) => [
      ...listOtherJobs(context).filter(isSubmitted).map(toQueuedView),
      ...jobs,
    ]),
  },
  {
    name: 'new-jobs-readable-for-all',
    about: 'Every user can read a new job.',
    onReply: mutateAnswer('getStatus', 404, (reply, context, { target }) => {
      const foreign = findForeignJob(context, target);
      return foreign !== undefined && isSubmitted(foreign)
        ? replaceAnswer(reply, 200, toQueuedView(foreign))
        : reply;
    }),
  },
  {
    name: 'new-jobs-never-start',
    about: 'A new job stays queued.',
    onJob: (view, { job }) =>
      isSubmitted(job) ? { ...view, status: 'queued', updated_at: view.submitted_at } : view,
  },
  {
    name: 'resumed-jobs-never-end',
    about: 'A resumed job stays in progress.',
    onJob: (view, { job }) => {
      const last = findLastAction(job);
      return last?.cause === 'resume'
        ? { ...view, status: 'in-progress', updated_at: formatRfc3339(last.at) }
        : view;
    },
  },
  {
    name: 'new-jobs-pause-on-their-own',
    about: 'A new job is paused for the last five seconds of every ten, without an action.',
    onJob: (view, { job, now }) =>
      isSubmitted(job) &&
      view.status === 'in-progress' &&
      job.interventions.length === 0 &&
      now % 10_000 > 5000
        ? { ...view, status: 'paused', updated_at: formatRfc3339(instant(now - (now % 10_000) + 5000)) }
        : view,
  },
  {
    name: 'list-hides-a-pause',
    about: 'The list shows a paused new job as in progress.',
    onReply: mutateListOfNew((made, others) => [
      ...made.map((job) => (job.status === 'paused' ? { ...job, status: 'in-progress' } : job)),
      ...others,
    ]),
  },
  {
    name: 'list-hides-the-start',
    about: 'The list shows a new job in progress as queued.',
    onReply: mutateListOfNew((made, others) => [
      ...made.map((job) =>
        job.status === 'in-progress' ? { ...job, status: 'queued', updated_at: job.submitted_at } : job,
      ),
      ...others,
    ]),
  },
  {
    name: 'pause-keeps-updated',
    about: 'A pause does not change updated_at.',
    onJob: (view, { job, lifeCycle }) => {
      const last = findLastAction(job);
      if (last?.cause !== 'pause' || view.status !== 'paused') return view;
      const { updatedAt } = computeJobState(job, instant(last.at - 1), lifeCycle);
      return { ...view, updated_at: formatRfc3339(updatedAt) };
    },
  },
  {
    name: 'paused-results-refused',
    about: 'A paused job has no results.',
    onReply: mutateResults(200, (reply, { caller, job, model }) => {
      const found = caller && getJobs(caller.world).find(({ id }) => id === job);
      const isPaused =
        found !== undefined &&
        caller !== undefined &&
        computeJobState(found, caller.now, model.spec.lifeCycle).apiStatus === 'paused';
      return isPaused
        ? replaceAnswer(reply, 400, { error: 'Results are not available for this job yet.' })
        : reply;
    }),
  },
] as const satisfies readonly Mutant[];
