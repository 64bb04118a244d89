/** The control operations about snapshots and world files. */
import { ComplaintsError, didYouMean, formatOneOf } from '../../openapi/complaint.ts';
import type { components } from '../../openapi/generated/control.ts';
import { spellInstant } from '../../time/time.ts';
import type { Beginning } from '../simulation/history.ts';
import {
  freeName,
  maxSnapshots,
  type Snapshot,
  createSnapshot,
  restoreFromSnapshot,
} from '../simulation/snapshot.ts';
import { getJobs } from '../simulation/world.ts';
import {
  type ControlCall,
  type ControlHandler,
  type ControlOutcome,
  done,
  inWorld,
  nothing,
  refused,
} from './outcome.ts';
import { clockView } from './views.ts';

// The bodies were held against their schemas before they come here.
type NewSnapshot = components['schemas']['NewSnapshot'];
type Restore = components['schemas']['Restore'];

const listSnapshots: ControlHandler = (call) =>
  inWorld(call, ({ name: of }) => done(call.worlds.snapshots(of).map((one) => snapshotView(one, of))));

const takeSnapshot: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const { worlds, real } = call;
    const kept = worlds.snapshots(world.name);
    const { name = freeName(kept) } = call.body as NewSnapshot;
    const others = kept.filter((one) => one.name !== name);
    if (others.length >= maxSnapshots)
      return refused(
        409,
        `The world "${world.name}" has ${maxSnapshots} snapshots, and keeps no more: delete one of ${names(kept)}, or take this one under a name that is there, which replaces it.`,
      );
    const snapshot = createSnapshot(world, name, real);
    worlds.keep(world.name, [...others, snapshot]);
    return done(snapshotView(snapshot, world.name), 201);
  });

const dropSnapshot: ControlHandler = (call) =>
  inWorld(call, ({ name: of }) => {
    const { worlds } = call;
    const { snapshot: name = '' } = call.path;
    const kept = worlds.snapshots(of);
    if (!kept.some((one) => one.name === name)) return noSnapshot(name, of, kept);
    worlds.keep(
      of,
      kept.filter((one) => one.name !== name),
    );
    return nothing;
  });

const restoreWorld: ControlHandler = (call) => {
  const { snapshot: name, of = call.world, file } = call.body as Restore;
  if (file !== undefined) return restoreFile(call, file);
  return inWorld(call, (world) => {
    const kept = call.worlds.snapshots(of);
    const snapshot = kept.find((one) => one.name === name);
    if (snapshot === undefined) return noSnapshot(name ?? '', of, kept);
    const restored = restoreFromSnapshot(snapshot, world.name, call.real);
    call.worlds.replace(restored, call.real);
    return done(clockView(restored, call.real));
  });
};

/** The scenarios that it may name beside its own are those of the mock. */
async function restoreFile(call: ControlCall, text: string): Promise<ControlOutcome> {
  const { readWorld } = await import('../fixtures/read-world.ts');
  const { worlds, model } = call;
  let from: Beginning;
  try {
    from = readWorld(text, 'file', worlds.fixture.scenarios, model.spec.lifeCycle);
  } catch (error) {
    if (error instanceof ComplaintsError) return refused(400, error.message);
    throw error;
  }
  return inWorld(call, ({ name }) => {
    const { history } = from;
    const at = history === undefined ? {} : { at: history.now };
    return done(clockView(worlds.reset(name, call.real, { from, ...at }), call.real));
  });
}

const exportWorld: ControlHandler = async (call) => {
  const { writeWorld } = await import('../fixtures/write-world.ts');
  return inWorld<ControlOutcome>(call, (world) => ({
    status: 200,
    mediaType: 'application/yaml',
    text: writeWorld(world, call.real),
  }));
};

function snapshotView({ name, world }: Snapshot, of: string) {
  return { name, world: of, now: spellInstant(world.clock.world, 3), jobs: getJobs(world).length };
}

function noSnapshot(name: string, of: string, kept: readonly Snapshot[]): ControlOutcome {
  const known = kept.map((one) => one.name);
  const there = kept.length === 0 ? 'it has none' : `it has ${names(kept)}${didYouMean(name, known) || '.'}`;
  return refused(404, `The world "${of}" has no snapshot "${name}"; ${there}${kept.length === 0 ? '.' : ''}`);
}

const names = (kept: readonly Snapshot[]): string => formatOneOf(kept.map(({ name }) => name));

export const snapshotsOperations = {
  dropSnapshot,
  exportWorld,
  listSnapshots,
  restoreWorld,
  takeSnapshot,
};
