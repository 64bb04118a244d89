/** Mutants of missing resources and of HTTP conventions. */
import type { Instant } from '../../time/time.ts';
import {
  replaceAnswer,
  type Mutant,
  mutateAnswer,
  replaceHeader,
  changeJson,
  findForeignJob,
} from './mutant.ts';

const getStatus = 'getStatus';

export const errorMutants = [
  {
    name: 'serves-foreign-jobs',
    about: "Another user's job is visible to anyone who knows its id.",
    onReply: mutateAnswer(getStatus, 404, (reply, context, request) => {
      const foreign = findForeignJob(context, request.target);
      if (foreign === undefined) return reply;
      const time = '2026-05-06T14:23:11Z';
      return replaceAnswer(reply, 200, {
        job_id: foreign.id,
        status: 'queued',
        submitted_at: time,
        updated_at: time,
      });
    }),
  },
  {
    name: 'forbids-foreign-jobs',
    about: "Another user's job returns 403.",
    onReply: mutateAnswer(getStatus, 404, (reply, context, request) =>
      findForeignJob(context, request.target) === undefined
        ? reply
        : replaceAnswer(reply, 403, { detail: 'You do not have permission to perform this action.' }),
    ),
  },
  {
    name: 'reveals-foreign-jobs',
    about: "The 404 for another user's job has a different message from that for an unknown job.",
    onReply: mutateAnswer(getStatus, 404, (reply, context, request) =>
      findForeignJob(context, request.target) === undefined
        ? reply
        : changeJson(reply, () => ({ detail: 'Not found for this user.' })),
    ),
  },
  {
    name: 'reveals-foreign-jobs-in-a-header',
    about: "The 404 for another user's job has a header that the 404 for an unknown job lacks.",
    onReply: mutateAnswer(getStatus, 404, (reply, context, request) =>
      findForeignJob(context, request.target) === undefined
        ? reply
        : replaceHeader(reply, 'X-Owner', 'other'),
    ),
  },
  {
    name: 'unknown-job-is-a-bad-request',
    about: 'A job that the user does not have returns 400.',
    onReply: mutateAnswer(getStatus, 404, (reply, { caller }) =>
      caller === undefined ? reply : { ...reply, status: 400 },
    ),
  },
  {
    name: 'unknown-job-is-empty',
    about: 'A job that does not exist returns 200 and null.',
    onReply: mutateAnswer(getStatus, 404, (reply, context, request) =>
      context.caller === undefined || findForeignJob(context, request.target) !== undefined
        ? reply
        : replaceAnswer(reply, 200, null),
    ),
  },
  {
    name: 'body-404-differs',
    about: 'A 404 has the key message instead of detail.',
    onReply: mutateAnswer(getStatus, 404, (reply, { caller }) =>
      caller === undefined ? reply : changeJson(reply, () => ({ message: 'Not found.' })),
    ),
  },
  {
    name: 'body-404-in-html',
    about: 'A 404 for a well-formed id is a web page.',
    onReply: mutateAnswer(getStatus, 404, (reply, { caller }) =>
      caller === undefined ? reply : replaceAnswer(reply, 404, '<h1>Not Found</h1>', 'text/html'),
    ),
  },
  {
    name: 'crashes-on-odd-ids',
    about: 'An id that is not a UUID returns 500.',
    onReply: (reply, { resource }) =>
      reply.status === 404 && resource === undefined
        ? replaceAnswer(reply, 500, reply.body, 'text/html')
        : reply,
  },
  {
    name: 'unavailable-at-times',
    about: 'In one second out of five, every read returns 503.',
    onReply: (reply, { caller }, { method }) =>
      method !== 'POST' && caller !== undefined && isBadSecond(caller.now)
        ? replaceAnswer(reply, 503, '<h1>Service Unavailable</h1>', 'text/html')
        : reply,
  },
  {
    name: 'no-slash-no-answer',
    about: 'A path without its trailing slash returns 404.',
    onReply: (reply) =>
      reply.status === 301
        ? replaceAnswer(replaceHeader(reply, 'Location', undefined), 404, '', 'text/html')
        : reply,
  },
  {
    name: 'redirects-elsewhere',
    about: 'The slash redirect leads to another host.',
    onReply: (reply) => {
      const location = reply.headers.find(([name]) => name === 'Location')?.[1];
      return location === undefined
        ? reply
        : replaceHeader(reply, 'Location', `https://elsewhere.example${location}`);
    },
  },
  {
    name: 'no-head',
    about: 'HEAD returns 405.',
    onReply: (reply, _, request) =>
      request.method === 'HEAD' && reply.status === 200 ? { ...reply, status: 405 } : reply,
  },
  {
    name: 'offers-delete',
    about: 'OPTIONS allows DELETE for jobs.',
    onReply: (reply, _, request) =>
      request.method === 'OPTIONS' ? replaceHeader(reply, 'Allow', 'GET, DELETE, HEAD, OPTIONS') : reply,
  },
  {
    name: 'rejects-unknown-queries',
    about: 'An unknown query parameter returns 400.',
    onReply: (reply, _, request) =>
      reply.status === 200 && request.target.includes('unknown=')
        ? replaceAnswer(reply, 400, { unknown: ['Unknown parameter.'] })
        : reply,
  },
  {
    name: 'no-nosniff',
    about: 'Browsers are allowed to guess the media type.',
    onReply: (reply) => replaceHeader(reply, 'X-Content-Type-Options', undefined),
  },
  {
    name: 'cached-for-all',
    about: 'Shared caches are allowed to store responses.',
    onReply: (reply) =>
      reply.status === 200 ? replaceHeader(reply, 'Cache-Control', 'public, max-age=60') : reply,
  },
] as const satisfies readonly Mutant[];

/** By the time of the world, so that asking again a little later may help. */
function isBadSecond(now: Instant): boolean {
  return Math.floor(now / 1000) % 5 === 0;
}
