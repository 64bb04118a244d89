// The scale of the lanes: order is kept, and every place is found again.
import fc from 'fast-check';

import { countUntil, createTimeScale, type Idle } from './time-scale.ts';

const start = Date.UTC(2026, 4, 6);
const minute = 60_000;

/** Stretches that do not overlap. */
const idles = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 100_000 })), { maxLength: 10 })
  .map((parts) => {
    let at = start;
    return parts.map(([live, idle]): Idle => {
      const from = at + live * minute;
      at = from + idle * minute;
      return { from, to: at };
    });
  });

test('without collapsed stretches a scale is linear', () => {
  const { toX } = createTimeScale(0.01, [], 50);
  expect(toX(start + minute) - toX(start)).toBeCloseTo(600);
});

test('a collapsed stretch has a fixed width, however long it is', () => {
  const idle = { from: start + minute, to: start + 100 * minute };
  const { toX, breaks } = createTimeScale(0.01, [idle], 50);
  expect(toX(idle.to) - toX(idle.from)).toBeCloseTo(50);
  expect(toX(idle.to + minute) - toX(idle.from - minute)).toBeCloseTo(1250);
  expect(breaks[0]?.x).toBeCloseTo(toX(idle.from));
});

test('what never ends is infinitely far', () => {
  expect(createTimeScale(1, [], 50).toX(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
});

test('a later time is further to the right, and each place is found again by its time', () => {
  fc.assert(
    fc.property(
      idles,
      fc.double({ min: 0.0001, max: 1, noNaN: true }),
      fc.integer({ min: -1000, max: 2_000_000 }),
      (idle, rate, minutes) => {
        const { toX, toTime } = createTimeScale(rate, idle, 50);
        const at = start + minutes * minute;
        expect(toX(at + minute)).toBeGreaterThan(toX(at));
        expect(Math.abs(toX(toTime(toX(at))) - toX(at))).toBeLessThan(0.01);
      },
    ),
  );
});

test('counting finds the place in a sorted list', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(50), (numbers, limit) => {
      const sorted = numbers.toSorted((a, b) => a - b);
      expect(countUntil(sorted, (one) => one <= limit)).toBe(sorted.filter((one) => one <= limit).length);
    }),
  );
});
