/** A client of the suite that hands its requests to the mock's engine without a socket, for trials by the hundred. */
import type { Engine } from '../../mock-server/engine.ts';
import { collectBody } from '../../mock-server/django/message.ts';
import { type HttpClient, safeMethods } from '../traffic/client.ts';

/** What the suite asks for; nobody listens there. */
export const inProcessOrigin = 'http://127.0.0.1:4010';

/**
 * Answers as the mock does over HTTP, headers of the connection included.
 * @param mayWrite whether a POST is let through
 * @throws Error for a method that the suite must not use
 */
export function createInProcessClient(engine: Pick<Engine, 'respond'>, mayWrite: boolean): HttpClient {
  return {
    send: async ({ method, url, headers, body = '' }) => {
      if (!safeMethods.has(method) && !(method === 'POST' && mayWrite))
        throw new Error(`This client is read-only; it does not send ${method} to ${url}.`);
      const bytes = Buffer.from(body);
      const sent = [...headers, ['host', new URL(url).host], ['content-length', String(bytes.length)]];
      const { reply, worldTime, done } = await engine.respond({
        method,
        // The path is sent as it was made up; a parsed URL would be put in order.
        target: url.slice(inProcessOrigin.length),
        headers: Object.fromEntries(sent.map(([name = '', value]) => [name.toLowerCase(), value])),
        body: bytes.toString('latin1'),
      });
      const { status, headers: answered, body: text } = await collectBody(reply);
      done();
      const ofConnection = reply.stream === undefined ? [] : [['Transfer-Encoding', 'chunked'] as const];
      return {
        kind: 'response',
        status,
        headers: [
          ['Date', new Date(worldTime).toUTCString()],
          ...answered,
          ['Connection', 'keep-alive'],
          ...ofConnection,
        ],
        body: method === 'HEAD' ? '' : text,
      };
    },
    close: () => undefined,
  };
}
