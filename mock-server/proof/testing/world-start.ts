/** What every world of a proof is like at its beginning. */
import { start } from '../../testing/shipped.ts';
import { createClock } from '../../domain/clock.ts';
import { listJobsOfUser } from '../../domain/world.ts';
import { startWorld } from '../../domain/history.ts';
import { fixture } from '../../testing/shipped.ts';
import type { WorldStart } from '../judge-history.ts';

const world = startWorld('start', { fixture }, createClock(start, start, 1, true));

export const worldStart: WorldStart = {
  now: start,
  balance: fixture.users.find(({ name }) => name === 'carol')?.balance ?? 0,
  jobs: new Set(listJobsOfUser(world, 'alice').map(({ id }) => id)),
};
