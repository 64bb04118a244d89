/** Text of a state file in, worlds out, or why there are none; what does not fit this mock is told, world by world. */
import { parseJsonText } from '../../files/read-file.ts';
import validateState from 'prepared:state-validator.cjs';

import { type Complaint, ComplaintsError, refuseIfAny } from '../../openapi/complaint.ts';
import type { SchemaCheck } from '../../openapi/conformance.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { YamlSource } from '../../openapi/yaml-source.ts';
import { instant, type Instant, parseInstant } from '../../time/time.ts';
import { type Plain, commandFrom, faultFrom } from '../fixtures/plain-command.ts';
import { fixtureValue } from '../fixtures/world-value.ts';
import type { Fixture } from '../simulation/fixture.ts';
import type { Snapshot } from '../simulation/snapshot.ts';
import type { Command, World } from '../simulation/world.ts';
import type { KeptWorld } from '../simulation/worlds.ts';
import { stateFormat, stateVersion } from './state-text.ts';

/** The mock that is to go on with the worlds. */
export interface Reader {
  readonly fixture: Fixture;
  readonly lifeCycle: LifeCycle;
  readonly real: Instant;
}

export type ReadState =
  /** Half a sentence. */
  | { readonly kind: 'unreadable'; readonly because: string }
  | {
      readonly kind: 'read';
      readonly worlds: readonly KeptWorld[];
      /** The worlds that cannot go on here, each with half a sentence on why. */
      readonly misfits: readonly { readonly world: string; readonly because: string }[];
    };

// What was held against the schema has these types.
interface StateFile {
  readonly fixtures: readonly Plain[];
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
  readonly faults: readonly Plain[];
  readonly faultsMade?: number;
  readonly log: readonly Plain[] | number;
}

export async function readState(text: string, reader: Reader): Promise<ReadState> {
  const told = parsed(text);
  if ('because' in told) return { kind: 'unreadable', ...told };
  const fixtures = new Map<number, Promise<Fixture>>();
  const fixtureAt = async (index: number): Promise<Fixture> => {
    const known = fixtures.get(index) ?? fixtureFrom(told.fixtures[index] ?? {}, reader);
    fixtures.set(index, known);
    return known;
  };
  const worlds: KeptWorld[] = [];
  const misfits: { world: string; because: string }[] = [];
  for (const { snapshots, ...entry } of told.worlds) {
    try {
      const world = worldFrom(entry, await fixtureAt(entry.fixture), reader);
      const kept: Snapshot[] = [];
      for (const { name, world: before } of snapshots) {
        const log = typeof before.log === 'number' ? world.log.slice(0, before.log) : undefined;
        kept.push({ name, world: worldFrom(before, await fixtureAt(before.fixture), reader, log) });
      }
      worlds.push({ world, snapshots: kept });
    } catch (error) {
      if (!(error instanceof ComplaintsError)) throw error;
      misfits.push({ world: entry.name, because: error.complaints[0]?.says ?? '' });
    }
  }
  return { kind: 'read', worlds, misfits };
}

function parsed(text: string): StateFile | { readonly because: string } {
  let value: unknown;
  try {
    value = parseJsonText(text, 'the file');
  } catch {
    return { because: 'it is not whole, or no JSON at all' };
  }
  const { format, version } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (format !== stateFormat) return { because: 'it is not a file in which enrichment-sandbox keeps worlds' };
  if (typeof version === 'number' && version > stateVersion)
    return {
      because: `a newer enrichment-sandbox wrote it, in version ${version} of its form; this one knows ${stateVersion}`,
    };
  // It was compiled when the program was built.
  const fits = validateState as SchemaCheck;
  if (fits(value)) return value as StateFile;
  const [error] = fits.errors ?? [];
  return {
    because: `somebody changed it: ${error?.instancePath ?? ''} ${error?.message ?? 'is not allowed'}`,
  };
}

/** What this mock begins worlds with is not read again. */
async function fixtureFrom(value: Plain, { fixture, lifeCycle }: Reader): Promise<Fixture> {
  if (JSON.stringify(value) === JSON.stringify(fixtureValue(fixture))) return fixture;
  const { worldFrom: beginningFrom } = await import('../fixtures/read-world.ts');
  return beginningFrom(toSource(value), fixture.scenarios, lifeCycle).fixture;
}

function worldFrom(entry: WorldEntry, fixture: Fixture, reader: Reader, shared?: World['log']): World {
  const { name, began, clock, faults, faultsMade } = entry;
  const log = shared ?? (typeof entry.log === 'number' ? [] : entry.log).map(commandFrom);
  refuseIfAny(log.flatMap((command) => strangers(command, fixture, reader)));
  return {
    name,
    fixture,
    began: parseStateInstant(began),
    clock: {
      ...clock,
      // A real clock that was set back since then would hold the world still.
      real: instant(Math.min(parseStateInstant(clock.real), reader.real)),
      world: parseStateInstant(clock.world),
    },
    log,
    faults: faults.map(faultFrom),
    ...(faultsMade === undefined ? {} : { faultsMade }),
  };
}

/** What this mock could not go on with; all else made sense when it was done. */
function strangers(command: Command, { scenarios }: Fixture, { lifeCycle }: Reader): readonly Complaint[] {
  if (command.kind === 'submit' && !Object.hasOwn(scenarios, command.scenario))
    return [complaint([], `there is no scenario "${command.scenario}"`)];
  if (command.kind === 'force' && !lifeCycle.internalStatuses.includes(command.status))
    return [complaint([], `there is no internal status "${command.status}"`)];
  return [];
}

function parseStateInstant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new ComplaintsError([complaint([], `"${text}" is no instant`)]);
  return at;
}

/** Nobody looks for a line in a file that people do not write. */
const toSource = (value: Plain): YamlSource => ({ file: '', value, getLine: () => 1, complaint });

const complaint: YamlSource['complaint'] = (path, says) => ({
  file: '',
  line: 1,
  says: path.length === 0 ? says : `${path.join('.')}: ${says}`,
});
