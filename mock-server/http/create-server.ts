/** The HTTP server: Express transports the bytes, and pipeline/ interprets them. It does not listen yet. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
// Taken now, so that no test that stops its own timers stops these.
import { setImmediate, setTimeout } from 'node:timers';

import express, { type Request, type Response } from 'express';

import type { Duration } from '../../time/time.ts';
import type { Engine } from '../engine.ts';
import type { AccessLog } from './access-log.ts';
import type { ControlAccess } from './admission.ts';
import { createSocketAnswers } from './answer-on-socket.ts';
import { type ApiDeps, createApiHandler, noteHandled } from './api-handler.ts';
import { createControlRouter } from './control-router.ts';
import { createLogin } from './login.ts';
import { closeWithConnection, createMessageClasses, type MockResponse } from './messages.ts';
import { createProbes } from './probes.ts';
import { createBodyReader, type FindOwner } from './read-body.ts';
import { createSite, type Site } from './site.ts';
import { createServerWatch, type ServerWatch, type WatchOptions } from './watch-server.ts';

export interface HttpServerDeps extends Omit<ApiDeps, 'bodies'> {
  readonly engine: Pick<Engine, 'control' | 'journal' | 'respond'>;
  /** Who may use the control API and see the pages. */
  readonly control: ControlAccess;
  /** Which team sends a request; absent without teams. */
  readonly findOwner?: FindOwner;
  /** The pages for browsers; without them, browsers get the same responses as other clients. */
  readonly site?: Site;
  /** The access log; without it, requests are not logged. */
  readonly access?: AccessLog;
  /** How long each request waits before it is handled, as if the server were far away. */
  readonly latency?: Duration;
  readonly watch?: Omit<WatchOptions, 'isFull' | 'findOwner'>;
}

export interface HttpServer {
  readonly server: Server;
  readonly watch: ServerWatch;
}

export function createHttpServer(deps: HttpServerDeps): HttpServer {
  const { access, latency, site, stopping } = deps;
  const bodies = createBodyReader(deps.findOwner);
  const watch = createServerWatch({ ...deps.watch, isFull: bodies.isFull, findOwner: deps.findOwner });
  const app = express();
  for (const setting of ['x-powered-by', 'etag', 'query parser']) app.disable(setting);
  app.enable('case sensitive routing');
  const api = createApiHandler({ ...deps, bodies });
  // The API comes first, and Express compares no path for it, since nearly all requests are for it.
  app.use((request: Request, response: Response, next) => {
    if (isForApi(request.url)) api(request, response);
    else next();
  });
  app.use(createProbes(deps.engine));
  app.use(createLogin(deps.control, stopping));
  if (site !== undefined) app.use(createSite(site, deps.control));
  app.use('/__mock__', createControlRouter(deps));
  app.use(api);

  const onRequest = (request: IncomingMessage, response: MockResponse): void => {
    const arrival = access?.noteArrival(request);
    const began = watch.now();
    const connection = watch.begin(request, response);
    response.on('close', () => {
      watch.end(connection, response, began);
      const noted = noteHandled(response, deps.engine);
      if (arrival !== undefined) access?.write(response, arrival, noted);
      // A connection that was busy when the server began to close would otherwise stay open, idle.
      if (stopping.aborted) setImmediate(() => server.closeIdleConnections());
    });
    watch.inTurn(connection, () => {
      if (connection?.isExcess === true) {
        refuseForNow(response);
        return;
      }
      closeWithConnection(request, response);
      // Express passes on requests that it cannot route, such as one whose target is not a URL. Its types ask for its own
      // Request and Response, which it makes of these two.
      app(request as Request, response as Response, () => api(request, response));
    });
  };
  const onRequestInTime =
    latency === undefined
      ? onRequest
      : (...both: Parameters<typeof onRequest>) => void setTimeout(onRequest, latency, ...both);
  const server = createServer(
    { ...createMessageClasses(app, watch.mustClose), ...watch.timeouts, requireHostHeader: false },
    onRequestInTime,
  );
  const { onConnect, onRefusal } = createSocketAnswers(deps, access);
  watch.attach(server);
  // Django ignores Expect and accepts any method; Node would respond to both.
  server.on('checkExpectation', onRequestInTime).on('connect', onConnect).on('clientError', onRefusal);
  return { server, watch };
}

/** As a server in front of Django responds that has no connection left. */
function refuseForNow(response: MockResponse): void {
  response.writeHead(503, { 'Retry-After': '1', Connection: 'close', 'Content-Length': 0 }).end();
}

/** False if the site or the control API may have to answer. */
function isForApi(target: string): boolean {
  return (
    target.startsWith('/') && !target.startsWith('/__mock__') && target !== '/' && !target.startsWith('/?')
  );
}
