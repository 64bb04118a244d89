import fc from 'fast-check';

import { fixture } from '../testing/shipped.ts';
import { planOf } from './plan.ts';
import type { Scenario, StatusStep } from './scenario.ts';
import { duration } from '../../time/time.ts';

const takes = (least: number, most = least, perRow = false, plus = 0) => ({
  takes: {
    kind: 'time' as const,
    least: duration(least),
    most: duration(most),
    perRow,
    plus: duration(plus),
  },
});
const scenarioOf = (step: Pick<StatusStep, 'takes'>): Scenario => ({
  name: 'one-step',
  about: 'One step alone.',
  steps: [{ kind: 'status', status: 'Draft', ...step }],
});
const lastsOf = (step: Pick<StatusStep, 'takes'>, rows = 1) =>
  planOf(scenarioOf(step), rows, 'seed')[0]?.lasts;

test.each([
  ['a fixed time', takes(5000), 1, 5000],
  ['a time for each row', takes(40, 40, true), 1000, 40_000],
  ['a time and a time for each row', takes(40, 40, true, 10_000), 1000, 50_000],
  ['less than a second, as it is written', takes(40), 1, 40],
  ['less than a second for all rows, made one', takes(40, 40, true), 2, 1000],
  ['a broken time, made whole seconds', takes(1600), 1, 2000],
  ['for ever', { takes: { kind: 'forever' as const } }, 1, Number.POSITIVE_INFINITY],
])('a step may last %s', (_, step, rows, lasts) => {
  expect(lastsOf(step, rows)).toBe(lasts);
});

const anyScenario = fc.constantFrom(...Object.values(fixture.scenarios));
const anyRows = fc.integer({ min: 1, max: 1_000_000 });

test('the same scenario, rows and seed give the same plan', () => {
  fc.assert(
    fc.property(anyScenario, anyRows, fc.string(), fc.string(), (scenario, rows, seed, id) => {
      expect(planOf(scenario, rows, seed, id)).toEqual(planOf(scenario, rows, seed, id));
    }),
  );
});

test('another seed gives other times, spread over the whole range', () => {
  const drawn = Array.from(
    { length: 400 },
    (_, job) => planOf(scenarioOf(takes(1000, 10_000)), 1, job)[0]?.lasts,
  );
  expect([...new Set(drawn)].toSorted((a, b) => Number(a) - Number(b))).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((seconds) => seconds * 1000),
  );
});
