/** Notes each request for the access log when its response is out. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import type { Noted } from '../engine.ts';
import { type Access, formatAccessLine } from '../journal/access-line.ts';
import { maskTokens } from '../journal/mask.ts';
import { splitTarget } from '../django/message.ts';
import type { Instant } from '../../time/time.ts';

export interface AccessLog {
  /** Notes a request at its arrival. */
  readonly noteArrival: (request: IncomingMessage) => Arrival;
  /** Writes the line of a request; the engine has an entry for those to the mocked API. */
  readonly write: (response: ServerResponse, arrival: Arrival, noted: Noted | undefined) => void;
  /** A request that Node itself would reject; the response is written to its socket. */
  readonly noteOnSocket: (socket: Duplex, noted: Noted) => void;
}

/** The data of a request at its arrival. */
export interface Arrival {
  readonly began: Instant;
  readonly url: string;
  /** Its address, which a closed connection no longer has. */
  readonly client: string | undefined;
  /** The bytes sent before on the same connection. */
  readonly bytesBefore: number;
}

/**
 * @param print gets each line
 * @param now the real time
 * @param format of a line; the Common Log Format by default
 */
export function createAccessLog(
  print: (line: string) => void,
  now: () => Instant,
  format: (access: Access) => string = formatAccessLine,
): AccessLog {
  return {
    noteArrival: ({ url = '', socket }) => ({
      began: now(),
      url,
      client: socket.remoteAddress,
      bytesBefore: socket.bytesWritten,
    }),
    write: (response, { began, url, client, bytesBefore }, noted) => {
      const { req: request } = response;
      const entry = noted?.entry;
      print(
        format({
          client,
          began,
          tookMs: now() - began,
          method: request.method ?? '',
          target:
            entry === undefined
              ? maskTarget(url, request.headers.authorization)
              : joinTarget(entry.path, entry.query),
          httpVersion: request.httpVersion,
          status: entry?.status ?? (response.headersSent ? response.statusCode : 0),
          bytes: request.socket.bytesWritten - bytesBefore,
          user: entry?.user,
          world: noted?.world,
          faults: entry?.faults,
          operation: entry?.operation,
          requestId: findRequestId(request),
          number: entry?.number,
          isAborted: entry?.aborted,
        }),
      );
    },
    noteOnSocket: (socket, { world, entry }) => {
      const { at: began, method, path, query, status, user, faults } = entry;
      const target = joinTarget(path, query);
      const client = 'remoteAddress' in socket ? String(socket.remoteAddress) : undefined;
      const tookMs = entry.ended - entry.began;
      print(
        format({
          client,
          began,
          tookMs,
          method,
          target,
          httpVersion: '1.1',
          status,
          user,
          world,
          faults,
          operation: entry.operation,
          number: entry.number,
          isAborted: entry.aborted,
        }),
      );
    },
  };
}

/** Undefined for a text that is no id, and one that could be a token. */
function findRequestId({ headers }: IncomingMessage): string | undefined {
  const id = headers['x-request-id'];
  if (typeof id !== 'string' || !/^[\w.:@-]{1,128}$/.test(id)) return undefined;
  return maskTokens(id, '', [], headers.authorization).path;
}

/** For requests outside the mocked API: the control API needs no token, but a client may send one. */
function maskTarget(url: string, authorization: string | undefined): string {
  const { path, query } = splitTarget(url);
  const masked = maskTokens(path, query, [], authorization);
  return joinTarget(masked.path, masked.query);
}

function joinTarget(path: string, query: string | undefined): string {
  return query === undefined || query === '' ? path : `${path}?${query}`;
}
