/** Mutants of the fields and transitions of a job. */
import { computeJobState } from '../domain/job.ts';
import { formatRfc3339 } from '../../time/time.ts';
import type { JobView } from '../api/reply.ts';
import { replaceAnswer, type Mutant, mutateAnswer, changeJson, type OnJob } from './mutant.ts';
import { isOdd, minute, shiftTime, swingStatus, toInstant, toLater } from './times.ts';

const getStatus = 'getStatus';

export const jobMutants = [
  {
    name: 'loses-details',
    about: 'A listed job is not found by its id.',
    onReply: mutateAnswer(getStatus, 200, (reply) => replaceAnswer(reply, 404, { detail: 'Not found.' })),
  },
  {
    name: 'drops-updated-at',
    about: 'The field updated_at is missing.',
    onJob: (view) => ({ ...view, updated_at: undefined }) as unknown as JobView,
  },
  {
    name: 'drops-status-in-detail',
    about: 'The single status lacks the key status.',
    onReply: mutateAnswer(getStatus, 200, (reply) =>
      changeJson(reply, (body) => ({ ...(body as object), status: undefined })),
    ),
  },
  {
    name: 'timestamps-as-numbers',
    about: 'Timestamps are seconds since 1970.',
    onJob: (view) =>
      ({
        ...view,
        submitted_at: toSeconds(view.submitted_at),
        updated_at: toSeconds(view.updated_at),
      }) as unknown as JobView,
  },
  {
    name: 'details-in-an-envelope',
    about: 'The single status is wrapped in {"data": ...}.',
    onReply: mutateAnswer(getStatus, 200, (reply) => changeJson(reply, (data) => ({ data }))),
  },
  {
    name: 'details-as-text',
    about: 'The single status is JSON with the media type text/html.',
    onReply: mutateAnswer(getStatus, 200, (reply) => replaceAnswer(reply, 200, reply.body, 'text/html')),
  },
  {
    name: 'returns-another-job',
    about: 'The single status is that of another job.',
    onReply: mutateAnswer(getStatus, 200, (reply) =>
      changeJson(reply, (body) => ({
        ...(body as JobView),
        job_id: (body as JobView).job_id.replace(/^......../, '00000000'),
      })),
    ),
  },
  {
    name: 'wrong-offset',
    about: 'Timestamps have an offset, but their hours are those of UTC, so that they are in the future.',
    onJob: mutateBothTimes((text) => text.replace(/(Z|\+00:00)$/, '-05:00')),
  },
  {
    name: 'naive-time',
    about: 'Timestamps have no UTC designator.',
    onJob: mutateBothTimes((text) => text.replace(/(Z|\+00:00)$/, '')),
  },
  {
    name: 'space-in-time',
    about: 'A space separates date and time.',
    onJob: mutateBothTimes((text) => text.replace('T', ' ')),
  },
  {
    name: 'updated-before-submitted',
    about: 'updated_at is ten days early, and so before submitted_at.',
    onJob: (view) => ({ ...view, updated_at: shiftTime(view.updated_at, -10 * 1440 * minute) }),
  },
  {
    name: 'from-the-future',
    about: 'updated_at is an hour late.',
    onJob: (view) => ({ ...view, updated_at: shiftTime(view.updated_at, 60 * minute) }),
  },
  {
    name: 'leaks-internal-status',
    about: 'The internal status is returned as the status.',
    onJob: (view, { job, now, lifeCycle }) => ({
      ...view,
      status: computeJobState(job, now, lifeCycle).internalStatus,
    }),
  },
  {
    name: 'capital-status',
    about: 'The status begins with a capital letter.',
    onJob: (view) => ({ ...view, status: view.status.slice(0, 1).toUpperCase() + view.status.slice(1) }),
  },
  {
    name: 'underscore-status',
    about: 'The words of a status are joined with an underscore.',
    onJob: (view) => ({ ...view, status: view.status.replaceAll('-', '_') }),
  },
  {
    name: 'goes-backwards',
    about: 'A running job returns to its first status every other minute.',
    onJob: (view, { job, now, lifeCycle }) => {
      const { internalStatus } = computeJobState(job, now, lifeCycle);
      if (!lifeCycle.works(internalStatus)) return view;
      const first = lifeCycle.internalStatuses.find(lifeCycle.isInitial) ?? '';
      return swingStatus(view, now, minute, lifeCycle.getApiStatus(first));
    },
  },
  {
    name: 'reopens-finished-jobs',
    about: 'A finished job is running again every other three minutes.',
    onJob: (view, { now, lifeCycle }) => {
      if (!lifeCycle.staysFor(view.status)) return view;
      const working = lifeCycle.internalStatuses.find(lifeCycle.works) ?? '';
      return swingStatus(view, now, 3 * minute, lifeCycle.getApiStatus(working));
    },
  },
  {
    name: 'submitted-drifts',
    about: 'submitted_at moves back by a second per minute.',
    onJob: (view, { now }) => ({
      ...view,
      submitted_at: shiftTime(view.submitted_at, -1000 * (Math.floor(now / minute) % 1000)),
    }),
  },
  {
    name: 'updated-jumps-back',
    about: 'updated_at of a finished job is an hour earlier every other three minutes.',
    onJob: (view, { now, lifeCycle }) => {
      if (!lifeCycle.staysFor(view.status) || !isOdd(now, 3 * minute)) return view;
      return { ...view, updated_at: toLater(view.submitted_at, toInstant(view.updated_at) - 60 * minute) };
    },
  },
  {
    name: 'updated-never-changes',
    about: 'updated_at always equals submitted_at.',
    onJob: (view) => ({ ...view, updated_at: view.submitted_at }),
  },
  {
    name: 'updated-is-the-request-time',
    about: 'updated_at is the time of the request.',
    onJob: (view, { now }) => ({ ...view, updated_at: formatRfc3339(now) }),
  },
] as const satisfies readonly Mutant[];

function mutateBothTimes(change: (text: string) => string): OnJob {
  return (view) => ({
    ...view,
    submitted_at: change(view.submitted_at),
    updated_at: change(view.updated_at),
  });
}

function toSeconds(text: string): number {
  return toInstant(text) / 1000;
}
