/** Finds the job of a control request. */
import { quoteValue } from '../../openapi/diagnostics/excerpt.ts';
import { locateJob } from '../journal/near-jobs.ts';
import { parseUuid } from '../django/uuid.ts';
import type { Job } from '../domain/job.ts';
import { findJob as findJobById, type World } from '../domain/world.ts';
import type { Later } from '../portions/portions.ts';
import { type ControlOperationCall, type ControlOutcome, runInWorld, refuse } from './outcome.ts';

/** The job of this id, which may be spelt in any way. */
export function findJob(world: World, id: string): Job | undefined {
  return findJobById(world, parseUuid(id) ?? '');
}

/** Runs with the job of the path; 404 when there is none, with the world that has it. */
export function runWithJob(
  call: ControlOperationCall,
  run: (world: World, job: Job) => Later<ControlOutcome>,
): Later<ControlOutcome> {
  return runInWorld(call, (world) => {
    const id = call.path['job'] ?? '';
    const job = findJob(world, id);
    if (job !== undefined) return run(world, job);
    const where = locateJob(parseUuid(id) ?? id, world, call.worlds.all());
    const hint =
      where.kind === 'elsewhere'
        ? `; it is in world "${where.world}"`
        : where.kind === 'deleted'
          ? '; it was deleted'
          : `; its jobs are at /__mock__/api/worlds/${world.name}/jobs`;
    const remedy =
      where.kind === 'elsewhere'
        ? { world: where.world }
        : { send: where.kind === 'deleted' ? `POST jobs/${id}/undelete` : 'GET jobs' };
    return refuse(404, `World "${world.name}" has no job ${quoteValue(id)}${hint}.`, remedy);
  });
}
