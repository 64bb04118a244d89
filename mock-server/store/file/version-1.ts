/** Reads state files of the format version 1, one JSON document with all worlds, as entries of logs. */
import { ComplaintsError } from '../../../openapi/complaint.ts';
import type { LifeCycle } from '../../../openapi/life-cycle.ts';
import { toMap } from '../../../openapi/values.ts';
import { parseJsonText } from '../../../files/read-file.ts';
import { type Instant, instant, parseInstant } from '../../../time/time.ts';
import { getTime } from '../../domain/clock.ts';
import type { Intent, RestoreIntent } from '../../domain/entry.ts';
import type { Beginning } from '../../domain/history.ts';
import { isWorldName } from '../../domain/world-names.ts';
import { toPlainFixture } from '../../fixtures/world-value.ts';
import { formatInstantToMs, type PlainObject } from '../../fixtures/plain-command.ts';
import { toPlainSource } from '../../fixtures/plain-source.ts';
import { readWorldSource } from '../../fixtures/read-world.ts';
import { stateFormat, stateVersion } from './write-lines.ts';

export type ReadVersion1 =
  /** Half a sentence. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  | {
      readonly kind: 'read';
      readonly worlds: ReadonlyMap<string, readonly Intent[]>;
      readonly misfits: Map<string, string>;
    };

/** The mock that restores the worlds. */
export interface Restorer {
  readonly beginning: Beginning;
  readonly lifeCycle: LifeCycle;
  /** The real time. */
  readonly now: () => Instant;
}

export function readVersion1(text: string, restorer: Restorer): ReadVersion1 {
  // A newer version may have lines too.
  const value = parseMap(text) ?? parseMap(text.slice(0, Math.max(0, text.indexOf('\n'))));
  if (value === undefined) return { kind: 'unreadable', reason: 'it is truncated or not JSON' };
  const { format, version } = value;
  if (format !== stateFormat)
    return { kind: 'unreadable', reason: 'it is not an enrichment-sandbox state file' };
  if (typeof version === 'number' && version > stateVersion)
    return {
      kind: 'unreadable',
      reason: `a newer enrichment-sandbox wrote it, with format version ${version}; this one supports ${stateVersion}`,
    };
  const fixtures = toMaps(value['fixtures']);
  const worlds = new Map<string, readonly Intent[]>();
  const misfits = new Map<string, string>();
  for (const entry of toMaps(value['worlds'])) {
    const name = String(entry['name']);
    if (!isWorldName(name))
      return { kind: 'unreadable', reason: 'it was modified: a world has no valid name' };
    try {
      worlds.set(name, toIntents(entry, fixtures, restorer));
    } catch (error) {
      if (!(error instanceof ComplaintsError)) throw error;
      misfits.set(name, error.complaints[0]?.message ?? '');
    }
  }
  return { kind: 'read', worlds, misfits };
}

/** The snapshots, each as the world was when it was taken, and then the world. */
function toIntents(
  world: PlainObject,
  fixtures: readonly PlainObject[],
  restorer: Restorer,
): readonly Intent[] {
  const taken = toMaps(world['snapshots']).flatMap(({ name, world: before }): readonly Intent[] => {
    const { log, ...others } = toMap(before);
    // A prefix of the world's log can be given as its length.
    const own = typeof log === 'number' && Array.isArray(world['log']) ? world['log'].slice(0, log) : log;
    return [
      toRestore({ ...others, log: own }, fixtures, restorer, false),
      { kind: 'save-snapshot', snapshot: String(name) },
    ];
  });
  return [...taken, toRestore(world, fixtures, restorer, true)];
}

/** @param goesOn whether its clock went on while no mock was running */
function toRestore(
  { fixture: index, began, clock, faults, faultsMade, log }: PlainObject,
  fixtures: readonly PlainObject[],
  { beginning: { fixture }, lifeCycle, now }: Restorer,
  goesOn: boolean,
): RestoreIntent {
  const real = now();
  const { frozen, speed, ...times } = toMap(clock);
  const shown = parseInstant(String(times['world'])) ?? real;
  // A real clock that was set back since then would hold the world still.
  const since = instant(Math.min(parseInstant(String(times['real'])) ?? real, real));
  const running = { real: since, world: shown, speed: Number(speed), frozen: frozen === true };
  const at = goesOn ? getTime(running, real) : shown;
  const plain = fixtures[Number(index)] ?? {};
  const from = readWorldSource(
    toPlainSource({
      ...plain,
      began,
      now: formatInstantToMs(at),
      log,
      faults,
      ...(faultsMade === undefined ? {} : { 'faults-made': faultsMade }),
    }),
    fixture.scenarios,
    lifeCycle,
  );
  const isOwn = JSON.stringify(plain) === JSON.stringify(toPlainFixture(fixture));
  return {
    kind: 'restore',
    at,
    speed: running.speed,
    frozen: running.frozen,
    from: isOwn ? { ...from, fixture } : from,
  };
}

function parseMap(text: string): PlainObject | undefined {
  try {
    return toMap(parseJsonText(text, 'the file'));
  } catch {
    return undefined;
  }
}

const toMaps = (value: unknown): readonly PlainObject[] => (Array.isArray(value) ? value : []).map(toMap);
