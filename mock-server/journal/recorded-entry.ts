/** Makes the journal entry of a request. It keeps the few things that it needs, and is expanded when it is read. */
import { hash } from '../../random/random.ts';
import type { Instant } from '../../time/time.ts';
import { parseBearerToken } from '../django/bearer.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import type { Context } from '../pipeline/context.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Draft, ShownJob, Stranger } from './entry.ts';
import { createKeepTarget, type JournaledTarget, readTarget } from './journaled-target.ts';
import { createShowJobs } from './shown-jobs.ts';

/** A method that none is can be as long as a header. */
const maxMethodLength = 20;

/**
 * @param ended when the response was sent or the client disconnected, on the clock that nobody sets
 * @param nearMisses why the request matched nothing and what would have
 */
export type Recorder = (
  context: Context,
  ended: Instant,
  nearMisses: readonly string[],
  isAborted: boolean,
) => Draft;

/** @param secrets further texts that no entry may have */
export function createRecorder(lifeCycle: LifeCycle, secrets: readonly string[] = []): Recorder {
  const showJobs = createShowJobs(lifeCycle);
  const keepTarget = createKeepTarget(secrets);
  return (context, ended, nearMisses, isAborted) => {
    const { jobs, now, request, world, user, response } = context;
    const target = keepTarget(request, world, user !== undefined && response.status < 300);
    return new RecordedEntry(context, ended, nearMisses, isAborted, showJobs(jobs, now), target);
  };
}

class RecordedEntry implements Draft {
  number = 0;
  at: Instant;
  asked: ShownJob | undefined = undefined;
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

  constructor(
    context: Context,
    ended: Instant,
    nearMisses: readonly string[],
    isAborted: boolean,
    shown: readonly ShownJob[],
    target: JournaledTarget,
  ) {
    const { began, steady, request, world, user, operation, job, response, now, jobs, touchedBy, delivery } =
      context;
    const { method, headers } = request;
    const created = jobs.length === 1 && operation?.method === 'POST' ? jobs[0]?.id : undefined;
    this.at = began;
    this.began = steady;
    this.ended = ended;
    this.worldTime = now;
    this.speed = world.clock.frozen ? 0 : world.clock.speed;
    this.method = method.length > maxMethodLength ? method.slice(0, maxMethodLength) : method;
    this.user = user?.name;
    this.stranger = user === undefined ? getStranger(headers['authorization']) : undefined;
    this.operation = operation?.id;
    this.job = job ?? created;
    this.shown = shown;
    this.status = delivery?.reset === true ? 0 : response.status;
    this.retryAfter = readRetryAfter(response.headers, headers);
    this.faults = touchedBy;
    this.nearMisses = nearMisses;
    this.aborted = isAborted;
    this.#target = target;
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
