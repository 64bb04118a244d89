/** Passes requests for some paths on to the mock, for the development server of an app. */
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as sendRequest,
  type ServerResponse,
} from 'node:http';

export type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const loopback = /^(?:127\.|::1$|::ffff:127\.)/i;

/**
 * The Host and the Origin stay as the browser sent them, so that the mock itself decides who may use its control API.
 * @throws TypeError if the address of the mock is not one
 */
export function createMockProxy(mock: string, paths: readonly string[]): Middleware {
  const target = URL.canParse(mock) ? new URL(mock) : undefined;
  if (target?.protocol !== 'http:')
    throw new TypeError(
      `The mock of the devtools is ${JSON.stringify(mock)}; it must be a URL such as http://127.0.0.1:4010.`,
    );
  return (incoming, response, next) => {
    const { url = '', method = '', headers, socket } = incoming;
    if (!paths.some((path) => url === path || url.startsWith(`${path}/`) || url.startsWith(`${path}?`))) {
      next();
      return;
    }
    // To the mock, the requests of this program come from its own machine.
    if (!loopback.test(socket.remoteAddress ?? '') || isForwarded(headers)) {
      refuse(response, 403, 'The mock is only reachable from the machine on which it runs.');
      return;
    }
    const outgoing = sendRequest(
      {
        host: target.hostname.replace(/^\[|\]$/g, ''),
        port: target.port || 80,
        method,
        path: url,
        headers: toOwnHeaders(headers),
      },
      (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        // The first event of a stream may be late.
        response.flushHeaders();
        reply.pipe(response);
        reply.on('error', () => response.destroy());
      },
    );
    outgoing.on('error', () => {
      if (response.headersSent) response.destroy();
      else
        refuse(
          response,
          502,
          `No mock answers at ${target.origin}. Start one with "npx enrichment-sandbox mock", or give the plugin the address of yours: enrichmentDevtools({ mock }).`,
        );
    });
    response.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  };
}

const forwarding = ['x-forwarded-for', 'x-real-ip', 'x-client-ip', 'cf-connecting-ip', 'true-client-ip'];
const loopbackName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Whether it came through a tunnel or a proxy from another machine. Many of them send the host of this machine, since Vite refuses
 * others, but they say for whom they send it.
 */
function isForwarded(headers: IncomingHttpHeaders): boolean {
  const names = splitList(headers['x-forwarded-host']);
  const addresses = forwarding.flatMap((name) => splitList(headers[name]));
  return (
    headers.forwarded !== undefined ||
    names.some((name) => !loopbackName.test(name)) ||
    addresses.some((address) => !loopback.test(address))
  );
}

const splitList = (header: string | readonly string[] | undefined): readonly string[] =>
  header === undefined ? [] : [header].flat().flatMap((one) => one.split(',').map((part) => part.trim()));

/** HTTP/2 has the host elsewhere; without one, Node would send that of the mock, which then lets in anybody. */
function toOwnHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const { ':authority': authority } = headers;
  const [host] = [headers.host ?? authority].flat();
  const named = Object.entries(headers).filter(([name]) => !name.startsWith(':'));
  return { ...Object.fromEntries(named), host: host === undefined || host === '' ? 'unknown.invalid' : host };
}

/** As the control API of the mock refuses. */
function refuse(response: ServerResponse, status: number, detail: string): void {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  response.end(JSON.stringify({ title: status === 403 ? 'Forbidden' : 'Bad Gateway', status, detail }));
}
