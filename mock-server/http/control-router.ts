/** Serves the control API over HTTP, to those whom the guard admits. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Request, Response } from 'express';

import { formatContent, createProblemContent } from '../control/content.ts';
import type { Caller } from '../control/caller.ts';
import type { ControlOutcome } from '../control/outcome.ts';
import type { Engine } from '../engine.ts';
import { type ControlAccess, createAdmission } from './admission.ts';
import { welcomeOrigin } from './allowed-origins.ts';
import { createBodyReader, type FindOwner, refuseBody } from './read-body.ts';

export interface ControlRouterDeps {
  readonly engine: Pick<Engine, 'control'>;
  /** Who may use it. */
  readonly control: ControlAccess;
  /** Which team sends a request; absent without teams. */
  readonly findOwner?: FindOwner;
  /** Told of errors that are the mock's own. */
  readonly onCrash: (error: unknown) => void;
  /** Aborts when the mock stops: waiting clients get their response at once. */
  readonly stopping?: AbortSignal;
}

/** The maximum size of a request body in bytes; a world file contains all uploads of its world. */
const getBodyLimit = (path: string): number => (path.endsWith('/restore') ? 64 : 1) * 1024 * 1024;

/** Middleware for everything under /__mock__. */
export function createControlRouter(deps: ControlRouterDeps) {
  const bodies = createBodyReader(deps.findOwner);
  const { admit } = createAdmission(deps.control, deps.stopping);
  const inFlight = new Set<AbortController>();
  deps.stopping?.addEventListener('abort', () => {
    for (const one of inFlight) one.abort();
  });

  const handle = async (request: Request, response: Response): Promise<void> => {
    if (welcomeOrigin(deps.control.guard, request, response)) return;
    const admitted = await admit(request);
    if ('refused' in admitted) {
      await send(response, admitted.refused, deps.onCrash);
      return;
    }
    const bodyLimit = getBodyLimit(request.path);
    const body = await bodies.read(request, bodyLimit);
    bodies.letGo(request);
    if (body === undefined) {
      const { headers, text = '' } = createProblemContent(
        413,
        `The body is larger than the limit of ${bodyLimit} bytes.`,
      );
      const length = ['Content-Length', String(Buffer.byteLength(text))] as const;
      refuseBody(request, response, {
        status: 413,
        headers: [...Object.entries(headers), length],
        body: text,
      });
      return;
    }
    const outcome = await callControl(request, response, body, admitted.caller);
    await send(response, outcome, deps.onCrash);
  };

  const callControl = (
    request: Request,
    response: Response,
    body: string,
    caller: Caller,
  ): Promise<ControlOutcome> => {
    const { method, originalUrl: target } = request;
    const ended = new AbortController();
    const text = Buffer.from(body, 'latin1').toString('utf8');
    const lastEventId = request.get('Last-Event-ID');
    // The connection may be closed already, and a listener does not see past events.
    if (response.destroyed || deps.stopping?.aborted === true) ended.abort();
    inFlight.add(ended);
    response.once('close', () => {
      ended.abort();
      inFlight.delete(ended);
    });
    return deps.engine.control({ caller, method, target, body: text, lastEventId, signal: ended.signal });
  };

  return (request: Request, response: Response): void => {
    handle(request, response).catch((error: unknown) => {
      // Ends waiting operations when the client disconnects.
      if (request.socket.destroyed) return;
      deps.onCrash(error);
      const { headers, text } = createProblemContent(500, 'The mock failed. Its log has the details.');
      response.writeHead(500, headers).end(text);
    });
  };
}

async function send(
  response: Response,
  outcome: ControlOutcome,
  onCrash: (error: unknown) => void,
): Promise<void> {
  const { headers, text } = formatContent(outcome);
  response.writeHead(outcome.status, headers);
  // Little is made in advance for a client that reads slowly.
  if ('stream' in outcome)
    await pipeline(Readable.from(endAtCrash(outcome.stream, onCrash), { highWaterMark: 1 }), response);
  else response.end(text);
}

async function* endAtCrash(
  pieces: AsyncIterable<string>,
  onCrash: (error: unknown) => void,
): AsyncGenerator<string, void> {
  try {
    yield* pieces;
  } catch (error) {
    onCrash(error);
  }
}
