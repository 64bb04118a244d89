// Whether the soak would notice a leak, and whether it leaves memory alone that only goes up and down.
import { fitSlope, formatCurve, isFlat } from './statistics.mjs';

/** Ten minutes of samples. @param noise of each sample, always the same */
const sampleMinutes = (perMinute: number, noise: number) =>
  Array.from({ length: 540 }, (_, second) => ({
    seconds: 60 + second,
    value: 80 + (perMinute * second) / 60 + noise * Math.sin(second * 12.9898) * Math.cos(second / 7),
  }));

test.each([
  ['a leak of a megabyte per minute', 1, 5, false],
  ['a leak of ten megabytes per minute in much noise', 10, 50, false],
  ['memory that goes up and down', 0, 20, true],
  ['memory that shrinks', -5, 1, true],
  ['growth that would take days to matter', 0.1, 1, true],
])('%s: %d MB per minute with noise of %d MB is flat: %s', (_, perMinute, noise, flat) => {
  const slope = fitSlope(sampleMinutes(perMinute, noise));
  expect(Math.abs(slope.perMinute - perMinute)).toBeLessThan(slope.error + 0.5);
  expect(isFlat(slope)).toBe(flat);
});

/** The same, with a number of worlds that changes and takes memory. */
const sampleWithWorlds = (perMinute: number) =>
  sampleMinutes(perMinute, 2).map(({ seconds, value }) => {
    const worlds = 300 + seconds / 2 + 100 * Math.sin(seconds / 50);
    return { seconds, worlds, value: value + worlds * 0.04 };
  });

test('memory that follows the number of worlds is flat, and a leak under it is not', () => {
  expect([isFlat(fitSlope(sampleWithWorlds(0))), isFlat(fitSlope(sampleWithWorlds(1.5)))]).toEqual([
    true,
    false,
  ]);
});

test('too few samples say nothing', () => {
  expect(isFlat(fitSlope([{ seconds: 1, value: 5 }]))).toBe(true);
});

test('the curve has a row for each part of the time', () => {
  const curve = formatCurve([
    { seconds: 0, value: 10 },
    { seconds: 1, value: 20 },
  ]);
  expect(curve.split('\n')).toEqual([
    `    0 s    10.0 MB     0 worlds ${'#'.repeat(30)}`,
    `    1 s    20.0 MB     0 worlds ${'#'.repeat(60)}`,
  ]);
});
