/** The quota of a user with a test token, counted like the framework's throttle: over a sliding window. */
import type { Operation } from '../../openapi/operations.ts';
import type { FixtureUser } from '../domain/fixture.ts';
import type { World } from '../domain/world.ts';
import type { Instant } from '../../time/time.ts';

/** @returns whole seconds until the user can continue, rounded up; undefined if there is no limit */
export function computeSecondsToWait(
  operations: readonly Operation[],
  { world, user, now }: { readonly world: World; readonly user: FixtureUser; readonly now: Instant },
): number | undefined {
  const seconds = operations.find(({ throttleSeconds }) => throttleSeconds !== undefined)?.throttleSeconds;
  const { quota } = user;
  if (seconds === undefined || quota === undefined) return undefined;
  if (quota === 0) return seconds;
  const deleted = new Set(world.log.flatMap((command) => (command.kind === 'delete' ? [command.job] : [])));
  const submitted = world.log.flatMap((command) =>
    command.kind === 'submit' && command.owner === user.name && !deleted.has(command.id) ? [command.at] : [],
  );
  // As many as the quota allows may be in the window: when the oldest of them leaves it, there is room for one more.
  const oldest = submitted.toSorted((a, b) => b - a)[quota - 1];
  const left = oldest === undefined ? 0 : oldest + seconds * 1000 - now;
  return left > 0 ? Math.ceil(left / 1000) : undefined;
}
