/** Clocks and jobs as the control API shows them. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { JobChange } from '../domain/changes.ts';
import { getTime } from '../domain/clock.ts';
import { type Job, computeDone, computeJobState } from '../domain/job.ts';
import { computeLife } from '../domain/life.ts';
import type { World } from '../domain/world.ts';
import { type Instant, never, formatRfc3339 } from '../../time/time.ts';

export function toClockView(world: World, real: Instant) {
  const { speed, frozen } = world.clock;
  return { world: world.name, now: formatRfc3339(getTime(world.clock, real), 3), speed, frozen };
}

export function toControlJobView(job: Job, now: Instant, { lifeCycle }: Spec) {
  const { internalStatus, apiStatus, updatedAt, next, byPolls, reason } = computeJobState(
    job,
    now,
    lifeCycle,
  );
  return {
    id: job.id,
    owner: job.owner,
    internal_status: internalStatus,
    api_status: apiStatus,
    scenario: job.scenario,
    ...(job.category === undefined ? {} : { category: job.category }),
    size: job.rows,
    rows_done: computeDone(job, now, lifeCycle),
    submitted_at: formatRfc3339(job.submittedAt, 3),
    updated_at: formatRfc3339(updatedAt, 3),
    ...(next === undefined ? {} : { next: { internal_status: next.status, at: formatRfc3339(next.at, 3) } }),
    ...(byPolls === undefined
      ? {}
      : { next_by_polls: { internal_status: byPolls.status, polls: byPolls.left } }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The job with its past and future statuses. */
export function toJobDetailView(job: Job, now: Instant, spec: Spec) {
  const { lifeCycle } = spec;
  const life = computeLife(job, lifeCycle).map(({ status, from, to }) => ({
    internal_status: status,
    api_status: lifeCycle.getApiStatus(status),
    from: formatRfc3339(from, 3),
    ...(to === never ? {} : { to: formatRfc3339(to, 3) }),
  }));
  return { ...toControlJobView(job, now, spec), life };
}

export function toChangeView({ job, owner, from, to, at }: JobChange, lifeCycle: LifeCycle) {
  return { job, owner, from, to, api_status: lifeCycle.getApiStatus(to), at: formatRfc3339(at, 3) };
}
