/** Passes the suite's requests to the mock's engine without a socket, for hundreds of trials. */
import type { Engine } from '../../mock-server/engine.ts';
import { collectBody } from '../../mock-server/django/message.ts';
import { type HttpClient, refuseForbiddenWrite } from '../traffic/client.ts';
import type { MayWrite } from '../traffic/write-gate.ts';

/** The base URL of the suite; no server listens there. */
export const inProcessOrigin = 'http://127.0.0.1:4010';

/**
 * Responds as the mock does over HTTP, including the headers of the connection.
 * @param mayWrite which requests may change something
 * @throws Error for a method that the suite must not use
 */
export function createInProcessClient(
  engine: Pick<Engine, 'journal' | 'respond'>,
  mayWrite: MayWrite,
): HttpClient {
  return {
    send: async (ask) => {
      const { method, url, headers, body = '' } = ask;
      refuseForbiddenWrite(ask, new URL(url), mayWrite);
      const bytes = Buffer.from(body);
      const sent = [...headers, ['host', new URL(url).host], ['content-length', String(bytes.length)]];
      const context = await engine.respond({
        method,
        // The path is sent unchanged; a parsed URL would be normalized.
        target: url.slice(inProcessOrigin.length),
        headers: Object.fromEntries(sent.map(([name = '', value]) => [name.toLowerCase(), value])),
        body: bytes.toString('latin1'),
      });
      const { response, now } = context;
      const { status, headers: answered, body: text } = await collectBody(response);
      engine.journal(context);
      const ofConnection = response.stream === undefined ? [] : [['Transfer-Encoding', 'chunked'] as const];
      return {
        kind: 'response',
        status,
        headers: [
          // As Node does: a date of the response replaces its own.
          ...(answered.some(([name]) => name === 'Date')
            ? []
            : [['Date', new Date(now).toUTCString()] as const]),
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
