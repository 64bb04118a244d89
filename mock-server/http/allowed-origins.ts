/** CORS for the control API: only the origins of `--allow-origin` may read its responses. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Guard } from '../access/guard.ts';
import { toCredentials } from './admission.ts';

/** In seconds; not long, since browsers keep it when the mock is started again with other flags. */
const maxAge = '600';

/**
 * Lets the page of an allowed origin read the response, without the login of its browser.
 * @returns whether the request was a preflight, which has its response now
 */
export function welcomeOrigin(guard: Guard, request: IncomingMessage, response: ServerResponse): boolean {
  const origin = guard.findAllowedOrigin(toCredentials(request));
  if (origin === undefined) return false;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Vary', 'Origin');
  response.setHeader('Access-Control-Expose-Headers', 'Missing-Processes, Retry-After');
  const { method, headers } = request;
  if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return false;
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'DELETE, GET, POST',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, Last-Event-ID',
    'Access-Control-Max-Age': maxAge,
    ...(headers['access-control-request-private-network'] === 'true'
      ? { 'Access-Control-Allow-Private-Network': 'true' }
      : {}),
  });
  response.end();
  return true;
}
