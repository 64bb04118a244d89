/** Mutants of the status. */
import type { JobView } from '../api/reply.ts';
import { type Mutant, mutateAnswer, changeJson, type OnJob, mutateList } from './mutant.ts';
import { minute, shiftTime, swingStatus } from './times.ts';

const renameStatus =
  (from: string, to: string): OnJob =>
  (view) =>
    view.status === from ? { ...view, status: to } : view;

export const statusMutants = [
  {
    name: 'failed-as-error',
    about: 'A failed job has the status error.',
    onJob: renameStatus('failed', 'error'),
  },
  {
    name: 'status-with-a-space',
    about: 'A status ends with a space.',
    onJob: (view) => ({ ...view, status: `${view.status} ` }),
  },
  {
    name: 'status-null',
    about: 'A queued job has the status null.',
    onJob: (view) => (view.status === 'queued' ? { ...view, status: null } : view) as unknown as JobView,
  },
  {
    name: 'status-as-number',
    about: 'The single status is a number instead of a name.',
    onReply: mutateAnswer('getStatus', 200, (reply) =>
      changeJson(reply, (body) => ({ ...(body as JobView), status: (body as JobView).status.length })),
    ),
  },
  {
    name: 'paused-jobs-continue',
    about: 'A paused job is in progress for three of every six minutes, without being resumed.',
    onJob: (view, { now, job }) =>
      view.status === 'paused' && job.interventions.length === 0
        ? swingStatus(view, now, 3 * minute, 'in-progress')
        : view,
  },
  {
    name: 'back-to-the-queue',
    about: 'A paused job is queued every other three minutes.',
    onJob: (view, { now, job }) =>
      view.status !== 'paused' || job.interventions.length > 0
        ? view
        : swingStatus(view, now, 3 * minute, 'queued'),
  },
  {
    name: 'failed-becomes-completed',
    about: 'A failed job becomes completed after a while.',
    onJob: (view, { now }) =>
      view.status === 'failed' ? swingStatus(view, now, 3 * minute, 'completed') : view,
  },
  {
    name: 'list-lags-a-status',
    about: 'The list still shows a running job as queued.',
    onReply: mutateList((jobs) =>
      jobs.map((job) => (job.status === 'in-progress' ? { ...job, status: 'queued' } : job)),
    ),
  },
  {
    name: 'status-moves-alone',
    about: 'updated_at is always a second after the submission, whatever the status.',
    onJob: (view) => ({ ...view, updated_at: shiftTime(view.submitted_at, 1000) }),
  },
] as const satisfies readonly Mutant[];
