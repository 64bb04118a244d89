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
import { createSite, type Site } from './site.ts';

export interface HttpServerDeps extends ApiDeps {
  readonly engine: Pick<Engine, 'control' | 'journal' | 'respond'>;
  /** Who may use the control API and see the pages. */
  readonly control: ControlAccess;
  /** The pages for browsers; without them, browsers get the same responses as other clients. */
  readonly site?: Site;
  /** The access log; without it, requests are not logged. */
  readonly access?: AccessLog;
  /** How long each request waits before it is handled, as if the server were far away. */
  readonly latency?: Duration;
}

export function createHttpServer(deps: HttpServerDeps): Server {
  const { access, latency, site, stopping } = deps;
  const app = express();
  for (const setting of ['x-powered-by', 'etag', 'query parser']) app.disable(setting);
  app.enable('case sensitive routing');
  const api = createApiHandler(deps);
  // The API comes first, and Express compares no path for it, since nearly all requests are for it.
  app.use((request: Request, response: Response, next) => {
    if (isForApi(request.url)) api(request, response);
    else next();
  });
  app.use(createLogin(deps.control, stopping));
  if (site !== undefined) app.use(createSite(site, deps.control));
  app.use('/__mock__', createControlRouter(deps));
  app.use(api);

  const onRequest = (request: IncomingMessage, response: MockResponse): void => {
    const arrival = access?.noteArrival(request);
    response.on('close', () => {
      const noted = noteHandled(response, deps.engine);
      if (arrival !== undefined) access?.write(response, arrival, noted);
      // A connection that was busy when the server began to close would otherwise stay open, idle.
      if (stopping.aborted) setImmediate(() => server.closeIdleConnections());
    });
    closeWithConnection(request, response);
    // Express passes on requests that it cannot route, such as one whose target is not a URL. Its types ask for its own
    // Request and Response, which it makes of these two.
    app(request as Request, response as Response, () => api(request, response));
  };
  const onRequestInTime =
    latency === undefined
      ? onRequest
      : (...both: Parameters<typeof onRequest>) => void setTimeout(onRequest, latency, ...both);
  const server = createServer({ ...createMessageClasses(app), requireHostHeader: false }, onRequestInTime);
  const { onConnect, onRefusal } = createSocketAnswers(deps, access);
  // Django ignores Expect and accepts any method; Node would respond to both.
  return server.on('checkExpectation', onRequestInTime).on('connect', onConnect).on('clientError', onRefusal);
}

/** False if the site or the control API may have to answer. */
function isForApi(target: string): boolean {
  return (
    target.startsWith('/') && !target.startsWith('/__mock__') && target !== '/' && !target.startsWith('/?')
  );
}
