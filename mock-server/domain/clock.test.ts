import fc from 'fast-check';

import {
  advanceClock,
  type WorldClock,
  followWallClock,
  createSteadyClock,
  freezeClock,
  createClock,
  thawClock,
  getTime,
  replaceSpeed,
} from './clock.ts';
import { duration, endOfTime, instant } from '../../time/time.ts';

const real = instant(1_000_000);
const world = instant(Date.parse('2026-05-06T14:23:11Z'));
const after = (milliseconds: number) => instant(real + milliseconds);

test.each([
  ['one second in real time', createClock(real, world), 1000],
  ['a minute at sixty times the speed', createClock(real, world, 60), 60_000],
  ['a tenth at a tenth of the speed', createClock(real, world, 0.1), 100],
  ['nothing when it is frozen', createClock(real, world, 60, true), 0],
])('in a real second a clock advances by %s', (_, clock, passed) => {
  expect(getTime(clock, after(1000)) - world).toBe(passed);
});

test('a frozen clock can be advanced, and continues from there when it is thawed', () => {
  const stopped = freezeClock(createClock(real, world), after(500));
  const moved = advanceClock(stopped, after(9000), duration(90_000));
  const going = thawClock(moved, after(20_000));
  expect(getTime(stopped, after(9000)) - world).toBe(500);
  expect(getTime(moved, after(20_000)) - world).toBe(90_500);
  expect(getTime(going, after(21_000)) - world).toBe(91_500);
});

test('a second freeze or thaw changes nothing', () => {
  const once = freezeClock(createClock(real, world), after(500));
  expect(getTime(freezeClock(once, after(800)), after(900))).toBe(getTime(once, after(900)));
  const going = thawClock(once, after(1000));
  expect(getTime(thawClock(going, after(1200)), after(1500))).toBe(getTime(going, after(1500)));
});

test('a frozen clock that gets another speed stays frozen and uses it when it is thawed', () => {
  const stopped = replaceSpeed(createClock(real, world, 1, true), real, 60);
  expect(getTime(stopped, after(1000))).toBe(world);
  expect(getTime(thawClock(stopped, after(1000)), after(2000)) - world).toBe(60_000);
});

test('the time of a world ends with the year 9999', () => {
  const late = createClock(real, instant(endOfTime - 10), 100_000);
  expect(getTime(late, after(1000))).toBe(endOfTime);
  expect(getTime(advanceClock(late, real, duration(1e12)), after(1000))).toBe(endOfTime);
});

/** Anything that can be done to a clock. */
const change = fc.oneof(
  fc.double({ min: 0.1, max: 100_000, noNaN: true }).map((speed) => (clock: WorldClock, at: number) => {
    return replaceSpeed(clock, instant(at), speed);
  }),
  fc.constant((clock: WorldClock, at: number) => freezeClock(clock, instant(at))),
  fc.constant((clock: WorldClock, at: number) => thawClock(clock, instant(at))),
);
const steps = fc.array(fc.tuple(fc.nat(100_000), change), { maxLength: 20 });

test('no change of speed, freezing or thawing makes the time jump', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      let clock = createClock(real, world);
      let now: number = real;
      for (const [passed, by] of taken) {
        now += passed;
        const changed = by(clock, now);
        expect(getTime(changed, instant(now))).toBe(getTime(clock, instant(now)));
        clock = changed;
      }
    }),
  );
});

test("the world's time never goes back while the real time does not", () => {
  fc.assert(
    fc.property(steps, (taken) => {
      let clock = createClock(real, world);
      let now: number = real;
      let reported: number = world;
      for (const [passed, by] of taken) {
        now += passed;
        clock = by(clock, now);
        expect(getTime(clock, instant(now))).toBeGreaterThanOrEqual(reported);
        reported = getTime(clock, instant(now));
      }
    }),
  );
});

test('when the system clock is set back, time continues from where it was', () => {
  const system = [100, 200, 50, 60, 300, 0].map(instant);
  const now = createSteadyClock(() => system.shift() ?? instant(0));
  expect([now(), now(), now(), now(), now(), now()]).toEqual([100, 200, 200, 210, 450, 450]);
});

describe('when the system clock is set, a world', () => {
  const hour = 3_600_000;
  /** Reads the clock when the wall clock shows each of these, in hours from its beginning. @returns its times in hours */
  const read = (
    begun: WorldClock,
    hours: readonly number[],
    alter?: (one: WorldClock, step: number) => WorldClock,
  ) => {
    let clock = begun;
    let seen = real;
    return hours.map((wall, index) => {
      const now = after(wall * hour);
      const followed = followWallClock(clock, seen, now);
      clock = alter?.(followed, index) ?? followed;
      seen = now;
      return (getTime(clock, now) - world) / hour;
    });
  };

  test.each([
    ['continues from where it was, at its speed', [5, 1, 2, 3], [5, 5, 6, 7]],
    ['follows the clock again when it is set forward past that', [5, 1, 2, 9, 10], [5, 5, 6, 9, 10]],
    ['is not set forward twice', [4, 0, 5, 6], [4, 4, 5, 6]],
    ['handles any number of changes', [9, 3, 1, 2, 0, 12], [9, 9, 9, 10, 10, 12]],
    ['moves forward with the clock', [1, 24, 25], [1, 24, 25]],
  ])('%s', (_, wall, want) => {
    expect(read(createClock(real, world), wall)).toEqual(want);
  });

  test('at a higher speed does so too', () => {
    expect(read(createClock(real, world, 10), [5, 1, 2, 9])).toEqual([50, 50, 60, 90]);
  });

  test('with a frozen clock keeps its time', () => {
    expect(read(createClock(real, world, 1, true), [5, 1, 9])).toEqual([0, 0, 0]);
  });

  test('with an advanced clock keeps its lead', () => {
    const times = read(createClock(real, world), [5, 1, 2, 9], (clock, step) =>
      step === 1 ? advanceClock(clock, after(hour), duration(100 * hour)) : clock,
    );
    expect(times).toEqual([5, 105, 106, 109]);
  });

  test('never goes back, whatever the system clock shows', () => {
    const changes = fc.array(fc.tuple(fc.integer({ min: -1e12, max: 1e12 }), change), { maxLength: 20 });
    fc.assert(
      fc.property(changes, (taken) => {
        let clock = createClock(real, world);
        let [seen, reported]: number[] = [real, world];
        for (const [wall, by] of taken) {
          clock = by(followWallClock(clock, instant(seen ?? 0), instant(wall)), wall);
          expect(getTime(clock, instant(wall))).toBeGreaterThanOrEqual(reported ?? 0);
          [seen, reported] = [wall, getTime(clock, instant(wall))];
        }
      }),
    );
  });
});
