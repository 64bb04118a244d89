/** Answers the probes of load balancers and orchestrators, which know no token and address the mock by any name. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import { formatContent } from '../control/content.ts';
import type { Engine } from '../engine.ts';

const probePath = /^\/__mock__\/health(?:\/(?:live|ready))?\/?(?:\?|$)/;

/** @returns middleware that answers the probes and passes on all other requests */
export function createProbes({ control }: Pick<Engine, 'control'>) {
  return (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): Promise<void> | undefined => {
    const { method = '', url: target = '' } = request;
    if ((method !== 'GET' && method !== 'HEAD') || !probePath.test(target)) {
      next();
      return undefined;
    }
    // Express handles a promise that fails.
    return control({ method: 'GET', target, body: '' }).then((outcome) => {
      const { headers, text = '' } = formatContent(outcome);
      response.writeHead(outcome.status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
      response.end(method === 'HEAD' ? undefined : text);
    });
  };
}
