/** The clock of a world: a value that turns real time into the world's time, at any speed, forward only. */
import { type Duration, endOfTime, type Instant, instant, plus } from '../../time/time.ts';

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

export function newClock(real: Instant, world: Instant, speed = 1, stands = false): Clock {
  return { real, world, speed, frozen: stands };
}

/** The world's time at a real time, in whole milliseconds. */
export function timeOf(clock: Clock, real: Instant): Instant {
  if (clock.frozen) return clock.world;
  const passed = Math.floor(Math.max(0, real - clock.real) * clock.speed);
  return instant(Math.min(clock.world + passed, endOfTime));
}

/** A real clock that never goes back: when the system's is set back, it goes on from where it was. */
export function forwardOnly(now: () => Instant): () => Instant {
  let latest = Number.NEGATIVE_INFINITY;
  let offset = 0;
  return () => {
    const read = now();
    if (read + offset < latest) offset = latest - read;
    latest = read + offset;
    return instant(latest);
  };
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
  return { ...clock, real, world: instant(Math.min(plus(timeOf(clock, real), by), endOfTime)) };
}
