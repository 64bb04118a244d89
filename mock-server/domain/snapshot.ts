/** A snapshot: a world at an earlier time, for restoring. */
import { getTime } from './clock.ts';
import type { Instant } from '../../time/time.ts';
import type { World } from './world.ts';

export interface WorldSnapshot {
  readonly name: string;
  /** Its clock shows the time at which the snapshot was taken. */
  readonly world: World;
}

/** How many a world keeps at most. */
export const maxSnapshots = 20;

export function createSnapshot(world: World, name: string, real: Instant): WorldSnapshot {
  const { ahead: _, ...own } = world.clock;
  const clock = { ...own, real, world: getTime(world.clock, real) };
  return { name, world: { ...world, clock } };
}

/** The world of the snapshot under another name; its clock continues from that time. */
export function restoreFromSnapshot({ world }: WorldSnapshot, name: string, real: Instant): World {
  return { ...world, name, clock: { ...world.clock, real } };
}

/** The first of `snapshot-1`, `snapshot-2` ... that none of them has. */
export function findFreeName(snapshots: readonly WorldSnapshot[]): string {
  const taken = new Set(snapshots.map(({ name }) => name));
  let number = 1;
  while (taken.has(`snapshot-${number}`)) number += 1;
  return `snapshot-${number}`;
}
