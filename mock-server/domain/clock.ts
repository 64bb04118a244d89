/** The clock of a world: a value that converts real time to world time, at any speed, forward only. */
import { duration, type Duration, endOfTime, type Instant, instant, addDuration } from '../../time/time.ts';

export interface WorldClock {
  /** The real time at which `world` was the world's time. */
  readonly real: Instant;
  readonly world: Instant;
  /** World seconds in a real second. */
  readonly speed: number;
  readonly frozen: boolean;
  /** How far the world is ahead of where the wall clock would have it, which was set back; in the world's milliseconds. */
  readonly ahead?: Duration;
}

/** The speeds that a clock takes. */
export const speedRange = { min: 0.1, max: 100_000 } as const;

export function createClock(real: Instant, world: Instant, speed = 1, stands = false): WorldClock {
  return { real, world, speed, frozen: stands };
}

/** The world's time at a real time, in whole milliseconds. */
export function getTime(clock: WorldClock, real: Instant): Instant {
  if (clock.frozen) return clock.world;
  const passed = Math.floor(Math.max(0, real - clock.real) * clock.speed);
  return instant(Math.min(clock.world + passed, endOfTime));
}

/**
 * The clock after a possible change of the wall clock. World time never goes back: when the wall clock is set
 * back, the world continues from its time, and when the wall clock passes that again, the world follows it.
 * @param seen the wall clock when the world's time was last read
 */
export function followWallClock(clock: WorldClock, seen: Instant, real: Instant): WorldClock {
  const { ahead = 0, ...own } = clock;
  if (clock.frozen) return clock.ahead === undefined ? clock : own;
  const latest = getTime(clock, seen);
  const passed = Math.round((real - seen) * clock.speed);
  if (passed < 0) return { ...own, real, world: latest, ahead: duration(ahead - passed) };
  if (ahead === 0 || passed < ahead) return clock;
  return { ...own, real, world: instant(Math.max(latest, getTime(clock, real) - ahead)) };
}

/** A real clock that never goes back: when the system's clock is set back, it continues from its last time. */
export function createSteadyClock(now: () => Instant): () => Instant {
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
export function replaceSpeed(clock: WorldClock, real: Instant, speed: number): WorldClock {
  return { ...clock, real, world: getTime(clock, real), speed };
}

export function freezeClock(clock: WorldClock, real: Instant): WorldClock {
  return createClock(real, getTime(clock, real), clock.speed, true);
}

export function thawClock(clock: WorldClock, real: Instant): WorldClock {
  return clock.frozen ? createClock(real, clock.world, clock.speed) : clock;
}

/** Moves the clock forward; works on a frozen one too. */
export function advanceClock(clock: WorldClock, real: Instant, by: Duration): WorldClock {
  return { ...clock, real, world: instant(Math.min(addDuration(getTime(clock, real), by), endOfTime)) };
}
