/** The past of a world that is restored instead of created, as in a world file. */
import type { WorldClock } from './clock.ts';
import type { WorldFault } from './fault.ts';
import type { Fixture } from './fixture.ts';
import { type Duration, duration, type Instant, addDuration } from '../../time/time.ts';
import type { WorldCommand } from './command.ts';
import { CommandLog } from './command-log.ts';
import { createWorld, type World } from './world.ts';

export interface History {
  /** The world's time when it began. */
  readonly began: Instant;
  /** The world's time of the export, from which it continues. */
  readonly now: Instant;
  readonly log: readonly WorldCommand[];
  readonly faults: readonly WorldFault[];
  /** How many faults it ever had. */
  readonly faultsMade?: number;
}

/** All that a world file says. */
export interface Beginning {
  readonly fixture: Fixture;
  readonly history?: History;
}

/**
 * A world at its beginning.
 * @param clock when that is another time than the history's own, the whole past moves with it, by whole seconds, so that
 *   nothing changes between the jobs; what is left of the difference passes.
 */
export function startWorld(name: string, { fixture, history }: Beginning, clock: WorldClock): World {
  const fresh = createWorld(name, fixture, clock);
  if (history === undefined) return fresh;
  const { now: _, log, ...past } = moveHistory(floorToSeconds(clock.world - history.now), history);
  return { ...fresh, ...past, log: CommandLog.from(log) };
}

// Rounded down, so that the past stays past.
const floorToSeconds = (length: number): Duration => duration(Math.floor(length / 1000) * 1000);

function moveHistory(by: Duration, history: History): History {
  if (by === 0) return history;
  const { began, now, log, faults } = history;
  return {
    ...history,
    began: addDuration(began, by),
    now: addDuration(now, by),
    log: log.map((command) => ({ ...command, at: addDuration(command.at, by) })),
    faults: faults.map((fault) =>
      fault.expiresAt === undefined ? fault : { ...fault, expiresAt: addDuration(fault.expiresAt, by) },
    ),
  };
}
