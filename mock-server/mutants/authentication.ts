/** Mutants of authentication. */
import type { Fixture } from '../domain/fixture.ts';
import type { WireRequest } from '../django/message.ts';
import { replaceAnswer, type Mutant, replaceHeader, changeJson, isAbout } from './mutant.ts';

export const authenticationMutants = [
  {
    name: 'accepts-no-token',
    about: 'A request without a token is treated as coming from the first user.',
    onRequest: (request, fixture) =>
      request.headers['authorization'] === undefined
        ? replaceToken(request, getValidToken(fixture))
        : request,
  },
  {
    name: 'forbids-without-token',
    about: 'A request without a token returns 403, as DRF does when no authentication scheme is configured.',
    onReply: (reply, _, request) =>
      reply.status === 401 && !/^\S+ +\S/.test(request.headers['authorization'] ?? '')
        ? replaceAnswer(reply, 403, { detail: 'Authentication credentials were not provided.' })
        : reply,
  },
  {
    name: 'accepts-any-token',
    about: 'Every token is accepted as the token of the first user.',
    onRequest: (request, fixture) =>
      /^bearer \S/i.test(request.headers['authorization'] ?? '')
        ? replaceToken(request, getValidToken(fixture))
        : request,
  },
  {
    name: 'accepts-a-cut-token',
    about: 'The end of a valid token is accepted as a token.',
    onRequest: (request, { users }) => {
      const given = /^bearer /i.test(request.headers['authorization'] ?? '') ? getToken(request) : '';
      const whole = users.find(({ token }) => given.length > 3 && token.endsWith(given));
      return whole === undefined ? request : replaceToken(request, whole.token);
    },
  },
  {
    name: 'invalid-token-400',
    about: 'An invalid token returns 400.',
    onReply: (reply, _, request) =>
      reply.status === 401 && /^bearer \S/i.test(request.headers['authorization'] ?? '')
        ? { ...reply, status: 400 }
        : reply,
  },
  {
    name: 'accepts-expired-tokens',
    about: 'An expired token is still accepted.',
    onRequest: (request, fixture) =>
      fixture.users.some(({ token, expired }) => expired && token === getToken(request))
        ? replaceToken(request, getValidToken(fixture))
        : request,
  },
  {
    name: 'accepts-any-scheme',
    about: 'A token is accepted with any scheme, including Token and Basic.',
    onRequest: (request) => (getToken(request) === '' ? request : replaceToken(request, getToken(request))),
  },
  {
    name: 'refuses-valid-token',
    about: 'The single status rejects a valid token that the list accepts.',
    onReply: (reply, context, request) =>
      reply.status === 200 &&
      request.method === 'GET' &&
      !request.target.includes('?') &&
      isAbout(context, 'getStatus')
        ? replaceAnswer(reply, 401, { message: 'Invalid or expired token' })
        : reply,
  },
  {
    name: 'body-401-as-drf',
    about: "A 401 has the body of the platform's other endpoints.",
    onReply: (reply) =>
      reply.status === 401 ? replaceAnswer(reply, 401, { detail: 'Invalid token.' }) : reply,
  },
  {
    name: 'body-401-in-text',
    about: 'A 401 is plain text.',
    onReply: (reply) =>
      reply.status === 401 ? replaceAnswer(reply, 401, 'Unauthorized', 'text/plain') : reply,
  },
  {
    name: 'distinguishes-expired-tokens',
    about: 'An expired token returns a different message.',
    onReply: (reply, { caller }, request) =>
      reply.status === 401 && caller === undefined && getToken(request).startsWith('expired')
        ? changeJson(reply, () => ({ message: 'Token has expired' }))
        : reply,
  },
  {
    name: 'no-challenge',
    about: 'A 401 lacks the WWW-Authenticate header.',
    onReply: (reply) => replaceHeader(reply, 'WWW-Authenticate', undefined),
  },
  {
    name: 'requires-capital-bearer',
    about: 'The scheme is only accepted with a capital letter.',
    onRequest: (request) =>
      request.headers['authorization']?.startsWith('bearer ') === true
        ? replaceToken(request, 'none')
        : request,
  },
  {
    name: 'echoes-the-token',
    about: 'A 200 repeats the Authorization header.',
    onReply: (reply, _, request) =>
      reply.status === 200
        ? replaceHeader(reply, 'X-Debug-Authorization', request.headers['authorization'] ?? '')
        : reply,
  },
] as const satisfies readonly Mutant[];

/** The token of the first user who may enter. */
export function getValidToken({ users }: Fixture): string {
  return users.find(({ expired, active }) => !expired && active)?.token ?? '';
}

/** What follows the scheme, whatever that is. */
export function getToken({ headers }: WireRequest): string {
  return /^\S+\s+(\S+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '';
}

/** The request with this token. */
export function replaceToken(request: WireRequest, token: string): WireRequest {
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}
