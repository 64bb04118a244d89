/** Creates the journal entry of a request and its response. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Instant } from '../../time/time.ts';
import { type Job, computeJobState } from '../domain/job.ts';
import { hash } from '../../random/random.ts';
import type { Context } from '../pipeline/context.ts';
import { splitTarget, type WireReply, type WireRequest } from '../django/message.ts';
import { parseBearerToken } from '../django/bearer.ts';
import type { Draft, ShownJob, Stranger } from './entry.ts';
import { maskTokens } from './mask.ts';

/** Jobs beyond this number are not entered; lists show the newest first. */
const maxShown = 100;

/** A method that none is can be as long as a header. */
const maxMethodLength = 20;

/**
 * @param nearMisses why it matched nothing and what would have
 */
export function createDraft(context: Context, lifeCycle: LifeCycle, nearMisses: readonly string[]): Draft {
  const { began, request, world, user, operation, job, response, now, jobs, touchedBy, delivery } = context;
  const target = splitTarget(request.target);
  const tokens = world.fixture.users.map(({ token }) => token);
  const { path, query, tokenInQuery } = maskTokens(
    target.path,
    target.query,
    tokens,
    request.headers['authorization'],
  );
  const created = jobs.length === 1 && operation?.method === 'POST' ? jobs[0]?.id : undefined;
  const about = job ?? created;
  const retryAfter = isReadable(request, response) ? readRetryAfter(response) : undefined;
  return {
    began,
    worldTime: now,
    speed: world.clock.frozen ? 0 : world.clock.speed,
    method: request.method.slice(0, maxMethodLength),
    path,
    ...(query === '' ? {} : { query }),
    tokenInQuery,
    ...(user === undefined
      ? { stranger: getStranger(request.headers['authorization']) }
      : { user: user.name }),
    ...(operation === undefined ? {} : { operation: operation.id }),
    ...(about === undefined ? {} : { job: about }),
    shown: jobs.slice(0, maxShown).map((one) => getShownJob(one, now, lifeCycle)),
    status: delivery?.reset === true ? 0 : response.status,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    faults: touchedBy,
    nearMisses,
  };
}

// A list that is polled shows the same jobs again and again: entries share what did not change. The last one of each job
// is enough, and it goes with the job.
const latest = new WeakMap<Job, ShownJob>();

function getShownJob(job: Job, now: Instant, lifeCycle: LifeCycle): ShownJob {
  const { internalStatus, apiStatus } = computeJobState(job, now, lifeCycle);
  const known = latest.get(job);
  if (known?.internalStatus === internalStatus) return known;
  const shown = { id: job.id, internalStatus, apiStatus, rows: job.rows };
  latest.set(job, shown);
  return shown;
}

/** A page of another origin cannot read a response without CORS headers, such as that of a proxy. */
function isReadable({ headers: sent }: WireRequest, { headers }: WireReply): boolean {
  return (
    sent['origin'] === undefined ||
    headers.some(([name]) => name.toLowerCase() === 'access-control-allow-origin')
  );
}

/** In seconds (RFC 9110, 10.2.3); the other form, a date, the mock does not send. */
function readRetryAfter({ headers }: WireReply): number | undefined {
  const text = headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Which of the strangers it is; the token itself is kept nowhere. */
function getStranger(authorization = ''): Stranger {
  if (authorization.trim() === '') return { kind: 'none', fingerprint: 0 };
  const fingerprint = hash(authorization);
  return { kind: parseBearerToken(authorization) === undefined ? 'unreadable' : 'unknown', fingerprint };
}
