/** What the journal keeps of a request and its answer. */
import type { Model } from '../operations/reply.ts';
import { jobAt } from '../simulation/job.ts';
import type { Instant } from '../../time/time.ts';
import type { Sight } from '../wire/look.ts';
import { splitTarget, type WireRequest } from '../wire/message.ts';
import type { Responded } from '../wire/respond.ts';
import type { Draft } from './entry.ts';

/** @param began the real time at which the request came */
export function draftOf(
  request: WireRequest,
  { reply, worldTime, jobs, faults }: Omit<Responded, 'sight'>,
  { world, user, operation, job }: Sight,
  began: Instant,
  { spec }: Model,
): Draft {
  const { path, query } = splitTarget(request.target);
  const wait = reply.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  const about = job ?? (jobs.length === 1 && operation?.method === 'POST' ? jobs[0]?.id : undefined);
  return {
    began,
    worldTime,
    method: request.method,
    path,
    ...(query === '' ? {} : { query }),
    tokenInQuery: world.fixture.users.some(({ token }) => query.split(/[=&]/).includes(token)),
    ...(user === undefined ? {} : { user: user.name }),
    ...(operation === undefined ? {} : { operation: operation.id }),
    ...(about === undefined ? {} : { job: about }),
    shown: jobs.map((one) => {
      const { internalStatus, apiStatus } = jobAt(one, worldTime, spec.lifeCycle);
      return { id: one.id, internalStatus, apiStatus, rows: one.rows };
    }),
    status: reply.status,
    ...(wait === undefined || !/^\d+$/.test(wait) ? {} : { retryAfter: Number(wait) }),
    faults,
    nearMisses: [],
  };
}
