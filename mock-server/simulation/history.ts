/** What a world begins with when it does not begin afresh: the past that a world file may tell. */
import type { Clock } from './clock.ts';
import type { Fault } from './fault.ts';
import type { Fixture } from './fixture.ts';
import { type Duration, duration, type Instant, plus } from '../../time/time.ts';
import { type Command, newWorld, type World } from './world.ts';

export interface History {
  /** The world's time when it began. */
  readonly began: Instant;
  /** The world's time when it was written down: there it goes on. */
  readonly now: Instant;
  readonly log: readonly Command[];
  readonly faults: readonly Fault[];
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
export function beginWorld(name: string, { fixture, history }: Beginning, clock: Clock): World {
  const fresh = newWorld(name, fixture, clock);
  if (history === undefined) return fresh;
  const { now: _, ...past } = movedBy(wholeSeconds(clock.world - history.now), history);
  return { ...fresh, ...past };
}

// Rounded down, so that the past stays past.
const wholeSeconds = (length: number): Duration => duration(Math.floor(length / 1000) * 1000);

function movedBy(by: Duration, history: History): History {
  if (by === 0) return history;
  const { began, now, log, faults } = history;
  return {
    ...history,
    began: plus(began, by),
    now: plus(now, by),
    log: log.map((command) => ({ ...command, at: plus(command.at, by) })),
    faults: faults.map((fault) =>
      fault.expiresAt === undefined ? fault : { ...fault, expiresAt: plus(fault.expiresAt, by) },
    ),
  };
}
