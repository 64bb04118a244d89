/** Sends requests to mocks in other processes, and compares their responses with those of an engine. */
import { Agent, request as open } from 'node:http';

import type { Reply } from '../../history.ts';
import type { Request } from '../../requests.ts';
import { flatten, removeHint } from '../same-reply.ts';

export interface HttpClient {
  /** @returns undefined if there was no complete response */
  readonly send: (url: string, request: Request) => Promise<Reply | undefined>;
  readonly close: () => void;
}

/** So long a client waits; longer than a mock waits for its store. */
const patience = 20_000;

export function createHttpClient(): HttpClient {
  const agent = new Agent({ keepAlive: true });
  return {
    close: () => agent.destroy(),
    send: async (url, { method, target, token, body }) =>
      new Promise((resolve) => {
        const fail = (): void => resolve(undefined);
        const headers = {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        };
        const sent = open(`${url}${target}`, { method, headers, agent, timeout: patience }, (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (piece: string) => {
            text += piece;
          });
          response.once('error', fail);
          response.once('close', () => {
            if (!response.complete) return fail();
            const named = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
            const { statusCode: status = 0 } = response;
            return resolve({ status, headers: Object.fromEntries(named), body: text });
          });
        });
        sent.once('error', fail);
        sent.once('timeout', () => sent.destroy());
        sent.end(body);
      }),
  };
}

/** Whether a response over HTTP is that of an engine: all of its body, and all headers that the API itself sets. */
export function isSameOverHttp(got: Reply, replayed: Reply): boolean {
  if (got.status !== replayed.status) return false;
  if (Object.entries(replayed.headers).some(([name, value]) => got.headers[name] !== value)) return false;
  return normalize(got) === normalize(replayed);
}

/** The control API puts its sentences into a problem; in them and in the fix beside them, each process may know other worlds. */
function normalize({ body }: Reply): string {
  const { detail = body } = (/^\{\s*"title"/u.test(body) ? JSON.parse(body) : {}) as {
    readonly detail?: string;
  };
  return removeHint(flatten(detail));
}
