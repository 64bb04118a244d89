/** The control operations for snapshots and world files. */
import { ComplaintsError, findNearest } from '../../openapi/complaint.ts';
import type { components } from '../../openapi/generated/control.ts';
import { formatRfc3339 } from '../../time/time.ts';
import type { Beginning } from '../domain/history.ts';
import { createRestoreIntent, describeMissingSnapshot, findFreeName } from '../domain/snapshot.ts';
import type { WorldSnapshot } from '../domain/world.ts';
import { isWorldName } from '../domain/world-names.ts';
import { isLogText } from '../store/text/is-log-text.ts';
import { restoreFromLink, restoreFromLog } from './links.ts';
import {
  commit,
  type ControlOperationCall,
  type ControlHandler,
  type ControlOutcome,
  showClock,
  succeed,
  runInWorld,
  noContent,
  refuse,
} from './outcome.ts';
import type { Remedy } from './remedy.ts';

// The bodies have already been validated.
type NewSnapshot = components['schemas']['NewSnapshot'];
type Restore = components['schemas']['Restore'];

const listSnapshots: ControlHandler = (call) =>
  runInWorld(call, ({ name, snapshots }) => succeed(snapshots.map((one) => toSnapshotView(one, name))));

const takeSnapshot: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const { name: snapshot = findFreeName(world.snapshots) } = call.body as NewSnapshot;
    return commit(call, { kind: 'save-snapshot', snapshot }, ({ name, snapshots }) => {
      const made = snapshots.find((one) => one.name === snapshot);
      if (made === undefined) throw new Error('A snapshot was saved, but it is not there.');
      return succeed(toSnapshotView(made, name), 201);
    });
  });

const dropSnapshot: ControlHandler = (call) => {
  const { snapshot = '' } = call.path;
  return runInWorld(call, () => commit(call, { kind: 'delete-snapshot', snapshot }, () => noContent));
};

const restoreWorld: ControlHandler = async (call) => {
  const { snapshot = '', of = call.world, file, link } = call.body as Restore;
  if (link !== undefined) return restoreFromLink(call, link);
  if (file !== undefined) return isLogText(file) ? restoreFromLog(call, file) : restoreFile(call, file);
  if (of !== call.world && isWorldName(of)) await call.worlds.shared?.look(of);
  return runInWorld(call, (world) => {
    const source = of === world.name ? world : call.worlds.get(of);
    const found = source?.snapshots.find((one) => one.name === snapshot);
    if (found === undefined)
      return refuse(
        404,
        describeMissingSnapshot(source ?? { name: of, snapshots: [] }, snapshot),
        suggestSnapshot(source?.snapshots ?? [], snapshot),
      );
    const intent =
      source === world ? ({ kind: 'restore-snapshot', snapshot } as const) : createRestoreIntent(found.world);
    return commit(call, intent, showClock(call));
  });
};

function suggestSnapshot(snapshots: readonly WorldSnapshot[], name: string): Remedy {
  const known = snapshots.map((one) => one.name);
  const near = findNearest(name, known) ?? known.at(-1);
  return near === undefined ? { send: 'GET snapshots' } : { set: { snapshot: near } };
}

/** In addition to its own scenarios, it can use those of the mock. */
async function restoreFile(call: ControlOperationCall, text: string): Promise<ControlOutcome> {
  const { readWorld } = await import('../fixtures/read-world.ts');
  const { worlds, model, real } = call;
  let from: Beginning;
  try {
    from = readWorld(text, 'file', worlds.fixture.scenarios, model.spec.lifeCycle);
  } catch (error) {
    if (error instanceof ComplaintsError) return refuse(400, error.message, { send: 'GET export' });
    throw error;
  }
  const { faults: _, ...start } = worlds.createReset(real, from.history?.now);
  return runInWorld(call, () => commit(call, { ...start, kind: 'restore', from }, showClock(call)));
}

const exportWorld: ControlHandler = async (call) => {
  const { writeWorld } = await import('../fixtures/write-world.ts');
  return runInWorld<ControlOutcome>(call, (world) => ({
    status: 200,
    mediaType: 'application/yaml',
    text: writeWorld(world, call.real),
  }));
};

function toSnapshotView({ name, world, jobs }: WorldSnapshot, of: string) {
  return { name, world: of, now: formatRfc3339(world.clock.world, 3), jobs };
}

export const snapshotsOperations = {
  dropSnapshot,
  exportWorld,
  listSnapshots,
  restoreWorld,
  takeSnapshot,
};
