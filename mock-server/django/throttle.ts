/** The throttle of the framework: a quota for the operations that have one. */
import type { Operation } from '../../openapi/operations.ts';
import type { FixtureUser } from '../domain/fixture.ts';
import { computeQuotaWait } from '../domain/quota.ts';
import type { World } from '../domain/world.ts';
import type { Instant } from '../../time/time.ts';

/** @returns whole seconds until the user can continue, rounded up; undefined if there is no limit */
export function computeSecondsToWait(
  operations: readonly Operation[],
  { world, user, now }: { readonly world: World; readonly user: FixtureUser; readonly now: Instant },
): number | undefined {
  const seconds = operations.find(({ throttleSeconds }) => throttleSeconds !== undefined)?.throttleSeconds;
  return computeQuotaWait(world, user, now, seconds);
}
