/** Mutants of submissions and actions. */
import { computeJobState, type Job } from '../domain/job.ts';
import type { JobView } from '../api/reply.ts';
import { replaceBody, type WireRequest } from '../django/message.ts';
import {
  replaceAnswer,
  type Mutant,
  changeJson,
  type OnReply,
  isAbout,
  findForeignJob,
  mutateList,
} from './mutant.ts';
import { minute, shiftTime } from './times.ts';

/** Mutants of responses with this status code to a POST of one operation. */
function mutatePost(operationId: string, status: number, mutant: OnReply): OnReply {
  return (reply, context, request) =>
    reply.status === status && request.method === 'POST' && isAbout(context, operationId)
      ? mutant(reply, context, request)
      : reply;
}

export const mutateSubmit = (status: number, mutant: OnReply) =>
  mutatePost('submitEnrichment', status, mutant);
export const mutateControl = (status: number, mutant: OnReply) =>
  mutatePost('controlEnrichment', status, mutant);

export const isAction = (request: WireRequest, action: string) =>
  request.body.includes(`"action":"${action}"`);

/** Performs another action instead of this one. */
export const replaceAction = (action: string, other: string) => (request: WireRequest) => ({
  ...request,
  body: request.body.replace(`"action":"${action}"`, `"action":"${other}"`),
});

/** Accepts an action in a state that does not allow it. */
const acceptAlways = (action: string) =>
  mutateControl(400, (reply, _, request) =>
    isAction(request, action) && reply.body.includes('"error"')
      ? replaceAnswer(reply, 200, { status: 'in-progress' })
      : reply,
  );

/** Changes the list entries of jobs that were submitted through the API. */
export const mutateListOfNew = (
  change: (made: readonly JobView[], others: readonly JobView[]) => readonly JobView[],
) =>
  mutateList((jobs, { caller }) => {
    const ids = new Set(
      [...(caller?.world.log ?? [])].flatMap((command) => (command.kind === 'submit' ? [command.id] : [])),
    );
    const isMade = ({ job_id: id }: JobView) => ids.has(id);
    return change(
      jobs.filter(isMade),
      jobs.filter((job) => !isMade(job)),
    );
  });

const getLastCause = ({ interventions }: Job) => interventions.at(-1)?.cause;

export const writeMutants = [
  {
    name: 'submission-without-content',
    about: 'A submission returns 204.',
    onReply: mutateSubmit(201, (reply) => ({ ...replaceBody(reply, ''), status: 204 })),
  },
  {
    name: 'submission-without-id',
    about: 'The response to a submission lacks the job_id.',
    onReply: mutateSubmit(201, (reply) => changeJson(reply, () => ({ status: 'queued' }))),
  },
  {
    name: 'submit-not-on-top',
    about: 'A new job is at the end of the list.',
    onReply: mutateListOfNew((made, others) => [...others, ...made]),
  },
  {
    name: 'new-job-not-listed',
    about: 'A new job is missing from the list.',
    onReply: mutateListOfNew((_, others) => others),
  },
  {
    name: 'submit-status-wrong',
    about: 'A new job is listed as in progress although it is queued.',
    onReply: mutateListOfNew((made, others) => [
      ...made.map((job) => (job.status === 'queued' ? { ...job, status: 'in-progress' } : job)),
      ...others,
    ]),
  },
  {
    name: 'new-job-back-dated',
    about: 'submitted_at of a new job is an hour early.',
    onJob: (view, { job }) =>
      job.records === undefined
        ? view
        : { ...view, submitted_at: shiftTime(view.submitted_at, -60 * minute) },
  },
  {
    name: 'bad-submission-accepted',
    about: 'Any submission creates a job.',
    onReply: mutateSubmit(400, (reply) =>
      replaceAnswer(reply, 201, { job_id: '00000000-0000-4000-8000-000000000000' }),
    ),
  },
  {
    name: 'bad-submission-unexplained',
    about: 'The response to a bad submission is a number.',
    onReply: mutateSubmit(400, (reply) => replaceAnswer(reply, 400, 17)),
  },
  {
    name: 'imported-fields-lost',
    about: 'The imported_ fields of a record are empty.',
    onReply: (reply) =>
      reply.status === 200 && reply.body.includes('"imported_first_name":')
        ? {
            ...reply,
            ...changeJson(reply, (body) => JSON.parse(JSON.stringify(body, dropImported)) as unknown),
          }
        : reply,
  },
  {
    name: 'pause-refused',
    about: 'A running job cannot be paused.',
    onRequest: replaceAction('pause', 'resume'),
    onReply: mutateControl(400, (reply) =>
      replaceAnswer(reply, 400, { error: 'Only a job that is in progress can be paused.' }),
    ),
  },
  {
    name: 'pause-ignored',
    about: 'A request to pause is accepted, but the job continues.',
    onJob: (view, { job, now, lifeCycle }) =>
      getLastCause(job) === 'pause' && view.status === computeJobState(job, now, lifeCycle).apiStatus
        ? { ...view, status: 'in-progress' }
        : view,
  },
  {
    name: 'pause-of-queued-accepted',
    about: 'A request to pause is accepted in every state.',
    onReply: acceptAlways('pause'),
  },
  {
    name: 'resume-refused',
    about: 'A paused job cannot be resumed.',
    onRequest: replaceAction('resume', 'none'),
    onReply: mutateControl(400, (reply, _, request) =>
      isAction(request, 'resume')
        ? replaceAnswer(reply, 400, { error: 'Only a paused job can be resumed.' })
        : reply,
    ),
  },
  {
    name: 'resume-ignored',
    about: 'A request to resume is accepted, but the job stays paused.',
    onJob: (view, { job }) =>
      getLastCause(job) === 'resume' && view.status === 'in-progress' ? { ...view, status: 'paused' } : view,
  },
  {
    name: 'resume-restarts',
    about: 'A resumed job returns to the queue.',
    onJob: (view, { job }) =>
      getLastCause(job) === 'resume' && view.status === 'in-progress' ? { ...view, status: 'queued' } : view,
  },
  {
    name: 'resume-of-running-accepted',
    about: 'A request to resume is accepted in every state.',
    onReply: acceptAlways('resume'),
  },
  {
    name: 'untimely-control-403',
    about: 'An action that is not allowed returns 403.',
    onReply: mutateControl(400, (reply) =>
      reply.body.includes('"error"') ? replaceAnswer(reply, 403, { detail: 'No.' }) : reply,
    ),
  },
  {
    name: 'bad-control-accepted',
    about: 'An unknown action is accepted.',
    onReply: mutateControl(400, (reply) =>
      reply.body.includes('"error"') ? reply : replaceAnswer(reply, 200, { status: 'in-progress' }),
    ),
  },
  {
    name: 'unknown-control-is-a-bad-request',
    about: 'An action on a job that the user does not have returns 400.',
    onReply: mutateControl(404, (reply) => ({ ...reply, status: 400 })),
  },
  {
    name: 'pauses-jobs-of-others',
    about: "An action on another user's job is accepted.",
    onReply: mutateControl(404, (reply, context, request) =>
      findForeignJob(context, request.body) === undefined
        ? reply
        : replaceAnswer(reply, 200, { status: 'paused' }),
    ),
  },
  {
    name: 'control-can-be-read',
    about: 'GET on the Control endpoint returns 200.',
    onReply: (reply, { resource }, { method }) =>
      method === 'GET' && reply.status === 405 && resource?.operations[0]?.id === 'controlEnrichment'
        ? replaceAnswer(reply, 200, {})
        : reply,
  },
] as const satisfies readonly Mutant[];

function dropImported(key: string, value: unknown): unknown {
  return key.startsWith('imported_') ? null : value;
}
