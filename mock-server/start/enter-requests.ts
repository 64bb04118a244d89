/** Enters the requests of a link into the journal of a mock that has just begun. */
import { getTime } from '../domain/clock.ts';
import { firstWorld } from '../domain/world-names.ts';
import type { Engine } from '../engine.ts';
import { type KeptRequest, restoreRequests } from '../journal/kept-requests.ts';
import type { Instant } from '../../time/time.ts';
import type { Ingredients } from './ingredients.ts';

/** The requests of a link belong to the first world, which shows them in the dashboard. */
export function enterRequests(
  engine: Engine,
  requests: readonly KeptRequest[],
  now: () => Instant,
  { lifeCycle }: Ingredients['spec'],
): void {
  const world = engine.worlds.get(firstWorld);
  if (world === undefined || requests.length === 0) return;
  // A store may have another clock than this process.
  const { real } = world.clock;
  const present = { world: getTime(world.clock, real), now: real, steady: now() };
  engine.enter(firstWorld, restoreRequests(requests, world, present, lifeCycle));
}
