/** The control API over HTTP: its routes come from its document, its bodies are held against their schemas. */
import type { Request, Response } from 'express';

import { excerpt } from '../../openapi/conformance.ts';
import { controlChecks, controlOperations } from '../../openapi/shipped.ts';
import { controlBody } from '../control/body.ts';
import { controlHandlers } from '../control/operations.ts';
import { type ControlHandler, type ControlOutcome, refused } from '../control/outcome.ts';
import type { Model } from '../operations/reply.ts';
import type { Instant } from '../../time/time.ts';
import type { Worlds } from '../simulation/worlds.ts';
import { percentDecode, splitTarget } from '../wire/message.ts';
import { foreign } from './local-only.ts';
import { readBody, refuseBody } from './read-body.ts';

export interface ControlDeps {
  readonly model: Model;
  readonly worlds: Worlds;
  readonly now: () => Instant;
  /** Told of errors that are the mock's own. */
  readonly onCrash: (error: unknown) => void;
}

const titles = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  500: 'Internal Server Error',
} as const;

/** The most that a request body may have, in bytes. */
const bodyLimit = 1024 * 1024;

/** Middleware for everything under /__mock__. */
export function controlRouter(deps: ControlDeps) {
  const outcomeOf = outcomes(deps);

  const handle = async (request: Request, response: Response): Promise<void> => {
    const reason = foreign(request);
    const body = reason === undefined ? await readBody(request, bodyLimit) : '';
    if (body === undefined) {
      const text = problemText(413, `The body has more than ${bodyLimit} bytes.`);
      const length = String(Buffer.byteLength(text));
      const headers = [['Content-Type', problemType] as const, ['Content-Length', length] as const];
      refuseBody(request, response, { status: 413, headers, body: text });
      return;
    }
    send(response, reason === undefined ? await outcomeOf(request, body) : refused(403, reason));
  };

  return (request: Request, response: Response): void => {
    handle(request, response).catch((error: unknown) => {
      // Nobody waits for an answer any more when the client has gone.
      if (request.socket.destroyed) return;
      deps.onCrash(error);
      response.writeHead(500, { 'Content-Type': problemType });
      response.end(problemText(500, 'The mock failed; what it printed says how.'));
    });
  };
}

function outcomes({ worlds, now, model }: ControlDeps) {
  const handlers: Readonly<Record<string, ControlHandler>> = controlHandlers;
  const routes = controlOperations().map((operation) => ({ operation, pattern: patternOf(operation.path) }));
  const paths = [...new Set(routes.map(({ operation }) => operation.path))];

  return async (request: Request, body: string): Promise<ControlOutcome> => {
    const { path } = splitTarget(request.originalUrl);
    const here = routes.filter(({ pattern }) => pattern.test(path));
    const found = here.find(({ operation }) => operation.method === request.method);
    if (here.length === 0) {
      return refused(404, `The control API has nothing at ${excerpt(path)}; it has ${paths.join(', ')}.`);
    }
    if (found === undefined) {
      const methods = here.map(({ operation }) => operation.method).join(' and ');
      return refused(405, `${excerpt(path)} takes ${methods}, not ${request.method}.`);
    }
    const { operation, pattern } = found;
    const handler = handlers[operation.id];
    if (handler === undefined)
      throw new Error(`There is no handler for the control operation "${operation.id}".`);
    const world = percentDecode(pattern.exec(path)?.groups?.['world'] ?? '');
    const read = controlBody(Buffer.from(body, 'latin1').toString('utf8'), operation, await controlChecks());
    return 'mistake' in read
      ? refused(400, read.mistake)
      : handler({ worlds, real: now(), world, body: read.value, ...model });
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);
}

const problemType = 'application/problem+json';

/** RFC 9457. */
function problemText(status: keyof typeof titles, detail: string): string {
  return `${JSON.stringify({ title: titles[status], status, detail }, null, 2)}\n`;
}

function send(response: Response, outcome: ControlOutcome): void {
  const failed = 'detail' in outcome;
  response.writeHead(outcome.status, {
    'Content-Type': failed ? problemType : 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(
    failed ? problemText(outcome.status, outcome.detail) : `${JSON.stringify(outcome.body, null, 2)}\n`,
  );
}
