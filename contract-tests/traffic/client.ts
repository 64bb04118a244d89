/** The polite client: only reads unless it may write, sends one request at a time, follows no redirect, and reports every failure. */
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { rootCertificates } from 'node:tls';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

import { maxBodyBytes } from '../evidence/bounds.ts';
import type { Header, NoResponse, Response } from '../evidence/exchange.ts';
import { formatReason, isMalformed } from './failures.ts';
import { type Proxy, createTunnelAgent } from './proxy.ts';
import { type MayWrite, writeMethods } from './write-gate.ts';

/** The methods that change nothing (RFC 9110, 9.2.1), except TRACE, which echoes the request. */
export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: string;
}

/** The outcome of one request; a failure says whether a retry may succeed. */
export type SendOutcome =
  | Response
  | (NoResponse & { readonly mayPass: boolean; readonly timedOut?: boolean });

export interface HttpClient {
  /** Sends one request and waits for its end; a failed exchange is an outcome, not an error. */
  readonly send: (ask: OutgoingRequest) => Promise<SendOutcome>;
  /** Ends every connection; the client sends nothing afterwards. */
  readonly close: () => void;
}

/** The connection to the target; direct and with Node's certificates by default. */
export interface Network {
  readonly proxy?: Proxy;
  /** Certificates in PEM that are trusted in addition to the default ones. */
  readonly ca?: readonly string[];
}

/** How long the client waits for a body that must not come. */
const headMs = 10;

/**
 * @param timeoutMs the maximum duration of one request as a whole
 * @param mayWrite which requests may change something; none by default
 */
export function createHttpClient(
  timeoutMs: number,
  mayWrite: MayWrite = () => false,
  { proxy, ca = [] }: Network = {},
): HttpClient {
  const common = { keepAlive: true, maxSockets: 1 };
  const trust = {
    // Whatever the environment says: a token never goes to a server without a valid certificate.
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
      refuseForbiddenWrite(ask, url, mayWrite);
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

/** @throws Error for a request that may not be sent */
export function refuseForbiddenWrite({ method }: OutgoingRequest, url: URL, mayWrite: MayWrite): void {
  const isAllowed = writeMethods.some((one) => one === method) && mayWrite(url, method);
  if (!safeMethods.has(method) && !isAllowed)
    throw new Error(`This client is read-only; it does not send ${method} to ${url.pathname}.`);
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
  // An unencrypted request goes to the proxy itself, with the full URL.
  const plainProxy = secure ? undefined : proxy;
  return new Promise((resolve) => {
    const fail = (error: unknown) => resolve(toFailure(error, host, signal.aborted ? timeoutMs : undefined));
    const sent = (secure ? httpsRequest : httpRequest)({
      agent: secure ? agents['https:'] : agents['http:'],
      host: (plainProxy?.url.hostname ?? hostname).replaceAll(/^\[|\]$/g, ''),
      port: toPort(plainProxy?.url.port ?? port, secure),
      // The path is sent unchanged; a parsed URL would be normalized.
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
      // A body after the headers of HEAD appears as an error of the request, if the client waits for it.
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

/** The client requests no compression, but can decompress a response all the same. */
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

/** Names and values in turn, as Node.js returns them. */
export function pairHeaders(raw: readonly string[]): readonly Header[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

/** Faults that a retry may cure: a broken connection, a failed name lookup. */
const transientCodes: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'CUT_SHORT',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
]);

/** @param waitedMs the waiting time, if it was too long */
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
