/** Selects the faults of a world that match a request, and those of them that apply. */
import type { Instant } from '../../time/time.ts';
import type { WorldFault } from '../domain/fault.ts';
import type { Context } from '../pipeline/context.ts';
import { isOver } from '../domain/active-faults.ts';

/** The faults that match the request and have not expired. */
export function findMatchingFaults(
  {
    world,
    user,
    operation,
    job,
  }: Pick<Context, 'world'> & Partial<Pick<Context, 'user' | 'operation' | 'job'>>,
  now: Instant,
): readonly WorldFault[] {
  return world.faults.filter(
    (fault) =>
      !isOver(fault, now) &&
      isMatch(fault.where.user, user?.name) &&
      isMatch(fault.where.operation, operation?.id) &&
      isMatch(fault.where.job, job),
  );
}

function isMatch(asked: string | undefined, is: string | undefined): boolean {
  return asked === undefined || asked === is;
}
