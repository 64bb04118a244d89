/** One line of the access log: the Common Log Format, followed by the fields of the mock. */
import type { Instant } from '../../time/time.ts';
import { toPlainLine } from './plain-line.ts';

/** A request as the access log shows it; unknown values are omitted. */
export interface Access {
  /** The address of the client. */
  readonly client?: string | undefined;
  /** Whose token it bore. */
  readonly user?: string | undefined;
  /** The real time of its arrival. */
  readonly began: Instant;
  readonly method: string;
  /** Path and query, with tokens masked. */
  readonly target: string;
  readonly httpVersion: string;
  /** 0 when no response was sent. */
  readonly status: number;
  /** The size of the response, including its headers. */
  readonly bytes?: number | undefined;
  readonly tookMs: number;
  readonly world?: string | undefined;
  /** The ids of the faults that touched the response. */
  readonly faults?: readonly string[] | undefined;
  /** An operation of the document. */
  readonly operation?: string | undefined;
  /** As the client or a proxy in front named the request in X-Request-Id. */
  readonly requestId?: string | undefined;
  /** Its number in the journal of its world. */
  readonly number?: number | undefined;
  /** The client disconnected before the response was sent. */
  readonly isAborted?: boolean | undefined;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `127.0.0.1 - alice [06/May/2026:14:23:11 +0000] "GET /path HTTP/1.1" 200 512 3ms world=default user=alice fault=-` */
export function formatAccessLine(access: Access): string {
  const { client, user, began, method, target, httpVersion, status, bytes, tookMs, world, faults } = access;
  const request = `${method} ${target} HTTP/${httpVersion}`.replaceAll('"', '%22');
  const fault = faults === undefined || faults.length === 0 ? undefined : faults.join(',');
  return toPlainLine(
    [
      `${toWord(client)} - ${toWord(user)} [${formatDate(began)}] "${request}"`,
      `${status === 0 ? '-' : status} ${bytes ?? '-'} ${Math.round(tookMs)}ms`,
      `world=${toWord(world)} user=${toWord(user)} fault=${toWord(fault)}`,
    ].join(' '),
  );
}

/** Names of users and worlds may hold spaces, which separate the fields. */
function toWord(text: string | undefined): string {
  return text === undefined || text === '' ? '-' : text.replaceAll(/[\s"]/g, '_');
}

function formatDate(at: Instant): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
