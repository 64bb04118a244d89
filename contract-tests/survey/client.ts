/** The polite client: reads only, one request at a time, follows nothing, and writes down what happened. */
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

import type { Header, Outcome } from '../evidence/exchange.ts';

/** The methods that change nothing (RFC 9110, 9.2.1), but for TRACE, which repeats what it gets. */
const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface Ask {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
}

export interface Client {
  /** Sends one request and waits for its end; a failure is an outcome, not an error. */
  readonly send: (ask: Ask) => Promise<Outcome>;
  readonly close: () => void;
}

const mostBytes = 16 * 1024 * 1024;

/** @param timeoutMs how long one request may take, all told */
export function newClient(timeoutMs: number): Client {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: 1 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 1 }),
  };
  return {
    send: (ask) => sendWith(agents, ask, timeoutMs),
    close: () => {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

async function sendWith(
  agents: { 'http:': HttpAgent; 'https:': HttpsAgent },
  { method, url, headers }: Ask,
  timeoutMs: number,
): Promise<Outcome> {
  if (!reading.has(method))
    throw new Error(`The client only reads: it refuses to send ${method} to ${new URL(url).pathname}.`);
  const { protocol, hostname, port, host } = new URL(url);
  const secure = protocol === 'https:';
  return new Promise((resolve) => {
    const failed = (error: unknown) =>
      resolve({ kind: 'no-response', reason: reasonOf(error, host, timeoutMs) });
    const sent = (secure ? httpsRequest : httpRequest)({
      agent: secure ? agents['https:'] : agents['http:'],
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (secure ? 443 : 80) : Number(port),
      // The path is sent as it was made up; a parsed URL would be put in order.
      path: url.slice(url.indexOf(host) + host.length) || '/',
      method,
      headers: Object.fromEntries(headers),
      signal: AbortSignal.timeout(timeoutMs),
    });
    sent.on('error', failed);
    sent.on('response', (response) => {
      readAll(response).then(
        (body) =>
          resolve({
            kind: 'response',
            status: response.statusCode ?? 0,
            headers: pairs(response.rawHeaders),
            body,
          }),
        failed,
      );
    });
    sent.end();
  });
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) throw Object.assign(new Error('too long'), { code: 'TOO_LONG' });
    chunks.push(chunk);
  }
  return unpacked(Buffer.concat(chunks), response.headers['content-encoding']).toString('utf8');
}

function unpacked(body: Buffer, encoding: string | undefined): Buffer {
  if (body.length === 0) return body;
  const unpack = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync }[
    encoding?.trim().toLowerCase() ?? ''
  ];
  return unpack === undefined ? body : unpack(body);
}

function pairs(raw: readonly string[]): readonly Header[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

/** Codes as sentences; the texts of errors may hold what was sent, so they are never used. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused; nothing listens there',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed while the request was sent',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed; set NODE_EXTRA_CA_CERTS to your CA',
  SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate comes from an unknown CA; set NODE_EXTRA_CA_CERTS to it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its TLS certificate comes from an unknown CA; set NODE_EXTRA_CA_CERTS to it',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host',
  EPROTO: 'it does not speak TLS there; is it http and not https?',
  TOO_LONG: `its answer was longer than ${mostBytes / 1024 / 1024} MiB`,
};

function reasonOf(error: unknown, host: string, timeoutMs: number): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  const aborted = name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR';
  const known = aborted ? `it did not answer within ${timeoutMs / 1000} s` : reasons[String(code)];
  return `${host}: ${known ?? (typeof code === 'string' ? `the exchange failed (${code})` : 'the exchange failed')}`;
}
