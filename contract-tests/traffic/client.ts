/** The polite client: reads only unless it may write, one request at a time, follows nothing, and tells what happened. */
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { rootCertificates } from 'node:tls';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

import { maxBodyBytes } from '../evidence/bounds.ts';
import type { Header, NoResponse, Response } from '../evidence/exchange.ts';
import { formatReason, isMalformed } from './failures.ts';
import { type Proxy, createTunnelAgent } from './proxy.ts';

/** The methods that change nothing (RFC 9110, 9.2.1), but for TRACE, which repeats what it gets. */
export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: string;
}

/** What came of one request; of a failure it is said whether another try may go better. */
export type SendOutcome =
  | Response
  | (NoResponse & { readonly mayPass: boolean; readonly timedOut?: boolean });

export interface HttpClient {
  /** Sends one request and waits for its end; a failure of the exchange is an outcome, not an error. */
  readonly send: (ask: OutgoingRequest) => Promise<SendOutcome>;
  /** Ends every connection; nothing is sent afterwards. */
  readonly close: () => void;
}

/** How the target is reached; directly, and trusting whom Node.js trusts, unless it is said. */
export interface Network {
  readonly proxy?: Proxy;
  /** Certificates in PEM that are trusted beside the usual ones. */
  readonly ca?: readonly string[];
}

/** For how long a body is waited for that must not come. */
const headMs = 10;

/**
 * @param timeoutMs how long one request may take, all told
 * @param mayWrite whether a POST may go to this address; to none, unless it is said
 */
export function createHttpClient(
  timeoutMs: number,
  mayWrite: (url: URL) => boolean = () => false,
  { proxy, ca = [] }: Network = {},
): HttpClient {
  const common = { keepAlive: true, maxSockets: 1 };
  const trust = {
    // Whatever the surroundings say: a token goes to nobody who cannot show who he is.
    rejectUnauthorized: true,
    ...(ca.length === 0 ? {} : { ca: [...rootCertificates, ...ca] }),
  };
  const agents = {
    'http:': new HttpAgent(common),
    'https:':
      proxy === undefined
        ? new HttpsAgent({ ...common, ...trust })
        : createTunnelAgent(proxy, { ...common, ...trust }, timeoutMs),
  };
  let closed = false;
  return {
    send: async (ask) => {
      const url = new URL(ask.url);
      if (!safeMethods.has(ask.method) && !(ask.method === 'POST' && mayWrite(url)))
        throw new Error(`This client is read-only; it does not send ${ask.method} to ${url.pathname}.`);
      if (closed) throw new Error('The client is closed and sends no more requests.');
      return sendWith(agents, ask, timeoutMs, proxy);
    },
    close: () => {
      closed = true;
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

type Agents = { readonly 'http:': HttpAgent; readonly 'https:': HttpsAgent };

function sendWith(
  agents: Agents,
  { method, url, headers, body: sending }: OutgoingRequest,
  timeoutMs: number,
  proxy: Proxy | undefined,
): Promise<SendOutcome> {
  const { protocol, hostname, port, host } = new URL(url);
  const secure = protocol === 'https:';
  const signal = AbortSignal.timeout(timeoutMs);
  // What is not encrypted is asked of the proxy itself, by its whole address.
  const plainProxy = secure ? undefined : proxy;
  return new Promise((resolve) => {
    const fail = (error: unknown) => resolve(toFailure(error, host, signal.aborted ? timeoutMs : undefined));
    const sent = (secure ? httpsRequest : httpRequest)({
      agent: secure ? agents['https:'] : agents['http:'],
      host: (plainProxy?.url.hostname ?? hostname).replaceAll(/^\[|\]$/g, ''),
      port: toPort(plainProxy?.url.port ?? port, secure),
      // The path is sent as it was made up; a parsed URL would be put in order.
      path: plainProxy === undefined ? url.slice(`${protocol}//${host}`.length) : url,
      method,
      headers: {
        ...Object.fromEntries(headers),
        ...(plainProxy === undefined ? {} : { Host: host }),
        ...(plainProxy?.authorization === undefined
          ? {}
          : { 'Proxy-Authorization': plainProxy.authorization }),
        ...(sending === undefined ? {} : { 'Content-Length': Buffer.byteLength(sending) }),
      },
      signal,
    });
    sent.on('error', fail);
    sent.on('response', (response) => {
      const { statusCode: status = 0, rawHeaders } = response;
      // A body that comes after the headers of HEAD is told as an error of the request, when it is waited for.
      const body = method === 'HEAD' ? wait(headMs).then(() => readAll(response)) : readAll(response);
      body.then(
        (text) => resolve({ kind: 'response', status, headers: pairHeaders(rawHeaders), body: text }),
        fail,
      );
    });
    sent.end(sending);
  });
}

function toPort(port: string, secure: boolean): number {
  return port === '' ? (secure ? 443 : 80) : Number(port);
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBodyBytes) throw Object.assign(new Error('too long'), { code: 'TOO_LONG' });
      chunks.push(chunk);
    }
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    throw code === 'ECONNRESET' ? Object.assign(new Error('cut short'), { code: 'CUT_SHORT' }) : error;
  }
  return decompressBody(Buffer.concat(chunks), response.headers['content-encoding']).toString('utf8');
}

/** We ask for no encoding; a server that packs its answers all the same is understood. */
const unpackers: ReadonlyMap<string, typeof gunzipSync> = new Map([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);

function decompressBody(body: Buffer, encoding = ''): Buffer {
  const unpack = unpackers.get(encoding.trim().toLowerCase());
  return unpack === undefined || body.length === 0 ? body : unpack(body, { maxOutputLength: maxBodyBytes });
}

/** Names and values that stand in turn, as Node.js gives them. */
export function pairHeaders(raw: readonly string[]): readonly Header[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

/** What may be gone at the next try: a connection that broke, a look-up that failed for once. */
const transientCodes: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'CUT_SHORT',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
]);

/** @param waitedMs how long was waited, when that was too long */
function toFailure(error: unknown, host: string, waitedMs: number | undefined): SendOutcome {
  const { code } = error as { readonly code?: unknown };
  const reason =
    waitedMs === undefined ? formatReason(String(code)) : `it did not respond within ${waitedMs / 1000} s`;
  return {
    kind: 'no-response',
    reason: `${host}: ${reason}`,
    mayPass: waitedMs === undefined && transientCodes.has(code),
    ...(waitedMs === undefined ? {} : { timedOut: true }),
    ...(waitedMs === undefined && isMalformed(String(code)) ? { isMalformed: true } : {}),
  };
}
