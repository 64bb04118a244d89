/** The polite client: reads only unless it may write, one request at a time, follows nothing, and tells what happened. */
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

import type { Header, NoResponse, Response } from '../evidence/exchange.ts';
import { brokenHttp, cutShort, garbled } from '../evidence/faults.ts';

/** The methods that change nothing (RFC 9110, 9.2.1), but for TRACE, which repeats what it gets. */
const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface Ask {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: string;
}

/** What came of one request; of a failure it is said whether another try may go better. */
export type Sent = Response | (NoResponse & { readonly mayPass: boolean });

export interface Client {
  /** Sends one request and waits for its end; a failure of the exchange is an outcome, not an error. */
  readonly send: (ask: Ask) => Promise<Sent>;
  /** Ends every connection; nothing is sent afterwards. */
  readonly close: () => void;
}

const mostBytes = 16 * 1024 * 1024;

/** For how long a body is waited for that must not come. */
const headMs = 10;

/**
 * @param timeoutMs how long one request may take, all told
 * @param mayWrite whether a POST may go to this address; to none, unless it is said
 */
export function newClient(timeoutMs: number, mayWrite: (url: URL) => boolean = () => false): Client {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: 1 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 1 }),
  };
  let closed = false;
  return {
    send: async (ask) => {
      const url = new URL(ask.url);
      if (!reading.has(ask.method) && !(ask.method === 'POST' && mayWrite(url)))
        throw new Error(`The client only reads: it refuses to send ${ask.method} to ${url.pathname}.`);
      if (closed) throw new Error('The client is closed: it sends nothing any more.');
      return sendWith(agents, ask, timeoutMs);
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
  { method, url, headers, body: sending }: Ask,
  timeoutMs: number,
): Promise<Sent> {
  const { protocol, hostname, port, host } = new URL(url);
  const secure = protocol === 'https:';
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve) => {
    const failed = (error: unknown) => resolve(failure(error, host, signal.aborted ? timeoutMs : undefined));
    const sent = (secure ? httpsRequest : httpRequest)({
      agent: secure ? agents['https:'] : agents['http:'],
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (secure ? 443 : 80) : Number(port),
      // The path is sent as it was made up; a parsed URL would be put in order.
      path: url.slice(`${protocol}//${host}`.length),
      method,
      headers: {
        ...Object.fromEntries(headers),
        ...(sending === undefined ? {} : { 'Content-Length': Buffer.byteLength(sending) }),
      },
      signal,
    });
    sent.on('error', failed);
    sent.on('response', (response) => {
      const { statusCode: status = 0, rawHeaders } = response;
      // A body that comes after the headers of HEAD is told as an error of the request, when it is waited for.
      const body = method === 'HEAD' ? wait(headMs).then(() => readAll(response)) : readAll(response);
      body.then(
        (text) => resolve({ kind: 'response', status, headers: pairs(rawHeaders), body: text }),
        failed,
      );
    });
    sent.end(sending);
  });
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > mostBytes) throw Object.assign(new Error('too long'), { code: 'TOO_LONG' });
      chunks.push(chunk);
    }
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    throw code === 'ECONNRESET' ? Object.assign(new Error('cut short'), { code: 'CUT_SHORT' }) : error;
  }
  return unpacked(Buffer.concat(chunks), response.headers['content-encoding']).toString('utf8');
}

/** We ask for no encoding; a server that packs its answers all the same is understood. */
const unpackers: ReadonlyMap<string, typeof gunzipSync> = new Map([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);

function unpacked(body: Buffer, encoding = ''): Buffer {
  const unpack = unpackers.get(encoding.trim().toLowerCase());
  return unpack === undefined || body.length === 0 ? body : unpack(body, { maxOutputLength: mostBytes });
}

function pairs(raw: readonly string[]): readonly Header[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

const tooLong = `its answer was longer than ${mostBytes / 1024 / 1024} MiB`;
const unknownCa = 'its TLS certificate comes from an unknown CA; set NODE_EXTRA_CA_CERTS to it';
const noTls = 'it does not speak TLS there; is it http and not https?';

/** Codes as sentences; the texts of errors may hold what was sent, so they are never used. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused; nothing listens there',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed while the request was sent',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: 'the connection timed out',
  EADDRNOTAVAIL: 'the host cannot be reached',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed; set NODE_EXTRA_CA_CERTS to your CA',
  SELF_SIGNED_CERT_IN_CHAIN: unknownCa,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownCa,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownCa,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host',
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  CUT_SHORT: cutShort,
  TOO_LONG: tooLong,
  ERR_BUFFER_TOO_LARGE: tooLong,
  Z_DATA_ERROR: garbled,
  Z_BUF_ERROR: garbled,
};

/** What may be gone at the next try: a connection that broke, a look-up that failed for once. */
const passing: ReadonlySet<unknown> = new Set(['ECONNRESET', 'CUT_SHORT', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

/** @param waitedMs how long was waited, when that was too long */
function failure(error: unknown, host: string, waitedMs: number | undefined): Sent {
  const { code } = error as { readonly code?: unknown };
  const reason =
    waitedMs === undefined ? reasonOf(String(code)) : `it did not answer within ${waitedMs / 1000} s`;
  return {
    kind: 'no-response',
    reason: `${host}: ${reason}`,
    mayPass: waitedMs === undefined && passing.has(code),
  };
}

function reasonOf(code: string): string {
  if (code.startsWith('HPE_')) return brokenHttp;
  return reasons[code] ?? `the exchange failed (${code})`;
}
