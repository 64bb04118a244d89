// How the lanes glide from one part of the time to another.
import fc from 'fast-check';

import { computeGlide, Glider, type Part } from './glide.ts';
import { createTimeScale } from '../../../page-parts/time-scale.ts';

const parts = fc.record({
  span: fc.integer({ min: 1000, max: 1_000_000_000 }),
  left: fc.integer({ min: 0, max: 2_000_000_000_000 }),
});

test('begins where it is, and ends', () => {
  fc.assert(
    fc.property(parts, parts, (from, to) => {
      const first = computeGlide(from, to, 0);
      expect(first?.span).toBeCloseTo(from.span);
      expect(first?.left).toBeCloseTo(from.left);
      expect(computeGlide(from, to, 1000)).toBeUndefined();
    }),
  );
});

test('a zoom keeps its middle in the middle', () => {
  const [from, to]: [Part, Part] = [
    { span: 100_000, left: 0 },
    { span: 1000, left: 49_500 },
  ];
  for (const passed of [20, 50, 120, 199]) {
    const { span, left } = computeGlide(from, to, passed) ?? to;
    expect(left + span / 2).toBeCloseTo(50_000);
    expect(span).toBeLessThan(from.span);
    expect(span).toBeGreaterThan(to.span);
  }
});

test('a move without a zoom goes straight', () => {
  const from = { span: 1000, left: 0 };
  const places = [0, 50, 100, 150].map((passed) => computeGlide(from, { span: 1000, left: 800 }, passed));
  expect(places.map((part) => part?.span)).toEqual([1000, 1000, 1000, 1000]);
  const lefts = places.map((part) => part?.left ?? 0);
  expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
});

describe('a glider', () => {
  const scale = createTimeScale(1, [], 50);
  const before = { span: 1000, left: 0, scale };
  let time = 0;
  const start = () => {
    time = 0;
    return new Glider(() => time);
  };

  test('shows what is wanted first at once, and glides to what is wanted next', () => {
    const glider = start();
    expect(glider.find({ span: 1000, from: 0 }, { now: 0, before })).toEqual({ span: 1000, from: 0 });
    expect(glider.isMoving).toBe(false);
    const next = { span: 2000, from: 500 };
    expect(glider.find(next, { now: 0, before }).span).toBe(1000);
    time = 100;
    const part = glider.find(next, { now: 0, before });
    expect(part.span).toBeGreaterThan(1000);
    expect(part.span).toBeLessThan(2000);
    time = 1000;
    expect(glider.find(next, { now: 0, before })).toEqual(next);
    expect(glider.isMoving).toBe(false);
  });

  test('is there at once when a hand moves it, also in the middle of a glide', () => {
    const glider = start();
    glider.find({ span: 1000, from: 0 }, { now: 0, before });
    glider.find({ span: 9000, from: 0 }, { now: 0, before });
    const moved = { span: 5000, from: 10 };
    expect(glider.find(moved, { now: 0, before: undefined })).toEqual(moved);
    expect(glider.isMoving).toBe(false);
  });

  test('keeps following the present while it zooms', () => {
    const glider = start();
    glider.find({ span: 1000, from: undefined }, { now: 0, before });
    glider.find({ span: 2000, from: undefined }, { now: 0, before });
    time = 50;
    const { span, from } = glider.find({ span: 2000, from: undefined }, { now: 0, before });
    expect(span).toBeGreaterThan(1000);
    expect(from).toBeUndefined();
  });
});
