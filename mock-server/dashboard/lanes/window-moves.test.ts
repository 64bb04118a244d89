// What follow, zoom, pan and fit do to the window.
import fc from 'fast-check';

import { instant } from '../../../time/time.ts';
import {
  computeSpan,
  firstLanesWindow,
  maxSpan,
  minSpan,
  showStretch,
  zoomLanes,
  panLanes,
} from '../../../page-parts/lanes-window.ts';
import { createTimeScale, type Idle } from '../../../page-parts/time-scale.ts';
import { computeLeft, fit, pan, type Seen, zoom } from './window-moves.ts';

const noon = Date.UTC(2026, 4, 6, 12);
const [second, minute] = [1000, 60_000];
const width = 900;

function see(from: number | undefined, span: number, idle: readonly Idle[] = []): Seen {
  const window = { ...firstLanesWindow, span, from: from === undefined ? undefined : instant(from) };
  const scale = createTimeScale(width / span, idle, 60);
  return { window, span, scale, left: computeLeft(window.from, scale, noon, width), width };
}
/** The time at a place after a move. */
function findTime({ scale, window }: Seen, to: Pick<Seen['window'], 'span' | 'from'>, x: number): number {
  const moved = createTimeScale(width / (to.span ?? 1), scale.breaks, scale.breakWidth);
  return moved.toTime(computeLeft('from' in to ? to.from : window.from, moved, noon, width) + x);
}

test('the window follows the clock; the faster it runs, the more time is shown', () => {
  expect(computeSpan(firstLanesWindow, 1)).toBe(20 * minute);
  expect(computeSpan(firstLanesWindow, 20)).toBe(20 * minute);
  expect(computeSpan(firstLanesWindow, 600)).toBe(400 * minute);
  expect(computeSpan({ span: 5 }, 600)).toBe(5);
  const seen = see(undefined, 20 * minute);
  expect(seen.scale.toX(noon) - seen.left).toBeCloseTo(width * 0.6);
});

test('zoom keeps the time under the pointer where it is, also beside collapsed stretches', () => {
  const idle = [{ from: noon + minute, to: noon + 600 * minute }];
  fc.assert(
    fc.property(
      fc.integer({ min: -700, max: 700 }),
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      fc.integer({ min: 0, max: width }),
      (minutes, factor, x) => {
        const seen = see(noon + minutes * minute, 30 * minute, idle);
        const before = seen.scale.toTime(seen.left + x);
        expect(Math.abs(findTime(seen, zoom(seen, factor, x), x) - before)).toBeLessThan(second);
      },
    ),
  );
});

test('a window that follows the clock still follows it after a zoom, but not after a pan', () => {
  const seen = see(undefined, 20 * minute);
  expect(zoom(seen, 2, 10)).toEqual({ span: 40 * minute, from: undefined });
  expect(pan(seen, 90)).toEqual({ span: 20 * minute, from: noon - 12 * minute + 2 * minute });
});

test('zoom has limits', () => {
  const seen = see(noon, 20 * minute);
  expect(zoom(seen, 1e12, 0).span).toBe(maxSpan);
  expect(zoom(seen, 1e-12, 0).span).toBe(minSpan);
});

test('the keys pan by a part of the window, from where it is', () => {
  const window = { ...firstLanesWindow, span: 20 * minute, from: instant(noon) };
  expect(panLanes(window, 0.25, 1, instant(0)).from).toBe(noon + 5 * minute);
  expect(panLanes(firstLanesWindow, -0.25, 1, instant(noon)).from).toBe(noon - 17 * minute);
});

test('the keys zoom around the middle', () => {
  const window = { ...firstLanesWindow, span: 20 * minute, from: instant(noon) };
  expect(zoomLanes(window, 0.5, 1)).toEqual({ ...window, span: 10 * minute, from: noon + 5 * minute });
  expect(zoomLanes(firstLanesWindow, 2, 1)).toEqual({ ...firstLanesWindow, span: 40 * minute });
});

test('a stretch is in the middle, with some room on both sides', () => {
  const shown = showStretch(firstLanesWindow, noon, noon + 8 * minute);
  expect(shown).toEqual({ ...firstLanesWindow, span: 10 * minute, from: noon - minute });
  expect(showStretch(firstLanesWindow, noon, noon).span).toBe(minSpan);
});

test('fit shows everything, with some room on both sides, whatever is collapsed', () => {
  const idles = fc.constantFrom([], [{ from: noon + minute, to: noon + 600 * minute }]);
  fc.assert(
    fc.property(idles, fc.integer({ min: 601, max: 100_000 }), (idle, minutes) => {
      const last = noon + minutes * minute;
      const { span, from } = fit(noon, last, idle, width, 60);
      const scale = createTimeScale(width / (span ?? 1), idle, 60);
      const left = scale.toX(from ?? 0);
      expect(scale.toX(noon) - left).toBeGreaterThan(0);
      expect(scale.toX(last) - left).toBeLessThan(width);
      expect(scale.toX(last) - left).toBeGreaterThan(width * 0.8);
    }),
  );
  expect(fit(noon, noon, [], width, 60).span).toBeGreaterThanOrEqual(minSpan);
});
