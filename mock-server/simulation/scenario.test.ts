import fc from 'fast-check';

import { fixture } from '../testing/shipped.ts';
import { planOf, type Scenario, type Step } from './scenario.ts';
import { duration } from '../../time/time.ts';

const takes = (least: number, most = least, perRow = false) => ({
  takes: { least: duration(least), most: duration(most), perRow },
});
const scenarioOf = (step: object): Scenario => ({
  name: 'one-step',
  about: 'One step alone.',
  steps: [{ status: 'Draft', ...step }],
});
const lastsOf = (step: object, rows = 1) => planOf(scenarioOf(step), rows, 'seed')[0]?.lasts;

test.each([
  ['a fixed time', takes(5000), 1, 5000],
  ['a time for each row', takes(40, 40, true), 1000, 40_000],
  ['less than a second, made one', takes(40), 1, 1000],
  ['a broken time, made whole seconds', takes(1600), 1, 2000],
  ['for ever without a time', {}, 1, Number.POSITIVE_INFINITY],
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

/** What a step may last: whole seconds, at least one, where the scenario gives a time. */
const within = ({ takes: range }: Step, rows: number, lasts: number): boolean => {
  if (range === undefined) return lasts === Number.POSITIVE_INFINITY;
  const times = range.perRow ? rows : 1;
  const [least, most] = [range.least * times, range.most * times].map((length) => Math.max(1000, length));
  return lasts % 1000 === 0 && lasts >= (least ?? 0) - 500 && lasts <= (most ?? 0) + 500;
};

test('every drawn time lies within what the scenario says, in whole seconds and at least one', () => {
  fc.assert(
    fc.property(anyScenario, anyRows, fc.string(), (scenario, rows, id) => {
      const plan = planOf(scenario, rows, id);
      expect(scenario.steps.map((step, index) => within(step, rows, plan[index]?.lasts ?? 0))).not.toContain(
        false,
      );
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
