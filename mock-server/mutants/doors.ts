/** Mutants of other ways to what GET refuses: without a token, or to another user's jobs. */
import { findJob, getJobs } from '../domain/world.ts';
import type { Job } from '../domain/job.ts';
import type { Context } from '../pipeline/context.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import { getValidToken, replaceToken } from './authentication.ts';
import { changeJson, isAbout, type Mutant, type OnReply, replaceAnswer, replaceHeader } from './mutant.ts';

const isTokenless = ({ headers }: WireRequest) => headers['authorization'] === undefined;

/** A request without a token that is about this operation. */
const mutateTokenless =
  (
    operationId: string,
    mutant: (reply: WireReply, context: Context, request: WireRequest) => WireReply,
  ): OnReply =>
  (reply, context, request) =>
    reply.status === 401 && isTokenless(request) && isAbout(context, operationId)
      ? mutant(reply, context, request)
      : reply;

/** The job of another user than the one with the token, also where the API has not come to the token. */
function findJobOfOthers({ isIn, user, world }: Context, text: string): Job | undefined {
  return isIn ? getJobs(world).find(({ id, owner }) => owner !== user?.name && text.includes(id)) : undefined;
}

const mutateDoor =
  (isDoor: (request: WireRequest) => boolean, mutant: (reply: WireReply, job: Job) => WireReply): OnReply =>
  (reply, context, request) => {
    const job = isDoor(request) ? findJobOfOthers(context, request.target.toLowerCase()) : undefined;
    return job === undefined ? reply : mutant(reply, job);
  };

const time = '2026-05-06T14:23:11Z';
const toView = ({ id }: Job) => ({ job_id: id, status: 'completed', submitted_at: time, updated_at: time });
const file = 'job_id,status\r\n';

export const doorMutants = [
  {
    name: 'head-without-token',
    about: 'HEAD needs no token.',
    onReply: (reply, _, request) =>
      reply.status === 401 && request.method === 'HEAD' ? replaceAnswer(reply, 200, []) : reply,
  },
  {
    name: 'head-tells-which-jobs-exist',
    about: 'Without a token, HEAD returns 403 for a job that exists.',
    onReply: mutateTokenless('getStatus', (reply, { world, job }, { method }) =>
      method === 'HEAD' && job !== undefined && findJob(world, job) !== undefined
        ? { ...reply, status: 403 }
        : reply,
    ),
  },
  {
    name: 'no-slash-without-token',
    about: 'A path without its slash needs no token.',
    onRequest: (request, fixture) =>
      isTokenless(request) && /\/status(\/[\da-f-]+)?$/.test(request.target)
        ? { ...replaceToken(request, getValidToken(fixture)), target: `${request.target}/` }
        : request,
  },
  {
    name: 'list-as-csv-without-token',
    about: 'The list as CSV is a public export.',
    onReply: (reply, _, { target }) =>
      /\/status\/\?.*format=csv/.test(target) ? replaceAnswer(reply, 200, file, 'text/csv') : reply,
  },
  {
    name: 'results-as-csv-without-token',
    about: 'Results as CSV need no token.',
    onReply: mutateTokenless('getResults', (reply, _, { target }) =>
      target.includes('report_type=csv') ? replaceAnswer(reply, 200, file, 'text/csv') : reply,
    ),
  },
  {
    name: 'head-of-foreign-jobs',
    about: "HEAD on another user's job returns 200.",
    onReply: mutateDoor(
      ({ method, target }) => method === 'HEAD' && target.includes('/status/'),
      (reply, job) => replaceAnswer(reply, 200, toView(job)),
    ),
  },
  {
    name: 'forbids-head-of-foreign-jobs',
    about: "HEAD on another user's job returns 403, as a permission of the object does.",
    onReply: mutateDoor(
      ({ method }) => method === 'HEAD',
      (reply) => ({ ...reply, status: 403 }),
    ),
  },
  {
    name: 'foreign-jobs-without-slash',
    about: "A path without its slash returns another user's job.",
    onReply: mutateDoor(
      ({ method, target }) => method === 'GET' && /[\da-f]{12}$/.test(target),
      (reply, job) => replaceAnswer(replaceHeader(reply, 'Location', undefined), 200, toView(job)),
    ),
  },
  {
    name: 'foreign-jobs-as-csv',
    about: "Another user's job is visible as CSV.",
    onReply: mutateDoor(
      ({ target }) => target.includes('format=csv'),
      (reply, { id }) => replaceAnswer(reply, 200, `${file}${id},completed\r\n`, 'text/csv'),
    ),
  },
  {
    name: 'foreign-results-as-csv',
    about: "Another user's results can be downloaded as CSV.",
    onReply: mutateDoor(
      ({ target }) => target.includes('report_type=csv'),
      (reply) => replaceAnswer(reply, 200, file, 'text/csv'),
    ),
  },
  {
    name: 'foreign-jobs-in-upper-case',
    about: "Another user's job is visible if its id is in upper case.",
    onReply: mutateDoor(
      ({ target }) => /\/status\/[\dA-F-]{36}\//.test(target),
      (reply, job) => replaceAnswer(reply, 200, toView(job)),
    ),
  },
  {
    name: 'unknown-before-token',
    about: 'An unknown job returns 404 to a request without a token.',
    onReply: mutateTokenless('getStatus', (reply, { world, job }) =>
      job !== undefined && findJob(world, job) === undefined
        ? replaceAnswer(reply, 404, { detail: 'Not found.' })
        : reply,
    ),
  },
  {
    name: 'refusal-with-the-job',
    about: 'The 401 for a job contains the job.',
    onReply: mutateTokenless('getStatus', (reply, { world, job = '' }) => {
      const found = findJob(world, job);
      return found === undefined
        ? reply
        : changeJson(reply, (body) => ({ ...(body as object), job: toView(found) }));
    }),
  },
  {
    name: 'refusal-with-all-jobs',
    about: 'The 401 for the list contains the jobs of the server.',
    onReply: mutateTokenless('listStatuses', (reply, { world }) =>
      changeJson(reply, (body) => ({ ...(body as object), jobs: getJobs(world).map(toView) })),
    ),
  },
  {
    name: 'refusal-with-an-etag',
    about: 'The 401 for a job that exists has an ETag.',
    onReply: mutateTokenless('getStatus', (reply, { world, job = '' }) =>
      findJob(world, job) === undefined ? reply : replaceHeader(reply, 'ETag', '"5f"'),
    ),
  },
] as const satisfies readonly Mutant[];
