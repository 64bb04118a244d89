/** Moves the time of a world and the fake timers of its client together, and lets requests finish on the way. */
import { duration, durationForms, parseDuration, formatDuration } from '../time/time.ts';
import type { Length, World } from './world.ts';

/** Moves the timers of the client. */
export interface MovedTimers {
  readonly advanceTimersByTimeAsync: (toMilliseconds: number) => Promise<unknown>;
  /** Number of waiting timers; absent if it is unknown. */
  readonly count?: () => number;
  /** Advances and checks what moves with the timers; absent if all of the client's time does. */
  readonly measure?: (length: number, advance: () => Promise<unknown>) => Promise<Moved>;
}

/** What moved in a step, since a test can fake a part of the time only. */
export interface Moved {
  /** How far `Date.now()` went, in milliseconds. */
  readonly date: number;
  readonly setTimeout: boolean;
  readonly setInterval: boolean;
}

export interface StepOptions {
  /** How far both go at a time: the client sees the time no finer. A second when left out. */
  readonly every?: Length;
  /** Resolves when the client has received the responses that it waits for. */
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

/** The world moves first in each step, so that a timer that fires sees the time that it was set for. */
export function createInStep(
  world: World,
  timers: MovedTimers,
  { every = 1000, settled }: StepOptions,
): InStep {
  const maxStep = toMilliseconds(every);
  if (maxStep === 0) throw new RangeError('"every" is zero; it must be at least one millisecond.');
  let isMovedHere = !world.followsDate;
  let stands = world.followsDate;

  const moveTimers = async (step: number): Promise<Moved> => {
    const advance = async () => timers.advanceTimersByTimeAsync(step);
    if (timers.measure !== undefined) return timers.measure(step, advance);
    await advance();
    return { date: step, setTimeout: true, setInterval: true };
  };

  const takeStep = async (step: number): Promise<Moved> => {
    if (isMovedHere) await world.clock.advance(step);
    let moved = await moveTimers(step);
    const isReal = moved.date < step;
    // If nothing in this program moves, the timers may belong to a page.
    const isElsewhere = isReal && !moved.setTimeout && !moved.setInterval;
    if (isElsewhere && world.followsDate) throw new Error(nothingFaked);
    if (isElsewhere) moved = { date: step, setTimeout: true, setInterval: true };
    if (isReal && !isMovedHere) {
      // The test left `Date` as it is, which the world follows: from now on the world is moved from here.
      isMovedHere = true;
      await world.clock.freeze();
      await world.clock.advance(step - moved.date);
    }
    await settled();
    return moved;
  };

  /** @returns what moved at last */
  const pass = async (by: number, enough: (moved: Moved) => boolean): Promise<Moved | undefined> => {
    if (!stands) await world.clock.freeze();
    stands = true;
    await settled();
    let moved: Moved | undefined;
    for (let left = by; left > 0 && (moved === undefined || !enough(moved)); left -= maxStep)
      moved = await takeStep(Math.min(maxStep, left));
    return moved;
  };

  return {
    advance: async (by) => {
      await pass(toMilliseconds(by), () => false);
    },
    until: async (promise, atMost = aDay) => {
      let ended = false;
      const end = () => {
        ended = true;
      };
      promise.then(end, end);
      const limit = toMilliseconds(atMost);
      // One that has ended already is seen before a step is taken.
      await settled();
      if (ended) return promise;
      let isStuck = false;
      const moved = await pass(limit, (step) => {
        isStuck = !step.setTimeout && (!step.setInterval || timers.count?.() === 0);
        return ended || isStuck;
      });
      if (ended) return promise;
      if (isStuck) throw new Error(timeoutNotFaked);
      throw createTimeError(world, limit, moved?.setTimeout === false ? ` ${timeoutNotFaked}` : '');
    },
  };
}

const howToFake =
  'Call vi.useFakeTimers() without "toFake", or include "setTimeout", "clearTimeout" and "Date" in it. In Jest, call jest.useFakeTimers() without "doNotFake".';
const nothingFaked = `Neither Date nor setTimeout is faked, so the client's time cannot be moved. ${howToFake}`;
const timeoutNotFaked = `setTimeout is not faked, so the client waits in real time and its timers cannot be moved. ${howToFake}`;

/** @param why what else there is to say */
export function createTimeError(world: World, limit: number, why = ''): Error {
  return new Error(
    `${formatDuration(duration(limit))} passed for world "${world.name}" and its client, and the awaited promise did not settle.${why}`,
  );
}

/** @throws RangeError if it is not a duration */
export function toMilliseconds(length: Length): number {
  const read = typeof length === 'number' ? length : parseDuration(length);
  if (read !== undefined && Number.isFinite(read) && read >= 0) return Math.round(read);
  throw new RangeError(
    `${JSON.stringify(length)} is not a duration; it must be a number of milliseconds or a text ${durationForms}.`,
  );
}
