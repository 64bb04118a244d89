/** Requests and responses that are created with the prototypes of an Express app. */
import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';

import type { Express } from 'express';

import type { Context } from '../pipeline/context.ts';

/** A response of the mock. */
export interface MockResponse extends ServerResponse {
  /** Its request; undefined for the site and the control API. */
  context?: Context;
}

/**
 * The classes for `http.createServer`. Express changes the prototypes of each request and response, unless they have
 * these already; V8 forgets what it knows about an object whose prototype changes.
 * @param mustClose whether the response whose head is sent now has to close its connection
 */
export function createMessageClasses(
  app: Express,
  mustClose: () => boolean,
): {
  readonly IncomingMessage: typeof IncomingMessage;
  readonly ServerResponse: typeof ServerResponse<IncomingMessage>;
} {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse<AppRequest> {
    declare context?: Context;

    override writeHead(status: number, reason?: unknown, headers?: unknown): this {
      if (mustClose()) this.shouldKeepAlive = false;
      return super.writeHead(status, reason as string, headers as OutgoingHttpHeaders);
    }
  }
  Object.setPrototypeOf(AppRequest.prototype, app.request);
  Object.setPrototypeOf(AppResponse.prototype, app.response);
  // Otherwise Express creates one for each response.
  Object.assign(AppResponse.prototype, { locals: Object.freeze({}) });
  Object.assign(app, { request: AppRequest.prototype, response: AppResponse.prototype });
  return { IncomingMessage: AppRequest, ServerResponse: AppResponse };
}

/** Resolves when the responses to earlier requests of the connection were sent, or the client has disconnected. */
export function waitForTurn(response: ServerResponse): Promise<void> {
  if (response.socket !== null || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    response.once('socket', () => resolve()).once('close', () => resolve());
  });
}

/** The responses that wait for their turn, by connection. */
const waiting = new WeakMap<Socket, Set<ServerResponse>>();

/** A response that waits for its turn closes with its connection, too; Node closes only the one that is being sent. */
export function closeWithConnection({ socket }: IncomingMessage, response: ServerResponse): void {
  if (response.socket !== null) return;
  const others = waiting.get(socket) ?? new Set();
  if (!waiting.has(socket)) socket.once('close', () => others.forEach(close));
  waiting.set(socket, others.add(response));
  response.once('socket', () => others.delete(response));
}

function close(response: ServerResponse): void {
  response.destroy();
  response.emit('close');
}
