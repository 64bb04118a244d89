/** Carries a request to the mocked API to the engine, and its reply to the socket. */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Spec } from '../../openapi/spec.ts';
import type { Instant } from '../../time/time.ts';
import { addContentLength, collectBody, type WireReply, type WireRequest } from '../django/message.ts';
import type { Engine, Noted } from '../engine.ts';
import type { Context } from '../pipeline/context.ts';
import { createCorsHeaders } from '../pipeline/cors.ts';
import { isPromise } from '../portions/portions.ts';
import { createOutlet, deliver } from './deliver.ts';
import { type MockResponse, waitForTurn } from './messages.ts';
import { formatResponseHead } from './refused-request.ts';
import { addConnectionClose, endRefusal, type IncomingBodyReader, refuseBody } from './read-body.ts';

export interface ApiDeps {
  readonly engine: Pick<Engine, 'journal' | 'respond'>;
  readonly spec: Spec;
  /** Answers requests of other origins as the real server does, which lets no web page in. */
  readonly noCors: boolean;
  /** Told of errors that are the mock's own. */
  readonly onCrash: (error: unknown) => void;
  /** Aborts when the mock stops; no response is delayed after that. */
  readonly stopping: AbortSignal;
  /** Reads the bodies of requests. */
  readonly bodies: IncomingBodyReader;
}

/** The most that a request body may have, in bytes. */
const bodyLimit = 32 * 1024 * 1024;

export function createApiHandler(deps: ApiDeps) {
  const { bodies } = deps;
  const cors = deps.noCors ? undefined : createCorsHeaders(deps.spec);
  const formatDate = createDateFormatter();

  /** Without a Content-Length there is no body, as with gunicorn. */
  const handle = (request: IncomingMessage, response: MockResponse): Promise<void> | undefined => {
    const received = toWireRequest(request);
    if (received.headers['content-length'] !== undefined) return handleBody(received, request, response);
    const context = deps.engine.respond(received);
    return isPromise(context) ? context.then((late) => send(late, response)) : send(context, response);
  };

  const handleBody = async (
    head: WireRequest,
    request: IncomingMessage,
    response: MockResponse,
  ): Promise<void> => {
    const body = await bodies.read(request, bodyLimit);
    let context: Context;
    try {
      context = await deps.engine.respond(body === undefined ? { ...head, bodyLimit } : { ...head, body });
    } finally {
      bodies.letGo(request);
    }
    await send(context, response, body === undefined);
  };

  const send = (context: Context, response: MockResponse, isUnread = false): Promise<void> | undefined => {
    // The client may have disconnected already, and the event with it.
    if (response.destroyed) deps.engine.journal(context, true);
    else response.context = context;
    // The world's time, so that the client can compare the timestamps of jobs with it.
    const date = formatDate(context.now);
    const { response: reply, delivery } = context;
    if (reply.rewrite !== undefined) return sendRewritten(reply.rewrite, reply, date, response);
    if (delivery !== undefined || reply.stream !== undefined || isUnread)
      return sendSlowly(context, date, response, isUnread);
    response.writeHead(reply.status, flattenHeaders(reply, date));
    response.end(reply.body);
    return undefined;
  };

  const sendSlowly = async (
    { response: reply, delivery }: Context,
    date: string,
    response: MockResponse,
    isUnread: boolean,
  ): Promise<void> => {
    const { req: request } = response;
    const measured = await addContentLength(reply, () => nextTurn());
    const dated = { ...measured, headers: [['Date', date] as const, ...measured.headers] };
    if (delivery !== undefined) {
      await waitForTurn(response);
      const end = () => (isUnread ? endRefusal(request, response) : response.end());
      const outlet = createOutlet(response, isUnread ? addConnectionClose(dated) : dated, end);
      await deliver(outlet, dated, delivery, deps.stopping);
    } else if (isUnread) refuseBody(request, response, dated);
    else await sendPieces(response, dated);
  };

  const fail = (error: unknown, request: IncomingMessage, response: MockResponse): void => {
    // Ends waiting operations when the client disconnects.
    if (request.socket.destroyed) return;
    deps.onCrash(error);
    // A page of another origin needs these headers to read the status.
    if (request.headers.origin !== undefined)
      for (const [name, value] of cors ?? []) response.setHeader(name, value);
    response.writeHead(500).end();
  };

  return (request: IncomingMessage, response: MockResponse): void => {
    try {
      handle(request, response)?.catch((error: unknown) => fail(error, request, response));
    } catch (error) {
      fail(error, request, response);
    }
  };
}

/** Enters a response in the journal; called once, when it was sent or the client has disconnected. */
export function noteHandled(response: MockResponse, engine: ApiDeps['engine']): Noted | undefined {
  const { context, writableFinished } = response;
  if (context === undefined) return undefined;
  const { delivery, response: reply } = context;
  // A response interrupted by a fault does not count as aborted by the client.
  const isBrokenOff =
    delivery?.reset === true || delivery?.cutAt !== undefined || reply.rewrite !== undefined;
  return engine.journal(context, !writableFinished && !isBrokenOff);
}

/** The request, with an empty body. Each is one literal of one shape: a copy of an object costs more than all else here. */
export function toWireRequest(request: IncomingMessage): WireRequest {
  const { method = '', url = '' } = request;
  return { method, target: url, headers: readHeaders(request), body: '' };
}

function readHeaders(request: IncomingMessage): WireRequest['headers'] {
  const { headers, rawHeaders } = request;
  let names = 0;
  for (const _ in headers) names += 1;
  // Node has joined or left out what was sent several times, and a cookie that sets another is a list.
  if (2 * names === rawHeaders.length && headers['set-cookie'] === undefined)
    return headers as WireRequest['headers'];
  const joined = Object.entries(request.headersDistinct).map(
    // Behind gunicorn the last content type counts.
    ([name, values]) => [name, name === 'content-type' ? values?.at(-1) : values?.join(',')] as const,
  );
  return Object.fromEntries(joined);
}

/** Names and values in turn, as Node takes them. */
function flattenHeaders({ headers }: WireReply, date: string): string[] {
  const flat = ['Date', date];
  for (const [name, value] of headers) flat.push(name, value);
  return flat;
}

/** Requests of the same second share the text. */
function createDateFormatter(): (time: Instant) => string {
  let second = Number.NaN;
  let text = '';
  return (time) => {
    const now = Math.floor(time / 1000);
    if (now !== second) {
      second = now;
      text = new Date(time).toUTCString();
    }
    return text;
  };
}

/** Sends bytes that are not valid HTTP, and closes the connection. */
async function sendRewritten(
  rewrite: NonNullable<WireReply['rewrite']>,
  reply: WireReply,
  date: string,
  response: MockResponse,
): Promise<void> {
  await waitForTurn(response);
  const whole = await collectBody(reply);
  const body = response.req.method === 'HEAD' ? '' : whole.body;
  const bytes = Buffer.from(formatResponseHead(whole, date) + body).toString('latin1');
  response.socket?.end(Buffer.from(rewrite(bytes), 'latin1'));
}

async function sendPieces(response: MockResponse, reply: WireReply): Promise<void> {
  response.writeHead(reply.status, reply.headers.flat());
  // HEAD has no body, so none is created.
  if (reply.stream === undefined || response.req.method === 'HEAD') response.end(reply.body);
  else await pipeline(Readable.from(takeTurns(reply.stream())), response);
}

/** Lets the other requests have their turn between two pieces: to a quick client all would go out in one. */
async function* takeTurns(pieces: AsyncIterable<string>): AsyncGenerator<string, void> {
  for await (const piece of pieces) {
    yield piece;
    await nextTurn();
  }
}
