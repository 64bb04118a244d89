/** Applies the limits to the connections of a server, and measures its requests. */
import type { IncomingMessage, Server } from 'node:http';
// Taken now, so that no test that stops its own timers stops these.
import { clearInterval, setInterval } from 'node:timers';

import type { Family } from '../metrics/family.ts';
import { createRequestMeter } from '../metrics/request-meter.ts';
import { type Connection, type ConnectionLimits, createConnections, defaultLimits } from './connections.ts';
import type { MockResponse } from './messages.ts';
import type { FindOwner } from './read-body.ts';

/** Real time in milliseconds, with fractions; taken before a test can fake it. */
export const readSteadyTime: () => number = performance.now.bind(performance);

export interface WatchOptions {
  readonly limits?: Partial<ConnectionLimits>;
  /** Steady real time in milliseconds. */
  readonly now?: () => number;
  /** Whether the memory for bodies is full. */
  readonly isFull: () => boolean;
  /** Which team sends a request. */
  readonly findOwner?: FindOwner | undefined;
  /** Called with warnings, one sentence each. */
  readonly warn?: (sentence: string) => void;
}

export type ServerWatch = ReturnType<typeof createServerWatch>;

export function createServerWatch({
  limits = {},
  now = readSteadyTime,
  isFull,
  findOwner,
  warn,
}: WatchOptions) {
  const all = { ...defaultLimits, ...limits };
  const connections = createConnections(all, now, isFull, findOwner);
  const meter = createRequestMeter();
  let warned = Number.NEGATIVE_INFINITY;

  /** An error of the listener, such as too many open files, concerns the next connection only. */
  const survive = (error: Error): void => {
    if (now() - warned < 60_000) return;
    warned = now();
    warn?.(
      `A connection could not be accepted: ${error.message}. Allow more open files (ulimit -n), or fewer connections.`,
    );
  };

  return {
    mustClose: connections.mustClose,
    drain: connections.drain,
    closeUnused: connections.closeUnused,
    sweep: connections.sweep,
    /** Notes the start of a request. */
    begin: connections.begin,
    inTurn: connections.inTurn,
    /** Notes the end of a request that began at this time. */
    end: (connection: Connection | undefined, response: MockResponse, began: number): void => {
      connections.end(connection);
      const { req: request } = response;
      const status = response.context?.response.status ?? (response.headersSent ? response.statusCode : 0);
      meter.note(nameOperation(request, response), request.method ?? '', status, (now() - began) / 1000);
    },
    now,
    /** For `http.createServer`. */
    timeouts: {
      headersTimeout: all.head,
      requestTimeout: all.request,
      connectionsCheckingInterval: Math.min(all.checkEvery * 10, all.head),
      // Node would announce its own time limit to the client; the servers in front of Django do not.
      keepAliveTimeout: 0,
    },
    attach: (server: Server): void => {
      // Beyond the limit a client still gets a response that says why.
      server.maxConnections = Math.ceil(all.maxConnections * 1.1);
      server.on('connection', connections.accept);
      const timer = setInterval(connections.sweep, all.checkEvery).unref();
      server.once('listening', () => server.on('error', survive));
      server.once('close', () => clearInterval(timer));
    },
    collect: (): readonly Family[] => [
      ...meter.collect(),
      {
        name: 'enrichment_mock_connections',
        help: 'Open connections.',
        type: 'gauge',
        samples: [{ value: connections.size() }],
      },
      {
        name: 'enrichment_mock_requests_in_flight',
        help: 'Requests that are being handled, event streams included.',
        type: 'gauge',
        samples: [{ value: connections.inFlight() }],
      },
    ],
  };
}

/** An operation of the document; everything that a client can make up shares one name. */
function nameOperation(request: IncomingMessage, { context }: MockResponse): string {
  // Express takes away the part of the target that it has routed.
  const url = (request as { readonly originalUrl?: string }).originalUrl ?? request.url ?? '';
  if (context !== undefined) return context.operation?.id ?? 'unknown';
  if (!url.startsWith('/__mock__/')) return 'other';
  if (url.startsWith('/__mock__/health')) return 'health';
  if (url.startsWith('/__mock__/metrics')) return 'metrics';
  if (!url.startsWith('/__mock__/api/')) return 'pages';
  const [path = ''] = url.split('?');
  return path.endsWith('/events') || path.endsWith('/wait') ? 'control_waiting' : 'control';
}
