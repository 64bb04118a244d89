import { createDraws } from '../../random/random.ts';
import { findSteps, type MeasuredRun, mergeRepeats } from './find-steps.ts';

const key = 'latency_ms.getStatus.median';
const day = 86_400_000;
const begin = Date.parse('2026-03-01T03:17:00Z');
const at = (night: number) => new Date(begin + night * day).toISOString();

/** Nights with a little noise, always the same. */
function createNights(
  count: number,
  toValue: (night: number) => number,
  metric = key,
): readonly MeasuredRun[] {
  const draws = createDraws();
  draws.seed(3);
  return Array.from({ length: count }, (_, night) => ({
    at: at(night),
    values: { [metric]: toValue(night) * (0.95 + 0.1 * draws.next()) },
  }));
}

const slower = (night: number) => (night < 40 ? 200 : 300);

test('a step of 1.5 is found in the third run, with the levels before and after', () => {
  expect(findSteps(createNights(42, slower))).toEqual([]);
  const [step, ...others] = findSteps(createNights(43, slower));
  expect(others).toEqual([]);
  expect(step).toMatchObject({ since: at(40), foundAt: at(42), runsAgo: 0, isWorse: true });
  expect(Math.abs((step?.before ?? 0) - 200)).toBeLessThan(10);
  expect(Math.abs((step?.after ?? 0) - 300)).toBeLessThan(15);
  expect(step?.line).toHaveLength(30);
  expect(step?.line.slice(step.lineStart).every((value) => value > 250)).toBe(true);
});

test('it is found once, and then the new level is the normal one', () => {
  const steps = findSteps(createNights(90, slower));
  expect(steps.map(({ foundAt, runsAgo }) => [foundAt, runsAgo])).toEqual([[at(42), 47]]);
});

test('the way back is a step for the better', () => {
  const steps = findSteps(createNights(80, (night) => (night >= 40 && night < 60 ? 300 : 200)));
  expect(steps.map(({ foundAt, isWorse }) => [foundAt, isWorse])).toEqual([
    [at(62), false],
    [at(42), true],
  ]);
});

test.each<[string, (night: number) => number]>([
  ['one outlier', (night) => (night === 50 ? 2000 : 200)],
  ['two outliers of different size', (night) => ({ 50: 2000, 51: 500 })[night] ?? 200],
  ['two outliers with a usual night between them', (night) => ([50, 52].includes(night) ? 400 : 200)],
  ['quiet weekends', (night) => (night % 7 < 2 ? 100 : 200)],
  ['slow growth', (night) => 200 * 1.004 ** night],
  ['a large ratio of a small amount', (night) => (night < 40 ? 3 : 9)],
  ['a large amount of a small ratio', (night) => (night < 40 ? 5000 : 5500)],
])('%s is no step', (_, toValue) => {
  expect(findSteps(createNights(80, toValue))).toEqual([]);
});

const quiet = (night: number) => (night % 7 < 2 ? 0.6 : 1);

test('a step is found although weekends are quiet', () => {
  for (let start = 60; start < 67; start += 1) {
    const steps = findSteps(createNights(start + 3, (night) => quiet(night) * (night < start ? 200 : 300)));
    expect(steps.map(({ since }) => since)).toEqual([at(start)]);
  }
});

test('nothing is said before there are enough runs', () => {
  expect(findSteps(createNights(16, (night) => (night < 10 ? 200 : 900)))).toEqual([]);
});

test('an outlier on the other side does not hide a step', () => {
  const steps = findSteps(createNights(43, (night) => (night === 41 ? 20 : slower(night))));
  expect(steps.map(({ foundAt }) => foundAt)).toEqual([at(42)]);
});

test.each([
  ['availability', 99.5, 90, true],
  ['availability', 90, 99.5, false],
  ['list_jobs', 80, 20, true],
  ['list_jobs', 20, 80, false],
  ['drift', 0, 2, true],
  ['queue_ms', 20_000, 90_000, true],
])('in %s, %d after %d is worse: %s', (metric, before, after, isWorse) => {
  const runs = Array.from({ length: 43 }, (_, night) => ({
    at: at(night),
    values: { [metric]: night < 40 ? before : after },
  }));
  expect(findSteps(runs)).toMatchObject([{ isWorse, runsAgo: 0 }]);
});

const late = (minutes: number) => ({
  at: new Date(begin + 41 * day + minutes * 60_000).toISOString(),
  values: { [key]: 301 },
});

test('a run that repeats the one before it counts with it as one', () => {
  const nights = createNights(42, (night) => (night < 41 ? 200 : 300));
  expect(findSteps([...nights, late(10), late(20)])).toEqual([]);
  expect(mergeRepeats([...nights, late(10), late(20)])).toHaveLength(42);
  const everyMinute = Array.from({ length: 5 }, (_, minute) => late(minute));
  expect(mergeRepeats(everyMinute)).toHaveLength(5);
});

test('a run in a leap second is left out', () => {
  const runs = createNights(43, slower).map((run) =>
    run.at === at(20) ? { ...run, at: '2026-06-30T23:59:60Z' } : run,
  );
  expect(findSteps(runs)).toHaveLength(1);
});

test('metrics of a later version and runs without values are ignored', () => {
  const runs = createNights(43, slower).map((run) => ({
    at: run.at,
    values: { unknown_ms: 1, '__proto__.x': 2 },
  }));
  expect(findSteps(runs)).toEqual([]);
  expect(findSteps([])).toEqual([]);
});
