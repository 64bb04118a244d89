/** Mutants about HTTP itself: types, lengths, stores, redirects, HEAD, and what errors tell. */
import type { AnsweredRequest } from '../wire/answer.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import { replaceBody } from '../wire/render.ts';
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

/** Mutants to every answer about jobs that is good. */
const mutateJobs =
  (mutant: (reply: WireReply, request: WireRequest) => WireReply): OnReply =>
  (reply, answer, request) =>
    reply.status === 200 &&
    ['GET', 'HEAD'].includes(request.method) &&
    isAbout(answer, getStatus, 'listStatuses')
      ? mutant(reply, request)
      : reply;

const mutateHead =
  (mutant: (reply: WireReply) => WireReply): OnReply =>
  (reply, _, { method }) =>
    method === 'HEAD' && reply.status === 200 ? mutant(reply) : reply;

const mutateNotFound = (
  mutant: (reply: WireReply, answer: AnsweredRequest, request: WireRequest) => WireReply,
): OnReply =>
  mutateAnswer(getStatus, 404, (reply, answer, request) =>
    answer.entered === undefined ? reply : mutant(reply, answer, request),
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
    name: 'redirects-for-now',
    about: 'The redirect to the last slash is a temporary one.',
    onReply: mutateRedirect((reply) => ({ ...reply, status: 302 })),
  },
  {
    name: 'redirect-loses-the-query',
    about: 'The redirect to the last slash leaves the query away.',
    onReply: mutateRedirect((reply, location) =>
      replaceHeader(reply, 'Location', location.replace(/\?.*$/, '')),
    ),
  },
  {
    name: 'redirects-to-the-list',
    about: 'The redirect to the last slash leads to the front of the API.',
    onReply: mutateRedirect((reply, location) =>
      replaceHeader(reply, 'Location', location.replace(/^[^?]*/, '/api/v1/')),
    ),
  },
  {
    name: 'head-as-html',
    about: 'HEAD says that the answer is a web page.',
    onReply: mutateHead((reply) => replaceHeader(reply, 'Content-Type', 'text/html')),
  },
  {
    name: 'head-of-no-length',
    about: 'HEAD says that the answer is empty.',
    onReply: mutateHead((reply) => replaceHeader(reply, 'Content-Length', '0')),
  },
  {
    name: 'head-not-found',
    about: 'HEAD finds nothing.',
    onReply: mutateHead((reply) => ({ ...reply, status: 404 })),
  },
  {
    name: 'in-latin-1',
    about: 'JSON calls itself Latin-1.',
    onReply: (reply) =>
      reply.headers.some(([, value]) => value === 'application/json')
        ? replaceHeader(reply, 'Content-Type', 'application/json; charset=iso-8859-1')
        : reply,
  },
  {
    name: 'broken-letters',
    about: 'A letter of the list is no UTF-8, and arrives as the sign for that.',
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
    name: 'served-from-a-store',
    about: 'A proxy answers with what it has kept for two minutes.',
    onReply: mutateJobs((reply) => replaceHeader(replaceHeader(reply, 'Age', '120'), 'X-Cache', 'HIT')),
  },
  {
    name: 'good-for-five-minutes',
    about: 'An answer may be kept for five minutes.',
    onReply: mutateJobs((reply) => replaceHeader(reply, 'Cache-Control', 'max-age=300')),
  },
  {
    name: 'expires-tomorrow',
    about: 'An answer is good until tomorrow.',
    onReply: mutateJobs((reply) => replaceHeader(reply, 'Expires', 'Wed, 01 Jan 2098 00:00:00 GMT')),
  },
  {
    name: 'shared-for-a-minute',
    about: 'A shared cache may keep the answers, and no other.',
    onReply: (reply) => (reply.status === 200 ? replaceHeader(reply, 'Cache-Control', 's-maxage=60') : reply),
  },
  {
    name: 'results-cached-for-all',
    about: 'A shared cache may keep the results.',
    onReply: (reply, answer) =>
      reply.status === 200 && isAbout(answer, 'getResults')
        ? replaceHeader(reply, 'Cache-Control', 'public, max-age=3600')
        : reply,
  },
  {
    name: 'offers-put',
    about: 'Every answer about a job says that it may be put.',
    onReply: (reply, answer) =>
      isAbout(answer, getStatus) && reply.headers.some(([name]) => name === 'Allow')
        ? replaceHeader(reply, 'Allow', 'GET, PUT, PATCH, HEAD, OPTIONS')
        : reply,
  },
  {
    name: 'filters-by-status',
    about: 'The list obeys a filter that nobody has documented.',
    onReply: (reply, answer, { target }) =>
      reply.status === 200 && isAbout(answer, 'listStatuses') && target.includes('status=failed')
        ? changeJson(reply, () => [])
        : reply,
  },
  {
    name: 'turns-pages-that-it-has-not',
    about: 'A list in one piece has no second page, and answers with 404.',
    onReply: (reply, answer, { target }) =>
      reply.status === 200 && isAbout(answer, 'listStatuses') && target.includes('page=2')
        ? replaceAnswer(reply, 404, { detail: 'Invalid page.' })
        : reply,
  },
  {
    name: 'not-found-with-the-id',
    about: 'A 404 repeats the id and says that there is no such row.',
    onReply: mutateNotFound((reply) =>
      changeJson(reply, (body) => ({ ...(body as object), table: 'enrichment_job' })),
    ),
  },
  {
    name: 'not-found-with-a-trace',
    about: 'A 404 shows where in the code it was raised.',
    onReply: mutateNotFound((reply) =>
      changeJson(reply, (body) => ({ ...(body as object), traceback: trace })),
    ),
  },
  {
    name: 'refusal-names-the-exception',
    about: 'A 404 names the exception of the database.',
    onReply: mutateNotFound((reply) =>
      changeJson(reply, () => ({ detail: 'psycopg2.errors.UndefinedTable: relation "job" does not exist' })),
    ),
  },
  {
    name: 'crashes-on-long-ids',
    about: 'An id of more than a hundred letters is a server error.',
    onReply: (reply, _, { target }) =>
      /status\/[\da-f]{100}/.test(target) ? replaceAnswer(reply, 500, serverError, 'text/html') : reply,
  },
  {
    name: 'crashes-on-nul',
    about: 'An id with the character NUL is a server error.',
    onReply: (reply, _, { target }) =>
      target.includes('%00') ? replaceAnswer(reply, 500, serverError, 'text/html') : reply,
  },
  {
    name: 'finds-what-is-no-id',
    about: 'An id with a quote in it is answered with an empty object.',
    onReply: (reply, _, { target }) =>
      /'|%27|%3B/.test(target) && reply.status === 404 ? replaceAnswer(reply, 200, {}) : reply,
  },
  {
    name: 'odd-ids-are-bad-requests',
    about: 'An id that is no UUID is answered with 400.',
    onReply: (reply, { resource }) =>
      reply.status === 404 && resource === undefined ? { ...reply, status: 400 } : reply,
  },
  {
    name: 'crashes-in-words-of-its-own',
    about: 'HEAD and OPTIONS are not thought of: OPTIONS is a server error in plain text.',
    onReply: (reply, _, { method }) =>
      method === 'OPTIONS' && reply.status === 200
        ? replaceAnswer(replaceHeader(reply, 'Allow', undefined), 500, 'Internal error', 'text/plain')
        : reply,
  },
  {
    name: 'crashes-with-a-trace',
    about: 'An unknown query parameter is a server error that shows the code.',
    onReply: (reply, _, { target }) =>
      reply.status === 200 && target.includes('unknown=')
        ? replaceAnswer(reply, 500, trace, 'text/plain')
        : reply,
  },
] as const satisfies readonly Mutant[];

const serverError =
  '\n<!doctype html>\n<html lang="en">\n<head>\n  <title>Server Error (500)</title>\n</head>\n<body>\n  <h1>Server Error (500)</h1><p></p>\n</body>\n</html>\n';
