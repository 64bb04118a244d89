/** The polite client: only reads unless it may write, limits the requests that are under way, follows no redirect, and reports every failure. */
import type { Header, NoResponse, Response } from '../evidence/exchange.ts';
import { formatReason, isMalformed } from './failures.ts';
import { createConnections, type Network } from './http/connections.ts';
import type { SocketResult } from './http/exchange-on-socket.ts';
import { formatRequest } from './http/format-request.ts';
import { decodeResponse } from './http/decode-response.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import type { Proxy } from './proxy.ts';
import { type MayWrite, writeMethods } from './write-gate.ts';

export type { Network } from './http/connections.ts';
export type { OutgoingRequest } from './outgoing-request.ts';

/** The methods that change nothing (RFC 9110, 9.2.1), except TRACE, which echoes the request. */
export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The outcome of one request. */
export type SendOutcome = Response | Failure;

export interface Failure extends NoResponse {
  /** Whether a retry may succeed. */
  readonly mayPass: boolean;
  readonly timedOut?: boolean;
  /** What arrived of a response that was not complete; it counts if no retry brings more. */
  readonly partial?: Response;
}

export interface HttpClient {
  /** Sends one request and waits for its end; a failed exchange is an outcome, not an error. */
  readonly send: (ask: OutgoingRequest) => Promise<SendOutcome>;
  /** Ends every connection; the client sends nothing afterwards. */
  readonly close: () => void;
}

/** A response that has stopped once until the timeout is waited for only so long the next time. */
const maxPauseMs = 1000;

/**
 * @param timeoutMs the maximum duration of one request as a whole
 * @param mayWrite which requests may change something; none by default
 */
export function createHttpClient(
  timeoutMs: number,
  mayWrite: MayWrite = () => false,
  network: Network = {},
): HttpClient {
  const connections = createConnections(network);
  let [isClosed, hasStalled] = [false, false];
  return {
    send: async (ask) => {
      const url = new URL(ask.url);
      refuseForbiddenWrite(ask, url, mayWrite);
      if (isClosed) throw new Error('The client is closed and sends no more requests.');
      const signal = AbortSignal.timeout(timeoutMs);
      const request = {
        method: ask.method,
        bytes: formatRequest(ask, url, getPlainProxy(url, network.proxy)),
        isSafe: safeMethods.has(ask.method),
        ...(hasStalled ? { maxPauseMs: Math.min(maxPauseMs, timeoutMs) } : {}),
      };
      try {
        const result = await connections.exchange(url, request, signal);
        if (result.kind === 'failed' && result.hasStalled) hasStalled = true;
        return toOutcome(result, url.host, timeoutMs);
      } catch (error) {
        const code = signal.aborted ? 'LATE' : String((error as { readonly code?: unknown }).code);
        return toFailure(code, url.host, timeoutMs);
      }
    },
    close: () => {
      isClosed = true;
      connections.close();
    },
  };
}

/** @throws Error for a request that may not be sent */
export function refuseForbiddenWrite({ method }: OutgoingRequest, url: URL, mayWrite: MayWrite): void {
  const isAllowed = writeMethods.some((one) => one === method) && mayWrite(url, method);
  if (!safeMethods.has(method) && !isAllowed)
    throw new Error(`This client is read-only; it does not send ${method} to ${url.pathname}.`);
}

/** An unencrypted request goes to the proxy itself. */
function getPlainProxy({ protocol }: URL, proxy: Proxy | undefined): Proxy | undefined {
  return protocol === 'https:' ? undefined : proxy;
}

function toOutcome(result: SocketResult, host: string, timeoutMs: number): SendOutcome {
  if (result.kind === 'response') return decodeResponse(result.response);
  const { code, partial, hasStalled } = result;
  const failure = toFailure(code, host, timeoutMs);
  return partial !== undefined && (hasStalled || code === 'CUT_SHORT')
    ? { ...failure, partial: decodeResponse(partial) }
    : failure;
}

/** Names and values in turn, as Node.js returns them. */
export function pairHeaders(raw: readonly string[]): readonly Header[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

/** Faults that a retry may cure: a broken connection, a failed name lookup. */
const transientCodes: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'CUT_SHORT',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
]);

function toFailure(code: string, host: string, timeoutMs: number): Failure {
  const isLate = code === 'LATE';
  const reason = isLate ? `it did not respond within ${timeoutMs / 1000} s` : formatReason(code);
  return {
    kind: 'no-response',
    reason: `${host}: ${reason}`,
    mayPass: transientCodes.has(code),
    ...(isLate || code === 'STALLED' ? { timedOut: true } : {}),
    ...(isMalformed(code) ? { isMalformed: true } : {}),
  };
}
