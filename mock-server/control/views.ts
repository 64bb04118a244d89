/** Clocks and jobs as the control API shows them. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { Change } from '../simulation/changes.ts';
import { getTime } from '../simulation/clock.ts';
import { type Job, jobAt } from '../simulation/job.ts';
import { computeLife } from '../simulation/life.ts';
import type { World } from '../simulation/world.ts';
import { type Instant, never, spellInstant } from '../../time/time.ts';

export function clockView(world: World, real: Instant) {
  const { speed, frozen } = world.clock;
  return { world: world.name, now: spellInstant(getTime(world.clock, real), 3), speed, frozen };
}

export function jobView(job: Job, now: Instant, { lifeCycle }: Spec) {
  const { internalStatus, apiStatus, rowsDone, updatedAt, next, byPolls, reason } = jobAt(
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
    rows_done: rowsDone,
    submitted_at: spellInstant(job.submittedAt, 3),
    updated_at: spellInstant(updatedAt, 3),
    ...(next === undefined ? {} : { next: { internal_status: next.status, at: spellInstant(next.at, 3) } }),
    ...(byPolls === undefined
      ? {}
      : { next_by_polls: { internal_status: byPolls.status, polls: byPolls.left } }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The job with its life: what was, and what comes if nobody intervenes. */
export function jobDetailView(job: Job, now: Instant, spec: Spec) {
  const { lifeCycle } = spec;
  const life = computeLife(job, lifeCycle).map(({ status, from, to }) => ({
    internal_status: status,
    api_status: lifeCycle.getApiStatus(status),
    from: spellInstant(from, 3),
    ...(to === never ? {} : { to: spellInstant(to, 3) }),
  }));
  return { ...jobView(job, now, spec), life };
}

export function changeView({ job, owner, from, to, at }: Change, lifeCycle: LifeCycle) {
  return { job, owner, from, to, api_status: lifeCycle.getApiStatus(to), at: spellInstant(at, 3) };
}
