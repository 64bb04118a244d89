/** Makes the journal entry of a request. It keeps the few things that it needs, and is expanded when it is read. */
import { hash } from '../../random/random.ts';
import type { Instant } from '../../time/time.ts';
import { parseBearerToken } from '../django/bearer.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import type { RequestContext } from '../pipeline/request-context.ts';
import type { Responded } from '../pipeline/respond.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Draft, ShownJob, Stranger } from './entry.ts';
import { createKeepTarget, type JournaledTarget, type KeepTarget, readTarget } from './journaled-target.ts';
import { createShowJobs, type ShowJobs } from './shown-jobs.ts';

/** A method that none is can be as long as a header. */
const maxMethodLength = 20;

/** Real times of a request: its arrival, and its begin and end on a clock that nobody sets. */
export interface RequestTimes {
  readonly at: Instant;
  readonly began: Instant;
  readonly ended: Instant;
}

/** A response as the journal sees it. */
export type JournaledResponse = Pick<Responded, 'reply' | 'worldTime' | 'jobs' | 'faults' | 'delivery'>;

/** A request whose response is out. */
export interface FinishedRequest {
  readonly request: Pick<WireRequest, 'method' | 'target' | 'headers'>;
  readonly responded: JournaledResponse;
  readonly context: RequestContext;
  readonly times: RequestTimes;
  /** Why the request matched nothing and what would have. */
  readonly nearMisses: readonly string[];
  readonly aborted: boolean;
}

export function createRecorder(lifeCycle: LifeCycle): (finished: FinishedRequest) => Draft {
  const showJobs = createShowJobs(lifeCycle);
  const keepTarget = createKeepTarget();
  return (finished) => new RecordedEntry(finished, showJobs, keepTarget);
}

class RecordedEntry implements Draft {
  number = 0;
  readonly at: Instant;
  readonly began: Instant;
  readonly ended: Instant;
  readonly worldTime: Instant;
  readonly speed: number;
  readonly method: string;
  readonly user: string | undefined;
  readonly stranger: Stranger | undefined;
  readonly operation: string | undefined;
  readonly job: string | undefined;
  readonly shown: readonly ShownJob[];
  readonly status: number;
  readonly retryAfter: number | undefined;
  readonly faults: readonly string[];
  readonly nearMisses: readonly string[];
  readonly aborted: boolean;
  #target: JournaledTarget;

  constructor(finished: FinishedRequest, showJobs: ShowJobs, keepTarget: KeepTarget) {
    const { request, responded, context, times, nearMisses, aborted } = finished;
    const { reply, worldTime, jobs, faults, delivery } = responded;
    const { world, user, operation, job } = context;
    const { method, headers } = request;
    const created = jobs.length === 1 && operation?.method === 'POST' ? jobs[0]?.id : undefined;
    this.at = times.at;
    this.began = times.began;
    this.ended = times.ended;
    this.worldTime = worldTime;
    this.speed = world.clock.frozen ? 0 : world.clock.speed;
    this.method = method.length > maxMethodLength ? method.slice(0, maxMethodLength) : method;
    this.user = user?.name;
    this.stranger = user === undefined ? getStranger(headers['authorization']) : undefined;
    this.operation = operation?.id;
    this.job = job ?? created;
    this.shown = showJobs(jobs, worldTime);
    this.status = delivery?.reset === true ? 0 : reply.status;
    this.retryAfter = readRetryAfter(reply.headers, headers);
    this.faults = faults;
    this.nearMisses = nearMisses;
    this.aborted = aborted;
    this.#target = keepTarget(request, world, user !== undefined && reply.status < 300);
  }

  get path(): string {
    return this.#readTarget().path;
  }

  get query(): string | undefined {
    const { query } = this.#target;
    return query === '' ? undefined : query;
  }

  get tokenInQuery(): boolean {
    return 'tokenInQuery' in this.#target && this.#target.tokenInQuery;
  }

  #readTarget(): JournaledTarget {
    this.#target = readTarget(this.#target);
    return this.#target;
  }
}

/**
 * In seconds (RFC 9110, 10.2.3), if the client can read it; the other form, a date, the mock does not send. A page of
 * another origin cannot read a response without CORS headers, such as that of a proxy.
 */
function readRetryAfter(headers: WireReply['headers'], asked: WireRequest['headers']): number | undefined {
  const text = findHeader(headers, 'retry-after');
  if (text === undefined || !/^\d+$/.test(text)) return undefined;
  const isReadable =
    asked['origin'] === undefined || findHeader(headers, 'access-control-allow-origin') !== undefined;
  return isReadable ? Number(text) : undefined;
}

function findHeader(headers: WireReply['headers'], wanted: string): string | undefined {
  for (const [name, value] of headers)
    if (name.length === wanted.length && name.toLowerCase() === wanted) return value;
  return undefined;
}

/** Which of the strangers it is; the token itself is kept nowhere. */
function getStranger(authorization = ''): Stranger {
  if (authorization.trim() === '') return { kind: 'none', fingerprint: 0 };
  const fingerprint = hash(authorization);
  return { kind: parseBearerToken(authorization) === undefined ? 'unreadable' : 'unknown', fingerprint };
}
