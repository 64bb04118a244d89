/** Mutants of the status. */
import type { JobView } from '../api/reply.ts';
import { type Instant, instant, parseInstant, formatRfc3339 } from '../../time/time.ts';
import { type Mutant, mutateAnswer, changeJobs, changeJson } from './mutant.ts';

const minute = 60_000;
const toLater = (text: string, other: Instant) =>
  formatRfc3339(instant(Math.max(parseInstant(text) ?? 0, other)));
const isOdd = (now: Instant, length: number) => Math.floor(now / length) % 2 === 1;
const toBegin = (now: Instant, length: number) => instant(Math.floor(now / length) * length);

const renameStatus =
  (from: string, to: string): NonNullable<Mutant['onJob']> =>
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
    name: 'paused-jobs-go-on',
    about: 'A paused job is in progress for three of every six minutes, without being resumed.',
    onJob: (view, { now, job }) =>
      view.status === 'paused' && job.interventions.length === 0
        ? {
            ...view,
            status: isOdd(now, 3 * minute) ? 'in-progress' : 'paused',
            updated_at: toLater(view.updated_at, toBegin(now, 3 * minute)),
          }
        : view,
  },
  {
    name: 'back-to-the-queue',
    about: 'A paused job is queued every other three minutes.',
    onJob: (view, { now, job }) =>
      view.status !== 'paused' || job.interventions.length > 0
        ? view
        : {
            ...view,
            status: isOdd(now, 3 * minute) ? 'queued' : view.status,
            updated_at: toLater(view.updated_at, toBegin(now, 3 * minute)),
          },
  },
  {
    name: 'failed-becomes-completed',
    about: 'A failed job becomes completed after a while.',
    onJob: (view, { now }) =>
      view.status === 'failed'
        ? {
            ...view,
            status: isOdd(now, 3 * minute) ? 'completed' : 'failed',
            updated_at: toLater(view.updated_at, toBegin(now, 3 * minute)),
          }
        : view,
  },
  {
    name: 'list-lags-a-status',
    about: 'The list still shows a running job as queued.',
    onReply: mutateAnswer('listStatuses', 200, (reply) =>
      changeJobs(reply, (jobs) =>
        jobs.map((job) => (job.status === 'in-progress' ? { ...job, status: 'queued' } : job)),
      ),
    ),
  },
  {
    name: 'status-moves-alone',
    about: 'updated_at is always a second after the submission, whatever the status.',
    onJob: (view) => ({
      ...view,
      updated_at: formatRfc3339(instant((parseInstant(view.submitted_at) ?? 0) + 1000)),
    }),
  },
] as const satisfies readonly Mutant[];
