/** Moves the time of a world and the fake timers of its client together, and lets requests finish on the way. */
import { duration, durationForms, parseDuration, spellDuration } from '../time/time.ts';
import type { Length, World } from './world.ts';

/** What moves the timers of the client; `vi` and `jest` are such. */
export interface FakeTimers {
  readonly advanceTimersByTimeAsync: (milliseconds: number) => Promise<unknown>;
}

export interface StepOptions {
  /** How far both go at a time: the client sees the time no finer. A second when left out. */
  readonly every?: Length;
  /** Settles when the client has got the answers that it waits for. */
  readonly settled: () => Promise<unknown>;
}

export interface InStep {
  /** Lets so much time pass, for the world and for the client's timers. */
  readonly advance: (by: Length) => Promise<void>;
  /**
   * Lets time pass until the promise settles, and gives back what it came to.
   * @param atMost a day when left out
   * @throws what the promise was rejected with, or an error when that much time has passed
   */
  readonly until: <Value>(promise: Promise<Value>, atMost?: Length) => Promise<Value>;
}

const aDay = '1d';

/** The world goes first in each step, so that a timer that fires finds the time that it was set for. */
export function stepping(world: World, timers: FakeTimers, { every = 1000, settled }: StepOptions): InStep {
  const longest = milliseconds(every);
  if (longest === 0) throw new RangeError('"every" is no time at all; it must be a millisecond at least.');
  let stands = world.followsDate;

  /** @returns whether it ended because `enough` said so */
  const pass = async (by: number, enough: () => boolean): Promise<boolean> => {
    if (!stands) await world.clock.freeze();
    stands = true;
    await settled();
    for (let left = by; left > 0 && !enough(); left -= longest) {
      const step = Math.min(longest, left);
      if (!world.followsDate) await world.clock.advance(step);
      await timers.advanceTimersByTimeAsync(step);
      await settled();
    }
    return enough();
  };

  return {
    advance: async (by) => {
      await pass(milliseconds(by), () => false);
    },
    until: async (promise, atMost = aDay) => {
      let ended = false;
      const end = () => {
        ended = true;
      };
      promise.then(end, end);
      const limit = milliseconds(atMost);
      if (await pass(limit, () => ended)) return promise;
      throw timeIsOver(world, limit);
    },
  };
}

export function timeIsOver(world: World, limit: number): Error {
  return new Error(
    `${spellDuration(duration(limit))} passed for the world "${world.name}" and its client, and what was waited for did not end.`,
  );
}

/** @throws RangeError when it is no length of time */
export function milliseconds(length: Length): number {
  const read = typeof length === 'number' ? length : parseDuration(length);
  if (read !== undefined && Number.isFinite(read) && read >= 0) return Math.round(read);
  throw new RangeError(
    `${JSON.stringify(length)} is no length of time; it must be milliseconds or a text ${durationForms}.`,
  );
}
