// Which stretches of time collapse.
import fc from 'fast-check';

import { findIdle } from './idle.ts';

const minute = 60_000;

test('a long time without any event is idle, but for a minute on both sides', () => {
  const times = [0, 5, 5, 65, 70].map((one) => one * minute);
  expect(findIdle(times, 72 * minute, 12)).toEqual([{ from: 6 * minute, to: 64 * minute }]);
});

test('the present is never collapsed, wherever it is', () => {
  const times = [0, 100 * minute];
  expect(findIdle(times, 50 * minute, 12)).toEqual([
    { from: minute, to: 49 * minute },
    { from: 51 * minute, to: 99 * minute },
  ]);
  expect(findIdle(times, 200 * minute, 12)).toHaveLength(2);
  expect(findIdle(times, -100 * minute, 12)).toHaveLength(2);
  expect(findIdle([], 5, 12)).toEqual([]);
});

test('of many idle stretches the twelve longest collapse, in order of time', () => {
  const times = Array.from({ length: 30 }, (_, index) => index * index * 20 * minute);
  const idle = findIdle(times, times.at(-1) ?? 0, 12);
  expect(idle).toHaveLength(12);
  expect(idle[0]?.from).toBe(17 * 17 * 20 * minute + minute);
});

test('no event lies in an idle stretch, and stretches do not overlap', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000_000)), fc.nat(1_000_000_000), (numbers, now) => {
      const times = numbers.toSorted((a, b) => a - b);
      const idle = findIdle(times, now, 12);
      for (const { from, to } of idle) {
        expect(to).toBeGreaterThan(from);
        expect([...times, now].some((at) => at > from && at < to)).toBe(false);
      }
      idle.slice(1).forEach(({ from }, index) => expect(from).toBeGreaterThan(idle[index]?.to ?? from));
    }),
  );
});
