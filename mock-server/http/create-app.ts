/** The Express app: Express carries the bytes, the wire decides what they are. It does not listen. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import express, { type Request, type Response } from 'express';

import type { Instant } from '../../time/time.ts';
import type { WireReply, WireRequest } from '../wire/message.ts';
import { type Respond, type RespondDeps, responder } from '../wire/respond.ts';
import { controlRouter } from './control-router.ts';
import { readBody, refuseBody } from './read-body.ts';
import { readRefused, type Refusal, refuse, writeReply } from './refused-request.ts';

export interface AppDeps extends RespondDeps {
  readonly now: () => Instant;
}

/** The most that a request body may have, in bytes. */
const bodyLimit = 32 * 1024 * 1024;

export interface App {
  readonly onRequest: RequestListener;
  /** For the method CONNECT, which Node keeps apart. */
  readonly onConnect: (request: IncomingMessage, socket: Duplex) => void;
  /** For what Node refuses to parse. */
  readonly onRefusal: (refusal: Refusal, socket: Duplex) => void;
}

export function createApp(deps: AppDeps): App {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.use('/__mock__', controlRouter(deps));
  const respond = responder(deps);
  const api = apiRouter(deps, respond);
  app.use(api);
  // Express gives back what it cannot route at all, such as a target that is no URL.
  const onRequest: RequestListener = (request, response) => {
    // Express itself makes its Request and Response of the two; its types ask for them ready-made.
    app(request as Request, response as Response, () => api(request, response));
  };
  const answerOn = (socket: Duplex, request: WireRequest, failed: Refusal | undefined) => {
    respond(request, deps.now())
      .then(({ reply, worldTime }) => writeReply(socket, reply, new Date(worldTime).toUTCString()))
      .catch((error: unknown) => {
        deps.onCrash(error);
        refuse(socket, failed);
      });
  };
  return {
    onRequest,
    onConnect: (request, socket) => answerOn(socket, { ...headOf(request), body: '' }, undefined),
    onRefusal: (refusal, socket) => {
      const request = socket.writable ? readRefused(refusal) : undefined;
      if (request === undefined) refuse(socket, refusal);
      else answerOn(socket, request, refusal);
    },
  };
}

function apiRouter(deps: AppDeps, respond: Respond) {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    if (body === undefined) {
      refuseBody(request, response, 'text/html', '<h1>Request Entity Too Large</h1>\n');
      return;
    }
    const { reply, worldTime } = await respond({ ...headOf(request), body }, deps.now());
    send(response, reply, worldTime);
  };

  return (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch((error: unknown) => {
      // Nobody waits for an answer any more when the client has gone.
      if (request.socket.destroyed) return;
      deps.onCrash(error);
      response.writeHead(500).end();
    });
  };
}

/** Without a Content-Length there is no body, as behind gunicorn. */
function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  return request.headers['content-length'] === undefined ? Promise.resolve('') : readBody(request, bodyLimit);
}

function headOf(request: IncomingMessage): Omit<WireRequest, 'body'> {
  const headers = Object.entries(request.headersDistinct).map(
    // Behind gunicorn the last content type counts.
    ([name, values]) => [name, name === 'content-type' ? values?.at(-1) : values?.join(',')] as const,
  );
  const { method = '', url = '' } = request;
  return { method, target: url, headers: Object.fromEntries(headers) };
}

/** `Date` tells the world's time, so that a client finds the timestamps of the jobs beside it. */
function send(response: ServerResponse, reply: WireReply, worldTime: Instant): void {
  const date = ['Date', new Date(worldTime).toUTCString()] as const;
  response.writeHead(reply.status, [date, ...reply.headers].flat());
  response.end(reply.body);
}
