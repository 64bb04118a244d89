/** The Express app: Express transports the bytes, and wire/ interprets them. It does not listen. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Duplex, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';

import express, { type Request, type Response } from 'express';

import type { Engine } from '../engine.ts';
import type { Context } from '../pipeline/context.ts';
import type { Spec } from '../../openapi/spec.ts';
import { createCorsHeaders } from '../pipeline/cors.ts';
import type { Delivery } from '../pipeline/delivery.ts';
import { collectBody, addContentLength, type WireReply, type WireRequest } from '../django/message.ts';
import { type AccessLog, noAccessLog } from './access-log.ts';
import { createControlRouter } from './control-router.ts';
import { deliver, createOutlet } from './deliver.ts';
import {
  type IncomingBodyReader,
  addConnectionClose,
  createBodyReader,
  endRefusal,
  refuseBody,
} from './read-body.ts';
import { formatResponseHead, readRefused, type ParseRefusal, refuse } from './refused-request.ts';
import { createSite, type Site } from './site.ts';

export interface AppDeps {
  readonly engine: Pick<Engine, 'control' | 'journal' | 'respond'>;
  readonly spec: Spec;
  /** Answers requests of other origins as the real server does, which lets no web page in. */
  readonly noCors: boolean;
  /** Told of errors that are the mock's own. */
  readonly onCrash: (error: unknown) => void;
  /** The pages for browsers; without them, browsers get the same responses as other clients. */
  readonly site?: Site;
  /** The access log; without it, requests are not logged. */
  readonly access?: AccessLog;
  /** Aborts when the mock stops; no response is delayed after that. */
  readonly stopping: AbortSignal;
}

/** The most that a request body may have, in bytes. */
const bodyLimit = 32 * 1024 * 1024;

export interface App {
  readonly onRequest: RequestListener;
  /** For the method CONNECT, which Node keeps apart. */
  readonly onConnect: (request: IncomingMessage, socket: Duplex) => void;
  /** For requests that Node cannot parse. */
  readonly onRefusal: (refusal: ParseRefusal, socket: Duplex) => void;
}

export function createApp(deps: AppDeps): App {
  const { access = noAccessLog } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  if (deps.site !== undefined) app.use(createSite(deps.site));
  app.use('/__mock__', createControlRouter(deps));
  const api = createApiRouter(deps);
  app.use(api);
  // Express passes on requests that it cannot route, such as one whose target is not a URL.
  const onRequest: RequestListener = (request, response) => {
    access.follow(request, response);
    // Express itself makes its Request and Response of the two; its types ask for them ready-made.
    app(request as Request, response as Response, () => api(request, response));
  };
  const answerOnSocket = async (socket: Duplex, request: WireRequest): Promise<void> => {
    const context = await deps.engine.respond(request);
    const { response: given, now: worldTime, delivery } = context;
    const whole = await collectBody(given);
    const reply = request.method === 'HEAD' ? { ...whole, body: '' } : whole;
    const head = formatResponseHead(reply, new Date(worldTime).toUTCString());
    const outlet = {
      stream: socket,
      socket,
      sendHead: () => void socket.write(head),
      end: () => void socket.end(),
    };
    try {
      if (delivery === undefined) socket.end(head + reply.body);
      else await deliver(outlet, reply, delivery, deps.stopping);
    } finally {
      access.noteOnSocket(socket, deps.engine.journal(context));
    }
  };
  const answerOrRefuse = (socket: Duplex, request: WireRequest, failed: ParseRefusal | undefined) => {
    answerOnSocket(socket, request).catch((error: unknown) => {
      if (socket.destroyed) return;
      deps.onCrash(error);
      refuse(socket, failed);
    });
  };
  return {
    onRequest,
    onConnect: (request, socket) => {
      // Node takes its own listener away; without one, a client that resets the connection would end the process.
      socket.on('error', () => socket.destroy());
      answerOrRefuse(socket, { ...readHead(request), body: '' }, undefined);
    },
    onRefusal: (refusal, socket) => {
      const request = socket.writable ? readRefused(refusal) : undefined;
      if (request === undefined) refuse(socket, refusal);
      else answerOrRefuse(socket, request, refusal);
    },
  };
}

function createApiRouter(deps: AppDeps) {
  const bodies = createBodyReader();
  const cors = deps.noCors ? undefined : createCorsHeaders(deps.spec);

  /** For responses outside the wire layer: the headers that a page of another origin needs to read them. */
  const addCorsHeaders = (request: IncomingMessage, response: ServerResponse): void => {
    if (cors === undefined || request.headers.origin === undefined) return;
    for (const [name, value] of cors) response.setHeader(name, value);
  };

  const respond = async (asked: WireRequest) => deps.engine.respond(asked);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readRequestBody(request, bodies);
    const unread = body === undefined ? { bodyLimit } : {};
    const asked = { ...readHead(request), body: body ?? '', ...unread };
    const context = await respond(asked).finally(() => bodies.letGo(request));
    noteEnd(context, response, deps);
    const { now: worldTime, delivery } = context;
    // The world's time, so that the client can compare the timestamps of jobs with it.
    const date = ['Date', new Date(worldTime).toUTCString()] as const;
    const measured = await addContentLength(context.response, () => nextTurn());
    const reply = { ...measured, headers: [date, ...measured.headers] };
    if (delivery !== undefined) await deliverAnswer(response, reply, delivery, body === undefined);
    else if (body === undefined) refuseBody(request, response, reply);
    else await send(response, reply);
  };

  const deliverAnswer = async (
    response: ServerResponse,
    reply: WireReply,
    delivery: Delivery,
    isUnread: boolean,
  ): Promise<void> => {
    const { req: request } = response;
    const end = () => (isUnread ? endRefusal(request, response) : response.end());
    await deliver(
      createOutlet(response, isUnread ? addConnectionClose(reply) : reply, end),
      reply,
      delivery,
      deps.stopping,
    );
  };

  return (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch((error: unknown) => {
      // Ends waiting operations when the client disconnects.
      if (request.socket.destroyed) return;
      deps.onCrash(error);
      addCorsHeaders(request, response);
      response.writeHead(500).end();
    });
  };
}

/** The journal is updated when the response has been sent, or when the client has disconnected. */
function noteEnd(context: Context, response: ServerResponse, { engine, access = noAccessLog }: AppDeps): void {
  const { delivery } = context;
  // A response interrupted by a fault does not count as aborted by the client.
  const isBrokenOff = delivery?.reset === true || delivery?.cutAt !== undefined;
  const note = (aborted: boolean) => access.note(response, engine.journal(context, aborted));
  if (response.closed) note(true);
  else response.once('close', () => note(!response.writableFinished && !isBrokenOff));
}

/** Without a Content-Length there is no body, as with gunicorn. */
function readRequestBody(request: IncomingMessage, bodies: IncomingBodyReader): Promise<string | undefined> {
  if (request.headers['content-length'] === undefined) return Promise.resolve('');
  return bodies.read(request, bodyLimit);
}

function readHead(request: IncomingMessage): Omit<WireRequest, 'body'> {
  const headers = Object.entries(request.headersDistinct).map(
    // Behind gunicorn the last content type counts.
    ([name, values]) => [name, name === 'content-type' ? values?.at(-1) : values?.join(',')] as const,
  );
  const { method = '', url = '' } = request;
  return { method, target: url, headers: Object.fromEntries(headers) };
}

async function send(response: ServerResponse, reply: WireReply): Promise<void> {
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
