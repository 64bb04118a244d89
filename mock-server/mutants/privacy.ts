/** Mutants about who may know what: tokens in other places, challenges, and signs of another user's jobs. */
import { getJobs } from '../simulation/world.ts';
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

/** Mutants to what is not found since it is another user's. */
const mutateForeign =
  (operationId: string, mutant: (reply: WireReply) => WireReply): OnReply =>
  (reply, answer, { target, body }) =>
    reply.status === 404 &&
    isAbout(answer, operationId) &&
    findForeignJob(answer, `${target} ${body}`) !== undefined
      ? mutant(reply)
      : reply;

const addToken = (request: WireRequest, token: string | undefined): WireRequest =>
  token === undefined || request.headers['authorization'] !== undefined
    ? request
    : { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };

const mutateRefusal =
  (operationId: string, mutant: (reply: WireReply) => WireReply): OnReply =>
  (reply, answer) =>
    reply.status === 401 && isAbout(answer, operationId) ? mutant(reply) : reply;

export const privacyMutants = [
  {
    name: 'takes-a-cookie',
    about: 'A token in a cookie counts.',
    onRequest: (request) => addToken(request, /token=([^;]+)/.exec(request.headers['cookie'] ?? '')?.[1]),
  },
  {
    name: 'takes-an-api-key',
    about: 'A token in the header X-API-Key counts.',
    onRequest: (request) => addToken(request, request.headers['x-api-key']),
  },
  {
    name: 'takes-a-token-in-the-query',
    about: 'A token in the address counts.',
    onRequest: (request) => addToken(request, /access_token=([^&]+)/.exec(request.target)?.[1]),
  },
  {
    name: 'another-realm-for-jobs',
    about: 'The single status asks for a token in another realm than the list.',
    onReply: mutateRefusal('getStatus', (reply) =>
      replaceHeader(reply, 'WWW-Authenticate', 'Bearer realm="jobs"'),
    ),
  },
  {
    name: 'basic-challenge',
    about: 'A 401 asks for a name and a password.',
    onReply: (reply) =>
      reply.status === 401 ? replaceHeader(reply, 'WWW-Authenticate', 'Basic realm="api"') : reply,
  },
  {
    name: 'results-refused-otherwise',
    about: 'The results refuse a token with a body of their own.',
    onReply: mutateRefusal('getResults', (reply) => changeJson(reply, () => ({ error: 'Unauthorized' }))),
  },
  {
    name: 'results-for-everybody',
    about: 'Results are shown to whoever has no token.',
    onReply: (reply, answer, { headers }) =>
      reply.status === 401 && isAbout(answer, 'getResults') && headers['authorization'] === undefined
        ? replaceAnswer(reply, 200, { data: [] })
        : reply,
  },
  {
    name: 'empty-list-for-strangers',
    about: 'Whoever has a wrong token gets an empty list.',
    onReply: (reply, answer, { headers }) =>
      reply.status === 401 &&
      isAbout(answer, 'listStatuses') &&
      /^bearer \S/i.test(headers['authorization'] ?? '')
        ? replaceAnswer(reply, 200, [])
        : reply,
  },
  {
    name: 'takes-token-as-token',
    about: 'The scheme of the other endpoints counts for a single status.',
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
    name: 'refuses-the-list-again',
    about: 'The single status is forbidden to the valid token.',
    onReply: mutateAnswer('getStatus', 200, (reply) => replaceAnswer(reply, 403, { detail: 'Forbidden.' })),
  },
  {
    name: 'expired-is-forbidden',
    about: 'A token that has expired is answered with 403.',
    onReply: (reply, _, { headers }) =>
      reply.status === 401 && headers['authorization'] === 'Bearer expired-token'
        ? { ...reply, status: 403 }
        : reply,
  },
  {
    name: 'marks-jobs-of-others',
    about: "The 404 for another user's job has an ETag.",
    onReply: mutateForeign('getStatus', (reply) => replaceHeader(reply, 'ETag', '"5f"')),
  },
  {
    name: 'remembers-jobs-of-others',
    about: "The 404 for another user's job tells when it was last changed.",
    onReply: mutateForeign('getStatus', (reply) =>
      replaceHeader(reply, 'Last-Modified', 'Wed, 06 May 2026 14:00:00 GMT'),
    ),
  },
  {
    name: 'results-of-others-forbidden',
    about: "Another user's results are forbidden.",
    onReply: mutateForeign('getResults', (reply) => ({ ...reply, status: 403 })),
  },
  {
    name: 'orders-for-others-forbidden',
    about: "An order for another user's job is forbidden.",
    onReply: mutateForeign('controlEnrichment', (reply) => ({ ...reply, status: 403 })),
  },
  {
    name: 'orders-for-others-in-other-words',
    about: "An order for another user's job is not found in words of its own.",
    onReply: mutateForeign('controlEnrichment', (reply) =>
      changeJson(reply, () => ({ detail: 'Not your job.' })),
    ),
  },
  {
    name: 'lists-everybody',
    about: 'The list holds all jobs of another user too, in the order of all.',
    onReply: mutateList((jobs, { entered }) => {
      const all = entered === undefined ? [] : getJobs(entered.world);
      const others = all.filter(({ owner }) => owner !== entered?.user.name);
      const oldest = jobs.at(-1);
      return oldest === undefined ? jobs : [...jobs, ...others.map(({ id }) => ({ ...oldest, job_id: id }))];
    }),
  },
] as const satisfies readonly Mutant[];
