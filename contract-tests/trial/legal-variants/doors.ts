/** Legal behaviour of servers towards requests that they reject. */
import { changeResponse, createResponse, replaceJson } from '../change-response.ts';
import type { LegalVariant, VariantResponse } from '../variant-server.ts';

const isOddId = (target: string) =>
  /\/status\/[^/?]+/.test(target) &&
  !/\/status\/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(\/|\?|$)/.test(target);

const preflight = {
  status: 204,
  headers: [
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE, OPTIONS'],
    ['Access-Control-Allow-Headers', 'authorization'],
  ],
  body: Buffer.alloc(0),
} as const;

function createJson(status: number, body: unknown, ...headers: VariantResponse['headers']): VariantResponse {
  return {
    status,
    headers: [['Content-Type', 'application/json'], ...headers],
    body: Buffer.from(JSON.stringify(body)),
  };
}

export const doorVariants: Readonly<Record<string, LegalVariant>> = {
  'answers OPTIONS in its gateway, with or without a token': {
    instead: ({ method }) => (method === 'OPTIONS' ? preflight : undefined),
  },
  'returns 400 for a malformed id': {
    change: (answer, { target }) =>
      answer.status === 404 && isOddId(target) ? { ...answer, status: 400 } : answer,
  },
  'returns 400 with a field error for a malformed id': {
    change: (answer, { target }) =>
      answer.status === 404 && isOddId(target)
        ? createJson(400, { job_id: ['Must be a valid UUID.'] })
        : answer,
  },
  'says in its errors that the request failed': changeResponse((answer) =>
    answer.status < 400
      ? answer
      : replaceJson(answer, (value) => ({ ...(value as object), status: 'failed' })),
  ),
  'rejects every request without a token in its gateway': {
    instead: ({ headers }) =>
      headers.authorization === undefined
        ? createJson(401, { message: 'Invalid or expired token' }, ['WWW-Authenticate', 'Bearer'])
        : undefined,
  },
  'says 403 to odd URLs in its firewall': {
    instead: ({ target }) =>
      /%27|%22|%3C|%24%7B|%7B|format=csv/i.test(target)
        ? createResponse(403, '<h1>Forbidden</h1>')
        : undefined,
  },
};
