/** The world of a checkpoint as JSON, and back. */
import { ComplaintsError } from '../../../openapi/complaint.ts';
import type { LifeCycle } from '../../../openapi/life-cycle.ts';
import { parseInstant } from '../../../time/time.ts';
import type { WorldCommand } from '../../domain/command.ts';
import { CommandLog } from '../../domain/command-log.ts';
import type { WorldFault } from '../../domain/fault.ts';
import type { Fixture } from '../../domain/fixture.ts';
import type { World, WorldPast, WorldSnapshot } from '../../domain/world.ts';
import { type FlatFault, flattenWorldFault } from '../../faults/flat-fault.ts';
import type { PlainObject } from '../../fixtures/plain-command.ts';
import { createPlainComplaint } from '../../fixtures/plain-source.ts';
import { type GetBeside, LogError, type PlainRows, type PutBeside } from '../../fixtures/plain-entry.ts';

export function toPlainState(world: World, put: PutBeside): PlainObject {
  const { snapshots, nonces } = world;
  return {
    ...toPlainPast(world, put),
    nonces,
    snapshots: snapshots.map(({ name, jobs, world: past }) => ({
      name,
      jobs,
      world: toPlainPast(past, put, isPrefix(past.log, world.log) ? past.log.length : undefined),
    })),
  };
}

/** @param shared how many commands of another log it has, and nothing else */
function toPlainPast(
  { fixture, began, clock, log, faults, faultsMade }: WorldPast,
  put: PutBeside,
  shared?: number,
): PlainObject {
  return {
    fixture: put.putBeginning({ fixture }),
    began,
    clock,
    log: shared ?? Array.from(log, (command) => toPlainCommand(command, put)),
    faults: faults.map(flattenWorldFault),
    ...(faultsMade === undefined ? {} : { faultsMade }),
  };
}

/** A command is in no two logs, unless both have those before it too. */
function isPrefix(log: CommandLog, of: CommandLog): boolean {
  return log.length <= of.length && log.at(-1) === of.at(log.length - 1);
}

const toPlainCommand = (command: WorldCommand, put: PutBeside): unknown =>
  command.kind === 'submit' && command.records !== undefined
    ? { ...command, records: put.putRows(command.records) }
    : command;

/** Validated data has this type. */
interface PlainPast extends Pick<WorldPast, 'began' | 'clock' | 'faultsMade'> {
  readonly fixture: string;
  readonly log: readonly PlainCommand[] | number;
  readonly faults: readonly PlainFault[];
}

type PlainFault = FlatFault &
  Pick<WorldFault, 'id' | 'matched' | 'applied'> & { readonly expires_at?: string };

export interface PlainState extends PlainPast {
  readonly snapshots?: readonly (Omit<WorldSnapshot, 'world'> & { readonly world: PlainPast })[];
  readonly nonces?: readonly string[];
}

type PlainCommand = WorldCommand & { readonly records?: PlainRows };

/** The world of a value that has its shape. @throws LogError or ComplaintsError if this mock cannot continue with it */
export function toWorld(
  { snapshots = [], nonces = [], ...own }: PlainState,
  get: GetBeside,
  { world: name, position }: { readonly world: string; readonly position: number },
  lifeCycle: LifeCycle,
): World {
  const past = parsePast(own, name, get, lifeCycle);
  return {
    ...past,
    position,
    nonces,
    snapshots: snapshots.map(({ world, ...snapshot }) => ({
      ...snapshot,
      world: parsePast(world, name, get, lifeCycle, past.log),
    })),
  };
}

function parsePast(
  { fixture: digest, began, clock, log: plain, faults, faultsMade }: PlainPast,
  name: string,
  get: GetBeside,
  lifeCycle: LifeCycle,
  of?: CommandLog,
): WorldPast {
  const fixture = get.getFixture(digest);
  const log = typeof plain === 'number' ? of?.slice(plain) : parseLog(plain, fixture, get, lifeCycle);
  if (log === undefined) throw new LogError('it was modified: "log" must be a list');
  const made = faultsMade === undefined ? {} : { faultsMade };
  return { name, fixture, began, clock, log, faults: faults.map((fault) => parseFault(fault, get)), ...made };
}

function parseLog(
  plain: readonly PlainCommand[],
  { scenarios }: Fixture,
  get: GetBeside,
  { internalStatuses }: LifeCycle,
): CommandLog {
  for (const command of plain) {
    if (command.kind === 'submit' && !Object.hasOwn(scenarios, command.scenario))
      refuse(`unknown scenario "${command.scenario}"`);
    if (command.kind === 'force' && !internalStatuses.includes(command.status))
      refuse(`unknown internal status "${command.status}"`);
  }
  return CommandLog.from(
    plain.map((command) =>
      command.records === undefined ? command : { ...command, records: get.getRows(command.records) },
    ) as readonly WorldCommand[],
  );
}

function refuse(reason: string): never {
  throw new ComplaintsError([createPlainComplaint([], reason)]);
}

function parseFault(given: PlainFault, { parseRule }: GetBeside): WorldFault {
  const { expires_at: expires, id, matched, applied, ...flat } = given;
  const { expiresIn: _, ...rule } = parseRule(flat);
  const expiresAt = expires === undefined ? undefined : parseInstant(expires);
  return { ...rule, id, matched, applied, ...(expiresAt === undefined ? {} : { expiresAt }) };
}
