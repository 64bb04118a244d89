/** Notes each request for the access log when its response is out. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import type { Noted } from '../engine.ts';
import { formatAccessLine } from '../journal/access-line.ts';
import { maskTokens } from '../journal/mask.ts';
import { splitTarget } from '../django/message.ts';
import type { Instant } from '../../time/time.ts';

export interface AccessLog {
  /** Follows a request to its end. */
  readonly follow: (request: IncomingMessage, response: ServerResponse) => void;
  /** The engine's entry for the request of this response. */
  readonly note: (response: ServerResponse, noted: Noted | undefined) => void;
  /** A request that Node itself would reject; the response is written to its socket. */
  readonly noteOnSocket: (socket: Duplex, noted: Noted | undefined) => void;
}

/** The data of a request at its arrival. */
interface Start {
  readonly began: Instant;
  readonly url: string;
  /** The bytes sent before on the same connection. */
  readonly bytesBefore: number;
}

/** For a mock without an access log. */
export const noAccessLog: AccessLog = {
  follow: () => undefined,
  note: () => undefined,
  noteOnSocket: () => undefined,
};

/**
 * @param print gets each line
 * @param now the real time
 */
export function createAccessLog(print: (line: string) => void, now: () => Instant): AccessLog {
  const known = new WeakMap<ServerResponse, Noted>();
  const write = (request: IncomingMessage, response: ServerResponse, start: Start): void => {
    const { world, entry } = known.get(response) ?? {};
    const { began, url, bytesBefore } = start;
    print(
      formatAccessLine({
        client: request.socket.remoteAddress,
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
        world,
        faults: entry?.faults,
      }),
    );
  };
  return {
    follow: (request, response) => {
      // Express strips the mount path from the URL while a router handles it.
      const { url = '', socket } = request;
      const start = { began: now(), url, bytesBefore: socket.bytesWritten };
      // The engine listens to the same event; its entry exists once all listeners have run.
      response.once('close', () => queueMicrotask(() => write(request, response, start)));
    },
    note: (response, noted) => {
      if (noted !== undefined) known.set(response, noted);
    },
    noteOnSocket: (socket, noted) => {
      if (noted === undefined) return;
      const { world, entry } = noted;
      const { at: began, method, path, query, status, user, faults } = entry;
      const target = joinTarget(path, query);
      const client = 'remoteAddress' in socket ? String(socket.remoteAddress) : undefined;
      const tookMs = entry.ended - entry.began;
      print(
        formatAccessLine({
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
        }),
      );
    },
  };
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
