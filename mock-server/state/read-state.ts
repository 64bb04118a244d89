/** Text of a state file in, worlds out, or the reason why not; reports each world that does not fit this mock. */
import { parseJsonText } from '../../files/read-file.ts';

import { type Complaint, ComplaintsError, refuseIfAny } from '../../openapi/complaint.ts';
import { diagnose } from '../../openapi/diagnostics/diagnose.ts';
import { createAjv } from '../../openapi/validators.ts';
import worldSchema from '../../fixtures/world.schema.json' with { type: 'json' };
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { createPlainComplaint, toPlainSource } from '../fixtures/plain-source.ts';
import { instant, type Instant, parseInstant } from '../../time/time.ts';
import { type PlainObject, parsePlainCommand, parsePlainFault } from '../fixtures/plain-command.ts';
import { toPlainFixture } from '../fixtures/world-value.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { WorldCommand } from '../domain/command.ts';
import { CommandLog } from '../domain/command-log.ts';
import { getIndex, type World, type WorldSnapshot } from '../domain/world.ts';
import { stateFormat, stateVersion } from './state-text.ts';
import schema from './state.schema.json' with { type: 'json' };

/** The mock that restores the worlds. */
export interface StateContext {
  readonly fixture: Fixture;
  readonly lifeCycle: LifeCycle;
  readonly real: Instant;
}

export type ReadState =
  /** Half a sentence. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  | {
      readonly kind: 'read';
      readonly worlds: readonly World[];
      /** The worlds that cannot be restored, each with half a sentence on why. */
      readonly misfits: readonly { readonly world: string; readonly reason: string }[];
    };

// Validated data has these types.
interface StateFile {
  readonly fixtures: readonly PlainObject[];
  readonly worlds: readonly (WorldEntry & {
    readonly snapshots: readonly { readonly name: string; readonly world: WorldEntry }[];
  })[];
}

interface WorldEntry {
  readonly name: string;
  readonly fixture: number;
  readonly began: string;
  readonly clock: {
    readonly real: string;
    readonly world: string;
    readonly speed: number;
    readonly frozen: boolean;
  };
  readonly faults: readonly PlainObject[];
  readonly faultsMade?: number;
  readonly log: readonly PlainObject[] | number;
}

export async function readState(text: string, context: StateContext): Promise<ReadState> {
  const file = parseStateFile(text);
  if ('reason' in file) return { kind: 'unreadable', ...file };
  const fixtures = new Map<number, Promise<Fixture>>();
  const readFixtureAt = async (index: number): Promise<Fixture> => {
    const known = fixtures.get(index) ?? readFixture(file.fixtures[index] ?? {}, context);
    fixtures.set(index, known);
    return known;
  };
  const worlds: World[] = [];
  const misfits: { world: string; reason: string }[] = [];
  for (const { snapshots, ...entry } of file.worlds) {
    try {
      const world = toWorld(entry, await readFixtureAt(entry.fixture), context);
      const kept: WorldSnapshot[] = [];
      for (const { name, world: before } of snapshots) {
        const log = typeof before.log === 'number' ? world.log.slice(before.log) : undefined;
        const past = toWorld(before, await readFixtureAt(before.fixture), context, log);
        kept.push({ name, jobs: getIndex(past).size, world: past });
      }
      worlds.push({ ...world, snapshots: kept });
    } catch (error) {
      if (!(error instanceof ComplaintsError)) throw error;
      misfits.push({ world: entry.name, reason: error.complaints[0]?.message ?? '' });
    }
  }
  return { kind: 'read', worlds, misfits };
}

function parseStateFile(text: string): StateFile | { readonly reason: string } {
  let value: unknown;
  try {
    value = parseJsonText(text, 'the file');
  } catch {
    return { reason: 'it is truncated or not JSON' };
  }
  const { format, version } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (format !== stateFormat) return { reason: 'it is not an enrichment-sandbox state file' };
  if (typeof version === 'number' && version > stateVersion)
    return {
      reason: `a newer enrichment-sandbox wrote it, with format version ${version}; this one supports ${stateVersion}`,
    };
  const fits = createAjv().addSchema(worldSchema).compile(schema);
  if (fits(value)) return value as unknown as StateFile;
  const [first] = diagnose(fits.errors, value);
  // The file holds tokens, so that no value of it is shown.
  const where = first === undefined ? '' : `: "${first.path.join('.')}" must be ${first.expected}`;
  return { reason: `it was modified${where}` };
}

/** Known initial contents are not read again. */
async function readFixture(value: PlainObject, { fixture, lifeCycle }: StateContext): Promise<Fixture> {
  if (JSON.stringify(value) === JSON.stringify(toPlainFixture(fixture))) return fixture;
  const { readWorldSource: beginningFrom } = await import('../fixtures/read-world.ts');
  return beginningFrom(toPlainSource(value), fixture.scenarios, lifeCycle).fixture;
}

function toWorld(entry: WorldEntry, fixture: Fixture, context: StateContext, shared?: World['log']): World {
  const { name, began, clock, faults, faultsMade } = entry;
  const log =
    shared ?? CommandLog.from((typeof entry.log === 'number' ? [] : entry.log).map(parsePlainCommand));
  refuseIfAny([...log].flatMap((command) => findUnknown(command, fixture, context)));
  return {
    name,
    fixture,
    began: parseStateInstant(began),
    clock: {
      ...clock,
      // A real clock that was set back since then would hold the world still.
      real: instant(Math.min(parseStateInstant(clock.real), context.real)),
      world: parseStateInstant(clock.world),
    },
    log,
    faults: faults.map(parsePlainFault),
    snapshots: [],
    position: 0,
    nonces: [],
    ...(faultsMade === undefined ? {} : { faultsMade }),
  };
}

/** Commands that this mock cannot continue with; all others were valid when they were executed. */
function findUnknown(
  command: WorldCommand,
  { scenarios }: Fixture,
  { lifeCycle }: StateContext,
): readonly Complaint[] {
  if (command.kind === 'submit' && !Object.hasOwn(scenarios, command.scenario))
    return [createPlainComplaint([], `unknown scenario "${command.scenario}"`)];
  if (command.kind === 'force' && !lifeCycle.internalStatuses.includes(command.status))
    return [createPlainComplaint([], `unknown internal status "${command.status}"`)];
  return [];
}

function parseStateInstant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined)
    throw new ComplaintsError([createPlainComplaint([], `"${text}" is not a date and time`)]);
  return at;
}
