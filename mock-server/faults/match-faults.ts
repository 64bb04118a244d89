/** Selects the faults of a world that match a request, and those of them that apply. */
import type { Instant } from '../../time/time.ts';
import type { WorldFault } from '../domain/fault.ts';
import { drawFraction } from '../../random/random.ts';
import type { World } from '../domain/world.ts';
import type { Context } from '../pipeline/context.ts';
import { isOver } from './active-faults.ts';

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

/** Whether it applies to the next request, after those that it has matched. */
export function isAppliedNext({ id, when, matched }: WorldFault, { fixture: { seed } }: World): boolean {
  const nth = matched + 1;
  if (when.kind === 'next') return nth <= when.count;
  if (when.kind === 'every') return nth % when.nth === 0;
  if (when.kind === 'from') return nth >= when.nth;
  return when.kind === 'always' || drawFraction(seed, 'strikes', id, nth) < when.share;
}

function isMatch(asked: string | undefined, is: string | undefined): boolean {
  return asked === undefined || asked === is;
}
