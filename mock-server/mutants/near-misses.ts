/** Mutants that accept tokens and ids that are nearly right, or refuse those that are. */
import type { Fixture } from '../domain/fixture.ts';
import { getJobs } from '../domain/world.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import { getToken, replaceToken } from './authentication.ts';
import { isAbout, type Mutant, mutateAnswer, type OnReply, replaceAnswer } from './mutant.ts';

/** Accepts a token under Bearer that resembles a valid one. */
const acceptTokens =
  (isLike: (given: string, valid: string) => boolean) =>
  (request: WireRequest, { users }: Fixture): WireRequest => {
    if (!/^bearer \S/i.test(request.headers['authorization'] ?? '')) return request;
    const given = getToken(request);
    const isKnown = users.some(({ token }) => token === given);
    const user = isKnown ? undefined : users.find(({ token }) => isLike(given, token));
    return user === undefined ? request : replaceToken(request, user.token);
  };

/** Accepts a token that this pattern finds in the Authorization header. */
const acceptHeader =
  (pattern: RegExp, decode: (text: string) => string = (text) => text) =>
  (request: WireRequest): WireRequest => {
    const found = pattern.exec(request.headers['authorization'] ?? '')?.[1];
    return found === undefined ? request : replaceToken(request, decode(found));
  };

function decodeUser(text: string): string {
  return text.length % 4 === 0 ? atob(text).replace(/:.*/, '') : text;
}

const time = '2026-05-06T14:23:11Z';
const toView = (id: string) => ({ job_id: id, status: 'completed', submitted_at: time, updated_at: time });

/** Returns a job of the caller for an unknown id that resembles its id. */
const findJobs = (isLike: (id: string, known: string) => boolean): OnReply =>
  mutateAnswer('getStatus', 404, (reply, { caller, job = '' }) => {
    const jobs = caller === undefined ? [] : getJobs(caller.world);
    const found = jobs.find(({ id, owner }) => owner === caller?.user.name && isLike(job, id));
    return found === undefined ? reply : replaceAnswer(reply, 200, toView(found.id));
  });

const refuse = (reply: WireReply) => replaceAnswer(reply, 401, { message: 'Invalid or expired token' });
const nil = '00000000-0000-0000-0000-000000000000';

export const nearMissMutants = [
  {
    name: 'token-by-its-beginning',
    about: 'Only the first eight characters of a token count.',
    onRequest: acceptTokens((given, valid) => given.slice(0, 8) === valid.slice(0, 8)),
  },
  {
    name: 'token-in-any-case',
    about: 'Tokens are compared without regard to case.',
    onRequest: acceptTokens((given, valid) => given.toLowerCase() === valid.toLowerCase()),
  },
  {
    name: 'token-by-its-length',
    about: 'A token is accepted if it is as long as a valid one.',
    onRequest: acceptTokens((given, valid) => given.length === valid.length),
  },
  {
    name: 'token-with-more',
    about: 'What follows a valid token is ignored.',
    onRequest: acceptTokens((given, valid) => given.startsWith(valid) && !given.includes('~')),
  },
  {
    name: 'accepts-basic',
    about: 'A token is accepted under the scheme Basic.',
    onRequest: acceptHeader(/^Basic (\S+)$/),
  },
  {
    name: 'accepts-a-token-as-user-name',
    about: 'A token is accepted as the user name of Basic authentication.',
    onRequest: acceptHeader(/^Basic ([\w+/]+=*)$/, decodeUser),
  },
  {
    name: 'accepts-a-bare-token',
    about: 'A token is accepted without a scheme.',
    onRequest: acceptHeader(/^(\S+)$/),
  },
  {
    name: 'accepts-a-bare-token-for-jobs',
    about: 'The single status accepts a token without a scheme.',
    onRequest: (request) =>
      /\/status\/[\da-f]/.test(request.target) ? acceptHeader(/^(\S+)$/)(request) : request,
  },
  {
    name: 'ids-by-their-beginning',
    about: 'An id is found by its first eight digits.',
    onReply: findJobs((id, known) => id.slice(0, 8) === known.slice(0, 8)),
  },
  {
    name: 'ids-without-the-last-digit',
    about: 'The last digit of an id does not count.',
    onReply: findJobs((id, known) => id.slice(0, -1) === known.slice(0, -1)),
  },
  {
    name: 'nil-is-the-newest',
    about: 'The nil UUID finds the newest job.',
    onReply: findJobs((id) => id === nil),
  },
  {
    name: 'nil-is-null',
    about: 'The nil UUID returns null.',
    onReply: mutateAnswer('getStatus', 404, (reply, { job }) =>
      job === nil ? replaceAnswer(reply, 200, null) : reply,
    ),
  },
  {
    name: 'refuses-the-token-for-head',
    about: 'HEAD refuses a token that GET accepts.',
    onReply: (reply, _, { method }) => (method === 'HEAD' && reply.status === 200 ? refuse(reply) : reply),
  },
  {
    name: 'refuses-the-token-for-results',
    about: 'The results as CSV refuse a token that the page of results accepts.',
    onReply: (reply, context, { target }) =>
      isAbout(context, 'getResults') && reply.status === 200 && target.includes('report_type=csv')
        ? refuse(reply)
        : reply,
  },
  {
    name: 'refuses-the-list-to-the-other-user',
    about: 'The list refuses the token of one user, whom the single status knows.',
    onReply: mutateAnswer('listStatuses', 200, (reply, { caller }) =>
      caller?.user.name === 'bob' ? refuse(reply) : reply,
    ),
  },
] as const satisfies readonly Mutant[];
