/** The control operations for snapshots and world files. */
import { ComplaintsError, formatSuggestion, formatOneOf } from '../../openapi/complaint.ts';
import type { components } from '../../openapi/generated/control.ts';
import { formatRfc3339 } from '../../time/time.ts';
import type { Beginning } from '../domain/history.ts';
import {
  findFreeName,
  maxSnapshots,
  type WorldSnapshot,
  createSnapshot,
  restoreFromSnapshot,
} from '../domain/snapshot.ts';
import { getJobs } from '../domain/world.ts';
import { restoreFromLink } from './links.ts';
import {
  type ControlOperationCall,
  type ControlHandler,
  type ControlOutcome,
  succeed,
  runInWorld,
  noContent,
  refuse,
} from './outcome.ts';
import { toClockView } from './views.ts';

// The bodies have already been validated.
type NewSnapshot = components['schemas']['NewSnapshot'];
type Restore = components['schemas']['Restore'];

const listSnapshots: ControlHandler = (call) =>
  runInWorld(call, ({ name: of }) =>
    succeed(call.worlds.snapshots(of).map((one) => toSnapshotView(one, of))),
  );

const takeSnapshot: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const { worlds, real } = call;
    const kept = worlds.snapshots(world.name);
    const { name = findFreeName(kept) } = call.body as NewSnapshot;
    const others = kept.filter((one) => one.name !== name);
    if (others.length >= maxSnapshots)
      return refuse(
        409,
        `World "${world.name}" has reached its limit of ${maxSnapshots} snapshots. Delete one of ${formatNames(kept)}, or replace one by using its name.`,
      );
    const snapshot = createSnapshot(world, name, real);
    worlds.keep(world.name, [...others, snapshot]);
    return succeed(toSnapshotView(snapshot, world.name), 201);
  });

const dropSnapshot: ControlHandler = (call) =>
  runInWorld(call, ({ name: of }) => {
    const { worlds } = call;
    const { snapshot: name = '' } = call.path;
    const kept = worlds.snapshots(of);
    if (!kept.some((one) => one.name === name)) return refuseSnapshot(name, of, kept);
    worlds.keep(
      of,
      kept.filter((one) => one.name !== name),
    );
    return noContent;
  });

const restoreWorld: ControlHandler = (call) => {
  const { snapshot: name, of = call.world, file, link } = call.body as Restore;
  if (link !== undefined) return restoreFromLink(call, link);
  if (file !== undefined) return restoreFile(call, file);
  return runInWorld(call, (world) => {
    const kept = call.worlds.snapshots(of);
    const snapshot = kept.find((one) => one.name === name);
    if (snapshot === undefined) return refuseSnapshot(name ?? '', of, kept);
    const restored = restoreFromSnapshot(snapshot, world.name, call.real);
    call.worlds.replace(restored, call.real);
    return succeed(toClockView(restored, call.real));
  });
};

/** In addition to its own scenarios, it can use those of the mock. */
async function restoreFile(call: ControlOperationCall, text: string): Promise<ControlOutcome> {
  const { readWorld } = await import('../fixtures/read-world.ts');
  const { worlds, model } = call;
  let from: Beginning;
  try {
    from = readWorld(text, 'file', worlds.fixture.scenarios, model.spec.lifeCycle);
  } catch (error) {
    if (error instanceof ComplaintsError) return refuse(400, error.message);
    throw error;
  }
  return runInWorld(call, ({ name }) => {
    const { history } = from;
    const at = history === undefined ? {} : { at: history.now };
    return succeed(toClockView(worlds.reset(name, call.real, { from, ...at }), call.real));
  });
}

const exportWorld: ControlHandler = async (call) => {
  const { writeWorld } = await import('../fixtures/write-world.ts');
  return runInWorld<ControlOutcome>(call, (world) => ({
    status: 200,
    mediaType: 'application/yaml',
    text: writeWorld(world, call.real),
  }));
};

function toSnapshotView({ name, world }: WorldSnapshot, of: string) {
  return { name, world: of, now: formatRfc3339(world.clock.world, 3), jobs: getJobs(world).length };
}

function refuseSnapshot(name: string, of: string, kept: readonly WorldSnapshot[]): ControlOutcome {
  const known = kept.map((one) => one.name);
  const there =
    kept.length === 0 ? 'it has none' : `it has ${formatNames(kept)}${formatSuggestion(name, known) || '.'}`;
  return refuse(404, `World "${of}" has no snapshot "${name}"; ${there}${kept.length === 0 ? '.' : ''}`);
}

const formatNames = (kept: readonly WorldSnapshot[]): string => formatOneOf(kept.map(({ name }) => name));

export const snapshotsOperations = {
  dropSnapshot,
  exportWorld,
  listSnapshots,
  restoreWorld,
  takeSnapshot,
};
