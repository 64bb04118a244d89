/** Clocks and jobs as the control API shows them. */
import type { Spec } from '../../openapi/spec.ts';
import { timeOf } from '../simulation/clock.ts';
import { type Job, jobAt } from '../simulation/job.ts';
import type { World } from '../simulation/world.ts';
import { type Instant, spellInstant } from '../../time/time.ts';

export function clockView(world: World, real: Instant) {
  const { speed, frozen } = world.clock;
  return { world: world.name, now: spellInstant(timeOf(world.clock, real), 3), speed, frozen };
}

export function jobView(job: Job, now: Instant, { lifeCycle }: Spec) {
  const { internalStatus, apiStatus, rowsDone, updatedAt, next } = jobAt(job, now, lifeCycle);
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
  };
}
