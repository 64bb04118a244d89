/**
 * A world: initial contents, a clock, and a short log of commands. Everything else is computed; nothing here
 * mutates.
 */
import type { WorldClock } from './clock.ts';
import type { WorldCommand } from './command.ts';
import { CommandLog } from './command-log.ts';
import type { WorldFault } from './fault.ts';
import type { Fixture, FixtureUser } from './fixture.ts';
import type { Job } from './job.ts';
import { JobIndex } from './job-index.ts';
import type { Instant } from '../../time/time.ts';

export interface World {
  readonly name: string;
  readonly fixture: Fixture;
  /** The world's time when it began. */
  readonly began: Instant;
  readonly clock: WorldClock;
  readonly log: CommandLog;
  /** In the order in which they were added. */
  readonly faults: readonly WorldFault[];
  /** How many faults it ever had, since the journal still names those that are gone; absent when that is not known. */
  readonly faultsMade?: number;
  /** The oldest first. */
  readonly snapshots: readonly WorldSnapshot[];
  /** The position of the last entry of its log; 0 before the first. */
  readonly position: number;
  /** The nonces of its latest entries. */
  readonly nonces: readonly string[];
}

/** A world without what belongs to its log rather than to its contents. */
export type WorldPast = Omit<World, 'snapshots' | 'position' | 'nonces'>;

/** A world at an earlier time, for restoring. */
export interface WorldSnapshot {
  readonly name: string;
  /** How many it has. */
  readonly jobs: number;
  /** Its clock shows the time at which the snapshot was taken. */
  readonly world: WorldPast;
}

export function createWorld(name: string, fixture: Fixture, clock: WorldClock): World {
  return {
    name,
    fixture,
    began: clock.world,
    clock,
    log: CommandLog.from([]),
    faults: [],
    snapshots: [],
    position: 0,
    nonces: [],
  };
}

/** The same world with one more thing done to it. The index of its jobs goes on with it. */
export function applyCommand(world: World, command: WorldCommand): World {
  const log = world.log.add(command);
  const index = indexes.get(world.log);
  if (index !== undefined) {
    indexes.delete(world.log);
    index.apply(command);
    indexes.set(log, index);
  }
  return { ...world, log };
}

/** The owner of a token; undefined if it is unknown. Expired tokens and those of inactive users are found. */
export function findUserByToken(
  world: { readonly fixture: Fixture },
  token: string,
): FixtureUser | undefined {
  return world.fixture.users.find((user) => user.token === token);
}

/** Whether a token of this user lets in. */
export function canEnter(user: FixtureUser | undefined): user is FixtureUser {
  return user !== undefined && !user.expired && user.active;
}

// The jobs depend on the log and on where it began; the clock does not change them. The newest value of a world has the index, and
// an older one gets its own if it is still read.
const indexes = new WeakMap<CommandLog, JobIndex>();

/** The jobs of the world, indexed. */
export function getIndex({ log, fixture, began }: WorldPast): JobIndex {
  const known = indexes.get(log);
  if (known?.fixture === fixture && known.began === began) return known;
  const index = new JobIndex(fixture, began);
  for (const command of log) index.apply(command);
  indexes.set(log, index);
  return index;
}

/** All jobs of the world, newest first; of two submitted at the same time, the later one comes first. */
export const getJobs = (world: World): readonly Job[] => getIndex(world).list();

/** The jobs of one user, the newest first. */
export const listJobsOfUser = (world: World, owner: string): readonly Job[] => getIndex(world).list(owner);

/** The job with this id, in lower case. */
export const findJob = (world: World, id: string): Job | undefined => getIndex(world).get(id);
