/** A mock on a free port, for tests of faults: adding faults, and sending requests like a client. */
import type { MockStartOptions } from '../start/start.ts';
import { base } from './answers.ts';
import {
  type Connection,
  openConnection,
  sendRequest,
  type HttpReply,
  type HttpRequest,
} from './http-client.ts';
import { type MockOnPort, runningMock } from './running-mock.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface FaultyMock extends MockOnPort {
  /** Adds a fault with the control API, and returns the response. */
  readonly post: (fault: unknown, world?: string) => Promise<HttpReply>;
  /** Adds a valid fault. @returns its id */
  readonly addFault: (fault: object, world?: string) => Promise<string>;
  readonly listFaults: (world?: string) => Promise<readonly Fields[]>;
  /** Sends a request, by default with alice's token. */
  readonly ask: (path: string, token?: string, request?: HttpRequest) => Promise<HttpReply>;
  readonly submit: (token: string) => Promise<HttpReply>;
  readonly jobsOf: (token: string) => Promise<readonly Fields[]>;
  /** Asks as alice over a bare connection that stays open. */
  readonly raw: (path: string) => Connection;
}

export async function faultyMock(options: Partial<MockStartOptions> = {}): Promise<FaultyMock> {
  const mock = await runningMock(options);
  const toFaultsUrl = (world = 'default') => `${mock.url}/__mock__/api/worlds/${world}/faults`;
  const post = (fault: unknown, world?: string) =>
    sendRequest(toFaultsUrl(world), {
      method: 'POST',
      body: typeof fault === 'string' ? fault : JSON.stringify(fault),
    });
  const ask = (path: string, token = 'alice-token', { headers = {}, ...request }: HttpRequest = {}) =>
    sendRequest(`${mock.url}${path}`, {
      ...request,
      headers: { Authorization: `Bearer ${token}`, ...headers },
    });
  return {
    ...mock,
    post,
    addFault: async (fault, world) => {
      const { status, body } = await post(fault, world);
      if (status !== 201) throw new Error(`The fault was not taken: ${body}`);
      return (JSON.parse(body) as { readonly id: string }).id;
    },
    listFaults: async (world) =>
      JSON.parse((await sendRequest(toFaultsUrl(world))).body) as readonly Fields[],
    ask,
    submit: (token) =>
      ask(`${base}/submit/`, token, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"records":[{"first_name":"Ada"}]}',
      }),
    jobsOf: async (token) => JSON.parse((await ask(`${base}/status/`, token)).body) as readonly Fields[],
    raw: (path) => {
      const wire = openConnection(mock.url);
      wire.send(`GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer alice-token\r\n\r\n`);
      return wire;
    },
  };
}

/** The response in one line, as in the tables of the tests. */
export const formatReply = ({ status, body }: HttpReply): string => `${status} ${body}`;
