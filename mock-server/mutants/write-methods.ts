/** Mutants of the methods that the status URLs do not have. */
import type { JobView } from '../api/reply.ts';
import { changeShownJobs, createMemory } from './memory.ts';
import { isAbout, type Mutant, type OnReply, replaceAnswer, replaceHeader } from './mutant.ts';
import { shiftTime } from './times.ts';

/** Mutants of the rejection of these methods on a single job. */
const mutateMethod = (methods: readonly string[], mutant: OnReply): OnReply =>
  mutateRejection('getStatus', methods, mutant);
const mutateListPost = (mutant: OnReply): OnReply => mutateRejection('listStatuses', ['POST'], mutant);

function mutateRejection(operationId: string, methods: readonly string[], mutant: OnReply): OnReply {
  return (reply, context, request) =>
    reply.status === 405 && isAbout(context, operationId) && methods.includes(request.method)
      ? mutant(reply, context, request)
      : reply;
}

const forceTo =
  (status: string): OnReply =>
  (reply, context) => {
    context.intent = { kind: 'force', job: context.job ?? '', status, stays: true, anyway: true };
    return reply;
  };

const createJob: OnReply = (reply, context) => {
  if (context.caller !== undefined)
    context.intent = { kind: 'submit', owner: context.caller.user.name, rows: 3 };
  return reply;
};

const deleteJob: OnReply = (reply, context) => {
  context.intent = { kind: 'delete', job: context.job ?? '' };
  return reply;
};

const touches = createMemory<number>();

export const writeMethodMutants = [
  {
    name: 'put-is-accepted',
    about: 'PUT on a job returns 200, and changes nothing.',
    onReply: mutateMethod(['PUT'], (reply, { job = '' }) => replaceAnswer(reply, 200, { job_id: job })),
  },
  {
    name: 'delete-without-effect',
    about: 'DELETE on a job returns 204, and the job stays.',
    onReply: mutateMethod(['DELETE'], (reply) => replaceAnswer(reply, 204, '', 'text/plain')),
  },
  {
    name: 'delete-removes-the-job',
    about: 'DELETE on a job returns 204 and deletes it.',
    onReply: mutateMethod(['DELETE'], (reply, context, request) =>
      replaceAnswer(deleteJob(reply, context, request), 204, '', 'text/plain'),
    ),
  },
  {
    name: 'delete-removes-secretly',
    about: 'DELETE on a job is rejected, but the job is deleted.',
    onReply: mutateMethod(['DELETE'], deleteJob),
  },
  {
    name: 'patch-restarts-the-job',
    about: 'PATCH on a finished job is rejected, but the job is queued again.',
    onReply: mutateMethod(['PATCH'], forceTo('Draft')),
  },
  {
    name: 'put-fails-the-job',
    about: 'PUT on a job returns 200, and the job has failed.',
    onReply: mutateMethod(['PUT'], (reply, context, request) =>
      replaceAnswer(forceTo('Failure')(reply, context, request), 200, {}),
    ),
  },
  {
    name: 'post-on-a-job-accepted',
    about: 'POST on a job returns 202.',
    onReply: mutateMethod(['POST'], (reply) => replaceAnswer(reply, 202, {})),
  },
  {
    name: 'methods-touch-the-job',
    about: 'PUT and PATCH on a job are rejected, but change its updated_at.',
    onReply: (reply, context, request) => {
      const { job = '', now } = context;
      if (['PUT', 'PATCH'].includes(request.method) && reply.status === 405) {
        const memory = touches(context);
        memory.set(job, (memory.get(job) ?? 0) + 1000);
      }
      return changeShownJobs(reply, context, (shown) =>
        touch(shown, touches(context).get(shown.job_id), now),
      );
    },
  },
  {
    name: 'post-on-the-list-creates',
    about: 'POST on the list creates a job.',
    onReply: mutateListPost((reply, context, request) =>
      replaceAnswer(createJob(reply, context, request), 201, { status: 'queued' }),
    ),
  },
  {
    name: 'post-on-the-list-creates-secretly',
    about: 'POST on the list is rejected, but creates a job.',
    onReply: mutateListPost(createJob),
  },
  {
    name: 'post-on-the-list-validates',
    about: 'POST on the list returns 400 with errors by field.',
    onReply: mutateListPost((reply) => replaceAnswer(reply, 400, { name: ['This field is required.'] })),
  },
  {
    name: 'method-rejected-without-allow',
    about: 'The rejection of PATCH on a job lacks the header Allow.',
    onReply: mutateMethod(['PATCH'], (reply) => replaceHeader(reply, 'Allow', undefined)),
  },
  {
    name: 'method-forbidden',
    about: 'DELETE on a job returns 403.',
    onReply: mutateMethod(['DELETE'], (reply) => replaceAnswer(reply, 403, { detail: 'No.' })),
  },
] as const satisfies readonly Mutant[];

function touch(job: JobView, by: number | undefined, now: number): JobView {
  return by === undefined || now === 0 ? job : { ...job, updated_at: shiftTime(job.updated_at, by) };
}
