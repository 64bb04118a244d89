/** The clock of a world: a value that turns real time into the world's time, at any speed, forward only. */
import { type Duration, type Instant, instant, plus } from './time.ts';

export interface Clock {
  /** The real time at which `world` was the world's time. */
  readonly real: Instant;
  readonly world: Instant;
  /** World seconds in a real second. */
  readonly speed: number;
  readonly frozen: boolean;
}

/** The speeds that a clock takes. */
export const speedRange = { least: 0.1, most: 100_000 } as const;

export function newClock(real: Instant, world: Instant, speed = 1, frozen = false): Clock {
  return { real, world, speed, frozen };
}

/** The world's time at a real time. A real clock that was set back does not set the world's back. */
export function timeOf(clock: Clock, real: Instant): Instant {
  if (clock.frozen) return clock.world;
  return instant(clock.world + Math.max(0, real - clock.real) * clock.speed);
}

/** The same time, running at another speed from now on; a frozen clock stays frozen. */
export function withSpeed(clock: Clock, real: Instant, speed: number): Clock {
  return { ...clock, real, world: timeOf(clock, real), speed };
}

export function frozen(clock: Clock, real: Instant): Clock {
  return { ...clock, real, world: timeOf(clock, real), frozen: true };
}

export function thawed(clock: Clock, real: Instant): Clock {
  return { ...clock, real, world: timeOf(clock, real), frozen: false };
}

/** Moves the clock forward; works on a frozen one too. */
export function advanced(clock: Clock, real: Instant, by: Duration): Clock {
  return { ...clock, real, world: plus(timeOf(clock, real), by) };
}
