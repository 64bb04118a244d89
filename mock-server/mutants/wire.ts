/** Mutants of HTTP itself: types, lengths, caches, redirects, HEAD, and the contents of errors. */
import type { Context } from '../pipeline/context.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import { replaceBody } from '../django/message.ts';
import {
  replaceAnswer,
  type Mutant,
  mutateAnswer,
  replaceHeader,
  changeJson,
  type OnReply,
  isAbout,
} from './mutant.ts';

const getStatus = 'getStatus';

/** Mutants of every successful response about jobs. */
const mutateJobs =
  (mutant: (reply: WireReply, request: WireRequest) => WireReply): OnReply =>
  (reply, context, request) =>
    reply.status === 200 &&
    ['GET', 'HEAD'].includes(request.method) &&
    isAbout(context, getStatus, 'listStatuses')
      ? mutant(reply, request)
      : reply;

const mutateHead =
  (mutant: (reply: WireReply) => WireReply): OnReply =>
  (reply, _, { method }) =>
    method === 'HEAD' && reply.status === 200 ? mutant(reply) : reply;

const mutateNotFound = (
  mutant: (reply: WireReply, context: Context, request: WireRequest) => WireReply,
): OnReply =>
  mutateAnswer(getStatus, 404, (reply, context, request) =>
    context.caller === undefined ? reply : mutant(reply, context, request),
  );

const mutateRedirect =
  (mutant: (reply: WireReply, location: string) => WireReply): OnReply =>
  (reply) => {
    const location = reply.headers.find(([name]) => name === 'Location')?.[1];
    return location === undefined ? reply : mutant(reply, location);
  };

const trace = 'Traceback (most recent call last):\n  File "/srv/app/enrichment/views.py", line 41, in get\n';

export const wireMutants = [
  {
    name: 'redirects-temporarily',
    about: 'The slash redirect is temporary.',
    onReply: mutateRedirect((reply) => ({ ...reply, status: 302 })),
  },
  {
    name: 'redirect-loses-the-query',
    about: 'The slash redirect drops the query.',
    onReply: mutateRedirect((reply, location) =>
      replaceHeader(reply, 'Location', location.replace(/\?.*$/, '')),
    ),
  },
  {
    name: 'redirects-to-the-list',
    about: 'The slash redirect leads to the root of the API.',
    onReply: mutateRedirect((reply, location) =>
      replaceHeader(reply, 'Location', location.replace(/^[^?]*/, '/api/v1/')),
    ),
  },
  {
    name: 'head-as-html',
    about: 'HEAD has the media type of a web page.',
    onReply: mutateHead((reply) => replaceHeader(reply, 'Content-Type', 'text/html')),
  },
  {
    name: 'head-without-length',
    about: 'HEAD has a Content-Length of 0.',
    onReply: mutateHead((reply) => replaceHeader(reply, 'Content-Length', '0')),
  },
  {
    name: 'head-not-found',
    about: 'HEAD returns 404.',
    onReply: mutateHead((reply) => ({ ...reply, status: 404 })),
  },
  {
    name: 'in-latin-1',
    about: 'JSON has the charset Latin-1.',
    onReply: (reply) =>
      reply.headers.some(([, value]) => value === 'application/json')
        ? replaceHeader(reply, 'Content-Type', 'application/json; charset=iso-8859-1')
        : reply,
  },
  {
    name: 'broken-characters',
    about: 'A character arrives as the replacement character, as after invalid UTF-8.',
    onReply: mutateJobs((reply) => replaceBody(reply, reply.body.replace('{', '{"note":"M\ufffdller",'))),
  },
  {
    name: 'status-twice',
    about: 'The single status has the key status twice.',
    onReply: mutateJobs((reply) =>
      replaceBody(reply, reply.body.replaceAll('"status":', '"status":"queued","status":')),
    ),
  },
  {
    name: 'served-from-a-cache',
    about: 'A proxy returns responses that it has cached for two minutes.',
    onReply: mutateJobs((reply) => replaceHeader(replaceHeader(reply, 'Age', '120'), 'X-Cache', 'HIT')),
  },
  {
    name: 'cacheable-for-five-minutes',
    about: 'Caches are allowed to store a response for five minutes.',
    onReply: mutateJobs((reply) => replaceHeader(reply, 'Cache-Control', 'max-age=300')),
  },
  {
    name: 'expires-tomorrow',
    about: 'A response expires only tomorrow.',
    onReply: mutateJobs((reply) => replaceHeader(reply, 'Expires', 'Wed, 01 Jan 2098 00:00:00 GMT')),
  },
  {
    name: 'shared-for-a-minute',
    about: 'Shared caches, but no others, are allowed to store responses.',
    onReply: (reply) => (reply.status === 200 ? replaceHeader(reply, 'Cache-Control', 's-maxage=60') : reply),
  },
  {
    name: 'results-cached-for-all',
    about: 'Shared caches are allowed to store the results.',
    onReply: (reply, context) =>
      reply.status === 200 && isAbout(context, 'getResults')
        ? replaceHeader(reply, 'Cache-Control', 'public, max-age=3600')
        : reply,
  },
  {
    name: 'offers-put',
    about: 'Every response about a job offers PUT.',
    onReply: (reply, context) =>
      isAbout(context, getStatus) && reply.headers.some(([name]) => name === 'Allow')
        ? replaceHeader(reply, 'Allow', 'GET, PUT, PATCH, HEAD, OPTIONS')
        : reply,
  },
  {
    name: 'filters-by-status',
    about: 'The list supports an undocumented filter.',
    onReply: (reply, context, { target }) =>
      reply.status === 200 && isAbout(context, 'listStatuses') && target.includes('status=failed')
        ? changeJson(reply, () => [])
        : reply,
  },
  {
    name: 'unpaged-list-404',
    about: 'An unpaginated list returns 404 for the second page.',
    onReply: (reply, context, { target }) =>
      reply.status === 200 && isAbout(context, 'listStatuses') && target.includes('page=2')
        ? replaceAnswer(reply, 404, { detail: 'Invalid page.' })
        : reply,
  },
  {
    name: 'not-found-with-the-id',
    about: 'A 404 repeats the id and mentions a missing row.',
    onReply: mutateNotFound((reply) =>
      changeJson(reply, (body) => ({ ...(body as object), table: 'enrichment_job' })),
    ),
  },
  {
    name: 'not-found-with-a-trace',
    about: 'A 404 contains a stack trace.',
    onReply: mutateNotFound((reply) =>
      changeJson(reply, (body) => ({ ...(body as object), traceback: trace })),
    ),
  },
  {
    name: 'not-found-with-the-exception',
    about: 'A 404 names a database exception.',
    onReply: mutateNotFound((reply) =>
      changeJson(reply, () => ({ detail: 'psycopg2.errors.UndefinedTable: relation "job" does not exist' })),
    ),
  },
  {
    name: 'crashes-on-long-ids',
    about: 'An id of more than a hundred characters returns 500.',
    onReply: (reply, _, { target }) =>
      /status\/.*[\da-f]{100}/.test(target) ? replaceAnswer(reply, 500, serverError, 'text/html') : reply,
  },
  {
    name: 'crashes-on-nul',
    about: 'An id with a NUL character returns 500.',
    onReply: (reply, _, { target }) =>
      target.includes('%00') ? replaceAnswer(reply, 500, serverError, 'text/html') : reply,
  },
  {
    name: 'finds-invalid-ids',
    about: 'An id with a quote returns an empty object.',
    onReply: (reply, _, { target }) =>
      /'|%27|%3B/.test(target) && reply.status === 404 ? replaceAnswer(reply, 200, {}) : reply,
  },
  {
    name: 'odd-ids-lead-to-the-list',
    about: 'An id that is not a UUID redirects to the list.',
    onReply: (reply, { resource }, { target }) =>
      reply.status === 404 && resource === undefined && target.includes('/status/')
        ? replaceHeader({ ...reply, status: 302 }, 'Location', target.replace(/status\/.*/, 'status/'))
        : reply,
  },
  {
    name: 'crashes-on-emoji',
    about: 'An id with a character beyond 16 bits returns 500.',
    onReply: (reply, _, { target }) =>
      /%F0%9F/i.test(target) ? replaceAnswer(reply, 500, serverError, 'text/html') : reply,
  },
  {
    name: 'crashes-on-options',
    about: 'HEAD and OPTIONS are not handled: OPTIONS returns a 500 in plain text.',
    onReply: (reply, _, { method }) =>
      method === 'OPTIONS' && reply.status === 200
        ? replaceAnswer(replaceHeader(reply, 'Allow', undefined), 500, 'Internal error', 'text/plain')
        : reply,
  },
  {
    name: 'crashes-with-a-trace',
    about: 'An unknown query parameter returns a 500 that shows source code.',
    onReply: (reply, _, { target }) =>
      reply.status === 200 && target.includes('unknown=')
        ? replaceAnswer(reply, 500, trace, 'text/plain')
        : reply,
  },
] as const satisfies readonly Mutant[];

const serverError =
  '\n<!doctype html>\n<html lang="en">\n<head>\n  <title>Server Error (500)</title>\n</head>\n<body>\n  <h1>Server Error (500)</h1><p></p>\n</body>\n</html>\n';
