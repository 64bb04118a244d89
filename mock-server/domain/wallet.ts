/** The balance of a user: the credits at the start of the world, and what the jobs have cost since. */
import type { FixtureUser } from './fixture.ts';
import type { Terms } from './payments.ts';
import { getIndex, type World } from './world.ts';
import type { Instant } from '../../time/time.ts';

/**
 * The credits of a user at a time not before the world's start, never below zero.
 * @returns undefined for a user without a wallet, whose credits are unlimited
 */
export function computeBalance(
  world: World,
  user: Pick<FixtureUser, 'name' | 'balance'>,
  now: Instant,
  terms: Terms,
): number | undefined {
  if (user.balance === undefined) return undefined;
  // A job that continues automatically, or is forced to, can cost more than the user has.
  return Math.max(0, user.balance + getIndex(world).getAgenda(now, terms).getSum(user.name));
}
