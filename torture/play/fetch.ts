/** `fetch` of the page, over the simulated network of a life. */
import { toBinary } from '../../mock-server/django/encodings/binary.ts';
import type { WireRequest } from '../../mock-server/django/message.ts';
import type { ClientRun } from '../life/client.ts';
import { createIncomingBody } from './bodies.ts';
import type { Guard } from './limits.ts';
import type { Head, Network } from './network.ts';
import { origin } from './origin.ts';
import { createResponse, isBodyless } from './response.ts';

const maxRedirects = 20;

interface FetchOptions {
  readonly network: Network;
  /** Waits for work of the real event loop that the page has started. */
  readonly track: <Value>(work: Promise<Value>) => Promise<Value>;
  readonly guard: Guard;
  /** The URL in the life for one that goes through a socket. */
  readonly toInner: (url: string) => string;
}

export function createFetch({ network, track, guard, toInner }: FetchOptions): ClientRun['fetch'] {
  return async (input, init: RequestInit = {}) => {
    const given = isRequest(input) ? input : undefined;
    const url = new URL(toInner(isRequest(input) ? input.url : input.toString()), `${origin}/`);
    const method = (init.method ?? given?.method ?? 'GET').toUpperCase();
    const signal = init.signal ?? given?.signal;
    if (signal?.aborted === true) {
      if (!guard.admitAborted()) return never();
      throw signal.reason;
    }
    const headers = new globalThis.Headers(init.headers ?? given?.headers);
    const body = await readBody(method, init.body ?? undefined, given, headers, track);
    throwIfAborted(signal);
    if (!guard.admit(url)) return never();
    const redirect = init.redirect ?? given?.redirect ?? 'follow';
    return follow({ network, url, method, headers, body, signal, redirect, redirects: 0 });
  };
}

interface Following {
  readonly network: Network;
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
  readonly signal: AbortSignal | null | undefined;
  readonly redirect: string;
  /** How many there were. */
  readonly redirects: number;
}

function follow(request: Following): Promise<Response> {
  const { network, url, method, signal, redirect, redirects } = request;
  return new Promise((resolve, reject) => {
    const body = createIncomingBody();
    const leave = (): void => signal?.removeEventListener('abort', onAbort);
    const onAbort = (): void => {
      leave();
      abort();
      reject(signal?.reason);
      body.fail(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort);
    const abort = network.send(toWireRequest(request), {
      onHead: (head) => {
        const next = redirect === 'manual' ? undefined : findRedirect(request, head);
        if (next === undefined) {
          const options = {
            url: url.href,
            isRedirected: redirects > 0,
            isBodyless: isBodyless(head.status, method),
          };
          resolve(createResponse(head, body, options));
        } else if (redirect === 'error' || redirects === maxRedirects) {
          reject(new TypeError('Failed to fetch'));
        } else {
          leave();
          follow(next).then(resolve, reject);
        }
      },
      onWhole: body.setWhole,
      onPiece: body.add,
      onEnd: () => {
        leave();
        body.end();
      },
      onBreak: () => {
        leave();
        reject(new TypeError('Failed to fetch'));
        body.fail(new TypeError('network error'));
      },
    });
  });
}

function toWireRequest({ url, method, headers, body }: Following): WireRequest {
  // A simulated page may keep the case of names.
  const fields = [...headers].map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method,
    target: url.pathname + url.search,
    scheme: 'http',
    headers: { host: url.host, accept: '*/*', ...(Object.fromEntries(fields) as Record<string, string>) },
    body,
  };
}

function findRedirect(request: Following, { status, headers }: Head): Following | undefined {
  const location = headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  if (location === undefined || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  const { method, redirects } = request;
  const becomesGet = (status === 303 && method !== 'HEAD') || (status < 303 && method === 'POST');
  return {
    ...request,
    url: new URL(location, request.url),
    redirects: redirects + 1,
    ...(becomesGet ? { method: 'GET', body: '' } : {}),
  };
}

/** Requests may be of another class than the page's. */
function isRequest(input: string | URL | Request): input is Request {
  return typeof input === 'object' && 'url' in input && 'headers' in input;
}

function throwIfAborted(signal: AbortSignal | null | undefined): void {
  if (signal?.aborted === true) throw signal.reason;
}

/** For a client whose life is over: nothing of it goes on. A common promise would keep all that ever waited for it. */
const never = (): Promise<never> => new Promise(() => undefined);

/** The body as a binary string; adds its type to the headers. */
async function readBody(
  method: string,
  body: RequestInit['body'] | undefined,
  given: Request | undefined,
  headers: Headers,
  track: FetchOptions['track'],
): Promise<string> {
  const hasBody = body !== undefined || (given?.body ?? undefined) !== undefined;
  if (!hasBody) return '';
  if (method === 'GET' || method === 'HEAD') throw new TypeError('A GET or HEAD request has no body.');
  if (typeof body === 'string') {
    if (!headers.has('content-type')) headers.set('content-type', 'text/plain;charset=UTF-8');
    return toBinary(new TextEncoder().encode(body));
  }
  const init = { method, body: body ?? null, headers, duplex: 'half' } as RequestInit;
  const request = body === undefined && given !== undefined ? given.clone() : new Request(`${origin}/`, init);
  const type = request.headers.get('content-type');
  if (type !== null && !headers.has('content-type')) headers.set('content-type', type);
  return toBinary(new Uint8Array(await track(request.arrayBuffer())));
}
