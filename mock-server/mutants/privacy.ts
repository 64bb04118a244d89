/** Mutants of privacy: tokens in other places, challenges, and traces of another user's jobs. */
import { getJobs } from '../domain/world.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import {
  replaceAnswer,
  type Mutant,
  mutateAnswer,
  replaceHeader,
  changeJson,
  type OnReply,
  isAbout,
  findForeignJob,
  mutateList,
} from './mutant.ts';

/** Mutants of 404 responses for jobs of another user. */
const mutateForeign =
  (operationId: string, mutant: (reply: WireReply) => WireReply): OnReply =>
  (reply, context, { target, body }) =>
    reply.status === 404 &&
    isAbout(context, operationId) &&
    findForeignJob(context, `${target} ${body}`) !== undefined
      ? mutant(reply)
      : reply;

const addToken = (request: WireRequest, token: string | undefined): WireRequest =>
  token === undefined || request.headers['authorization'] !== undefined
    ? request
    : { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };

const mutateRefusal =
  (operationId: string, mutant: (reply: WireReply) => WireReply): OnReply =>
  (reply, context) =>
    reply.status === 401 && isAbout(context, operationId) ? mutant(reply) : reply;

export const privacyMutants = [
  {
    name: 'accepts-a-cookie',
    about: 'A token in a cookie is accepted.',
    onRequest: (request) => addToken(request, /token=([^;]+)/.exec(request.headers['cookie'] ?? '')?.[1]),
  },
  {
    name: 'accepts-an-api-key',
    about: 'A token in the X-API-Key header is accepted.',
    onRequest: (request) => addToken(request, request.headers['x-api-key']),
  },
  {
    name: 'accepts-a-token-in-the-query',
    about: 'A token in the URL is accepted.',
    onRequest: (request) => addToken(request, /access_token=([^&]+)/.exec(request.target)?.[1]),
  },
  {
    name: 'another-realm-for-jobs',
    about: 'The realm in the challenge of the single status differs from that of the list.',
    onReply: mutateRefusal('getStatus', (reply) =>
      replaceHeader(reply, 'WWW-Authenticate', 'Bearer realm="jobs"'),
    ),
  },
  {
    name: 'basic-challenge',
    about: 'A 401 challenges for Basic authentication.',
    onReply: (reply) =>
      reply.status === 401 ? replaceHeader(reply, 'WWW-Authenticate', 'Basic realm="api"') : reply,
  },
  {
    name: 'results-401-differs',
    about: 'The results endpoint has a different 401 body.',
    onReply: mutateRefusal('getResults', (reply) => changeJson(reply, () => ({ error: 'Unauthorized' }))),
  },
  {
    name: 'results-without-token',
    about: 'Results are visible without a token.',
    onReply: (reply, context, { headers }) =>
      reply.status === 401 && isAbout(context, 'getResults') && headers['authorization'] === undefined
        ? replaceAnswer(reply, 200, { data: [] })
        : reply,
  },
  {
    name: 'empty-list-for-strangers',
    about: 'A request with a wrong token returns an empty list.',
    onReply: (reply, context, { headers }) =>
      reply.status === 401 &&
      isAbout(context, 'listStatuses') &&
      /^bearer \S/i.test(headers['authorization'] ?? '')
        ? replaceAnswer(reply, 200, [])
        : reply,
  },
  {
    name: 'accepts-token-scheme',
    about: 'The single status accepts the scheme of the other endpoints.',
    onRequest: (request) =>
      /status\/\w/.test(request.target) && request.headers['authorization']?.startsWith('Token ') === true
        ? {
            ...request,
            headers: {
              ...request.headers,
              authorization: request.headers['authorization'].replace('Token', 'Bearer'),
            },
          }
        : request,
  },
  {
    name: 'forbids-a-single-status',
    about: 'The single status returns 403 for a valid token.',
    onReply: mutateAnswer('getStatus', 200, (reply) => replaceAnswer(reply, 403, { detail: 'Forbidden.' })),
  },
  {
    name: 'expired-is-forbidden',
    about: 'An expired token returns 403.',
    onReply: (reply, _, { headers }) =>
      reply.status === 401 && headers['authorization'] === 'Bearer expired-token'
        ? { ...reply, status: 403 }
        : reply,
  },
  {
    name: 'foreign-jobs-have-etags',
    about: "The 404 for another user's job has an ETag.",
    onReply: mutateForeign('getStatus', (reply) => replaceHeader(reply, 'ETag', '"5f"')),
  },
  {
    name: 'foreign-jobs-have-dates',
    about: "The 404 for another user's job has a Last-Modified header.",
    onReply: mutateForeign('getStatus', (reply) =>
      replaceHeader(reply, 'Last-Modified', 'Wed, 06 May 2026 14:00:00 GMT'),
    ),
  },
  {
    name: 'results-of-others-forbidden',
    about: "Another user's results return 403.",
    onReply: mutateForeign('getResults', (reply) => ({ ...reply, status: 403 })),
  },
  {
    name: 'foreign-control-forbidden',
    about: "An action on another user's job returns 403.",
    onReply: mutateForeign('controlEnrichment', (reply) => ({ ...reply, status: 403 })),
  },
  {
    name: 'foreign-control-message-differs',
    about: "The 404 for an action on another user's job has a different message.",
    onReply: mutateForeign('controlEnrichment', (reply) =>
      changeJson(reply, () => ({ detail: 'Not your job.' })),
    ),
  },
  {
    name: 'lists-all-users',
    about: 'The list contains the jobs of all users, sorted together.',
    onReply: mutateList((jobs, { caller }) => {
      const all = caller === undefined ? [] : getJobs(caller.world);
      const others = all.filter(({ owner }) => owner !== caller?.user.name);
      const oldest = jobs.at(-1);
      return oldest === undefined ? jobs : [...jobs, ...others.map(({ id }) => ({ ...oldest, job_id: id }))];
    }),
  },
] as const satisfies readonly Mutant[];
