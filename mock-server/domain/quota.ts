/** The quota of a user with a test token, counted like the framework's throttle: over a sliding window. */
import type { Instant } from '../../time/time.ts';
import type { FixtureUser } from './fixture.ts';
import type { WorldJob } from './job.ts';
import { getIndex, type World } from './world.ts';

/**
 * @param seconds the length of the window; undefined if nothing is limited
 * @returns whole seconds until the user can submit again, rounded up; undefined if the user may submit now
 */
export function computeQuotaWait(
  world: World,
  { name, quota }: Pick<FixtureUser, 'name' | 'quota'>,
  now: Instant,
  seconds: number | undefined,
): number | undefined {
  if (seconds === undefined || quota === undefined) return undefined;
  if (quota === 0) return seconds;
  // As many as the quota allows may be in the window: when the oldest of them leaves it, there is room for one more.
  const oldest = findSubmission(world, name, quota);
  const left = oldest === undefined ? 0 : oldest.submittedAt + seconds * 1000 - now;
  return left > 0 ? Math.ceil(left / 1000) : undefined;
}

/** The last but so many of the jobs that the user has submitted since the world began. */
function findSubmission(world: World, owner: string, nth: number): WorldJob | undefined {
  const index = getIndex(world);
  const count = index.count(owner);
  let found = 0;
  for (let from = 0; from < count; from += portion)
    for (const job of index.list(owner, from, from + portion)) {
      if (!job.isInitial) found += 1;
      if (found === nth) return job;
    }
  return undefined;
}

const portion = 100;
