/** One line of the structured log: a JSON object with the time, the level and the name of the event. */
import { toVisibleJson } from '../../text/visible.ts';
import type { Instant } from '../../time/time.ts';
import type { Access } from './access-line.ts';

export interface LoggedEvent {
  readonly time: Instant;
  readonly level: 'info' | 'warn' | 'error';
  readonly event: 'start' | 'message' | 'request' | 'warning' | 'crash' | 'drain' | 'stop' | 'refused';
  /** The other fields; undefined ones are left out. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export function formatJsonLine({ time, level, event, fields }: LoggedEvent): string {
  const line = { time: new Date(time).toISOString(), level, event, ...fields };
  return toVisibleJson(JSON.stringify(line));
}

/** A request as one event; path and query are masked already. */
export function formatJsonAccess(access: Access): string {
  const { began, target, status, bytes, tookMs, faults = [], isAborted = false } = access;
  const cut = target.indexOf('?');
  return formatJsonLine({
    time: began,
    level: 'info',
    event: 'request',
    fields: {
      client: access.client,
      method: access.method,
      path: cut < 0 ? target : target.slice(0, cut),
      query: cut < 0 ? undefined : target.slice(cut + 1),
      http_version: access.httpVersion,
      operation: access.operation,
      status: status === 0 ? null : status,
      bytes,
      duration_ms: Math.max(0, tookMs),
      world: access.world,
      user: access.user,
      faults: faults.length === 0 ? undefined : faults,
      aborted: isAborted ? true : undefined,
      request_id: access.requestId,
      number: access.number,
    },
  });
}
