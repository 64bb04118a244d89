/** Requests and responses that are created with the prototypes of an Express app. */
import { IncomingMessage, ServerResponse } from 'node:http';

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
 */
export function createMessageClasses(app: Express) {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse<AppRequest> {
    declare context?: Context;
  }
  Object.setPrototypeOf(AppRequest.prototype, app.request);
  Object.setPrototypeOf(AppResponse.prototype, app.response);
  // Otherwise Express creates one for each response.
  Object.assign(AppResponse.prototype, { locals: Object.freeze({}) });
  Object.assign(app, { request: AppRequest.prototype, response: AppResponse.prototype });
  return { IncomingMessage: AppRequest, ServerResponse: AppResponse };
}
