// The labels of the time axis.
import fc from 'fast-check';

import { chooseStep, formatRoughLength, formatTick, listAxisTicks } from './axis.ts';
import { createTimeScale } from './time-scale.ts';

const noon = Date.UTC(2026, 4, 6, 12);
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

test.each([
  [second / 10, '12:00:00.0'],
  [second, '12:00:00'],
  [minute, '12:00'],
  [hour, '12:00'],
  [day, '6 May'],
  [1000 * day, '2026-05'],
])('with a step of %i ms noon is %s', (step, label) => {
  expect(formatTick(noon, step)).toBe(label);
});

test('a line at midnight says which day begins', () => {
  expect(formatTick(Date.UTC(2026, 11, 31), hour)).toBe('31 Dec');
});

test('twenty minutes on 900 pixels have a line every two minutes', () => {
  const scale = createTimeScale(900 / (20 * minute), [], 50);
  const ticks = listAxisTicks(scale, scale.toX(noon), scale.toX(noon + 20 * minute), 80);
  expect(ticks.map(({ label }) => label)).toEqual(
    Array.from({ length: 11 }, (_, index) => `12:${String(index * 2).padStart(2, '0')}`),
  );
});

test('lines are apart at every scale, and none is in a break', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-9, max: 0.5, noNaN: true }),
      fc.nat(1_000_000),
      fc.integer({ min: 1, max: 100_000 }),
      (rate, offset, length) => {
        const from = noon + offset * second;
        const scale = createTimeScale(rate, [{ from, to: from + length * second }], 60);
        const left = scale.toX(from) - 500;
        const ticks = listAxisTicks(scale, left, left + 1500, 80);
        ticks.slice(1).forEach(({ x }, index) => expect(x - (ticks[index]?.x ?? 0)).toBeGreaterThan(79));
        for (const { x } of ticks) expect(x > left + 500 && x < left + 560).toBe(false);
      },
    ),
  );
});

test.each([
  [10 * minute, '10 min'],
  [23 * hour + 54 * minute, '24 h'],
  [2 * day, '2 d'],
])('%i ms are about %s', (length, text) => {
  expect(formatRoughLength(length)).toBe(text);
});

test('a step is never narrower than was asked', () => {
  expect(chooseStep(0.1, 80)).toBe(second);
  expect(chooseStep(1e-12, 80)).toBe(3650 * day);
});
