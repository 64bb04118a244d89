/** Snapshots: a world at an earlier time, for restoring. */
import { formatOneOf, formatSuggestion } from '../../openapi/complaint.ts';
import { getTime } from './clock.ts';
import { type Decision, refuseIntent } from './decision.ts';
import type { Intent, RestoreIntent } from './entry.ts';
import { getIndex, type World, type WorldPast, type WorldSnapshot } from './world.ts';
import type { Instant } from '../../time/time.ts';

/** How many a world keeps at most. */
const maxSnapshots = 20;

type SnapshotIntent = Extract<Intent, { readonly snapshot: string }>;

/** Saves, restores or deletes a snapshot. @param real the real time of the intent */
export function decideSnapshots(
  world: World,
  { kind, snapshot: name }: SnapshotIntent,
  real: Instant,
): Decision {
  const { snapshots } = world;
  const others = snapshots.filter((one) => one.name !== name);
  if (kind === 'save-snapshot') {
    if (others.length < maxSnapshots)
      return { kind: 'accepted', change: { snapshots: [...others, createSnapshot(world, name, real)] } };
    return refuseIntent(
      'full',
      `World "${world.name}" has reached its limit of ${maxSnapshots} snapshots. Delete one of ${formatNames(snapshots)}, or replace one by using its name.`,
    );
  }
  const found = snapshots.find((one) => one.name === name);
  if (found === undefined) return refuseIntent('no-such-snapshot', describeMissingSnapshot(world, name));
  if (kind === 'delete-snapshot') return { kind: 'accepted', change: { snapshots: others } };
  const { position, nonces } = world;
  const clock = { ...found.world.clock, real };
  return {
    kind: 'accepted',
    world: { ...found.world, name: world.name, clock, snapshots, position, nonces },
  };
}

function createSnapshot(world: World, name: string, real: Instant): WorldSnapshot {
  const { clock } = world;
  const { ahead: _, ...own } = clock;
  const { snapshots: __, position: ___, nonces: ____, ...past } = world;
  const stopped = { ...own, real, world: getTime(clock, real) };
  return { name, jobs: getIndex(world).size, world: { ...past, clock: stopped } satisfies WorldPast };
}

/** A sentence for a name that no snapshot of the world has. */
export function describeMissingSnapshot(
  { name: of, snapshots }: Pick<World, 'name' | 'snapshots'>,
  name: string,
): string {
  const known = snapshots.map((one) => one.name);
  const there =
    known.length === 0
      ? 'it has none.'
      : `it has ${formatNames(snapshots)}${formatSuggestion(name, known) || '.'}`;
  return `World "${of}" has no snapshot "${name}"; ${there}`;
}

const formatNames = (snapshots: readonly WorldSnapshot[]): string =>
  formatOneOf(snapshots.map(({ name }) => name));

/** The first of `snapshot-1`, `snapshot-2` ... that none of them has. */
export function findFreeName(snapshots: readonly WorldSnapshot[]): string {
  const taken = new Set(snapshots.map(({ name }) => name));
  let number = 1;
  while (taken.has(`snapshot-${number}`)) number += 1;
  return `snapshot-${number}`;
}

/** The intent to make a world what another one was when its clock showed this time. */
export function createRestoreIntent({
  fixture,
  began,
  clock,
  log,
  faults,
  faultsMade,
}: WorldPast): RestoreIntent {
  const now = clock.world;
  const made = faultsMade === undefined ? {} : { faultsMade };
  const history = { began, now, log: [...log], faults, ...made };
  return { kind: 'restore', at: now, speed: clock.speed, frozen: clock.frozen, from: { fixture, history } };
}
