/** Finds the job that a control request is about. */
import { excerpt } from '../../openapi/conformance.ts';
import { whereIs } from '../journal/near-jobs.ts';
import { canonicalUuid } from '../django/uuid.ts';
import type { Job } from '../simulation/job.ts';
import { getJobs, type World } from '../simulation/world.ts';
import { type ControlCall, type ControlOutcome, inWorld, refused } from './outcome.ts';

/** The job of this id, which may be spelt in any way. */
export function jobIn(world: World, id: string): Job | undefined {
  const canonical = canonicalUuid(id);
  return getJobs(world).find((job) => job.id === canonical);
}

/** Runs with the job of the path; 404 when there is none, with the world that has it. */
export function withJobOfPath(
  call: ControlCall,
  run: (world: World, job: Job) => ControlOutcome,
): ControlOutcome | Promise<ControlOutcome> {
  return inWorld(call, (world) => {
    const id = call.path['job'] ?? '';
    const job = jobIn(world, id);
    if (job !== undefined) return run(world, job);
    const where = whereIs(canonicalUuid(id) ?? id, world, call.worlds.all());
    const hint =
      where.kind === 'elsewhere'
        ? `; the world "${where.world}" has it`
        : where.kind === 'deleted'
          ? '; it was deleted'
          : `; its jobs are at /__mock__/api/worlds/${world.name}/jobs`;
    return refused(404, `The world "${world.name}" has no job ${excerpt(JSON.stringify(id))}${hint}.`);
  });
}
