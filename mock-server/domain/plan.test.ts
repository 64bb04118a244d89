import fc from 'fast-check';

import { fixture } from '../testing/shipped.ts';
import { getMainPath, findPlanFrom, drawPlan } from './plan.ts';
import type { FixtureScenario, StatusStep, ScenarioStep, Takes } from './scenario.ts';
import { duration } from '../../time/time.ts';

const takes = (min: number, max = min, perRow = false, plus = 0) => ({
  takes: {
    kind: 'time' as const,
    min: duration(min),
    max: duration(max),
    perRow,
    plus: duration(plus),
  },
});
const getScenario = (step: Pick<StatusStep, 'takes'>): FixtureScenario => ({
  name: 'one-step',
  about: 'One step alone.',
  steps: [{ kind: 'status', status: 'Draft', ...step }],
});
const getDuration = (step: Pick<StatusStep, 'takes'>, rows = 1) =>
  drawPlan(getScenario(step), rows, 'seed')[0]?.lasts;

test.each([
  ['a fixed time', takes(5000), 1, 5000],
  ['a time per row', takes(40, 40, true), 1000, 40_000],
  ['a fixed time plus a time per row', takes(40, 40, true, 10_000), 1000, 50_000],
  ['less than a second, exactly as written', takes(40), 1, 40],
  ['less than a second for all rows, rounded up to one', takes(40, 40, true), 2, 1000],
  ['a fractional time, rounded to whole seconds', takes(1600), 1, 2000],
  ['forever', { takes: { kind: 'forever' as const } }, 1, Number.POSITIVE_INFINITY],
])('a step may take %s', (_, step, rows, lasts) => {
  expect(getDuration(step, rows)).toBe(lasts);
});

const anyScenario = fc.constantFrom(...Object.values(fixture.scenarios));
const anyRows = fc.integer({ min: 1, max: 1_000_000 });

test('the same scenario, rows and seed give the same plan', () => {
  fc.assert(
    fc.property(anyScenario, anyRows, fc.string(), fc.string(), (scenario, rows, seed, id) => {
      expect(drawPlan(scenario, rows, seed, id)).toEqual(drawPlan(scenario, rows, seed, id));
    }),
  );
});

test('another seed gives other times, over the whole range', () => {
  const drawn = Array.from(
    { length: 400 },
    (_, job) => drawPlan(getScenario(takes(1000, 10_000)), 1, job)[0]?.lasts,
  );
  expect([...new Set(drawn)].toSorted((a, b) => Number(a) - Number(b))).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((seconds) => seconds * 1000),
  );
});

const status = (name: string, ends: Takes = takes(1000).takes): StatusStep => ({
  kind: 'status',
  status: name,
  takes: ends,
});
const forever = { kind: 'forever' } as const;
const listStatuses = (steps: readonly ScenarioStep[], seed: number) =>
  drawPlan({ name: 'branches', about: 'For a test.', steps }, 1, seed).map((step) => step.status);

/** A step with branches of the same chance. */
const either = (branches: readonly (readonly ScenarioStep[])[]): ScenarioStep => ({
  kind: 'either',
  branches: branches.map((some) => ({ chance: 1 / branches.length, steps: some })),
});

describe('branches', () => {
  const steps: readonly ScenarioStep[] = [
    status('Draft'),
    {
      kind: 'either',
      branches: [
        { chance: 0.2, steps: [status('Failure', forever)] },
        { chance: 0.3, steps: [] },
        { chance: 0.5, steps: [status('Enrichment Started'), status('Paused')] },
      ],
    },
    status('Enrichment Started'),
  ];

  test('become one flat list: the following steps come after each branch, unless it ends the job', () => {
    const drawn = new Set(Array.from({ length: 100 }, (_, seed) => listStatuses(steps, seed).join(', ')));
    expect([...drawn].toSorted()).toEqual([
      'Draft, Enrichment Started',
      'Draft, Enrichment Started, Paused, Enrichment Started',
      'Draft, Failure',
    ]);
  });

  test('are drawn as often as their probabilities say', () => {
    const drawn = Array.from({ length: 4000 }, (_, seed) => listStatuses(steps, seed).length);
    const share = (length: number, statuses: string) =>
      drawn.filter((one, seed) => one === length && listStatuses(steps, seed)[1] === statuses).length / 4000;
    expect(share(2, 'Failure')).toBeCloseTo(0.2, 1);
    expect(share(2, 'Enrichment Started')).toBeCloseTo(0.3, 1);
    expect(share(4, 'Enrichment Started')).toBeCloseTo(0.5, 1);
  });

  test('within a branch are drawn independently of the outer ones', () => {
    const inner = either([[status('a')], [status('b')]]);
    const nested = [either([[inner], [inner]])];
    const shares = Array.from({ length: 1000 }, (_, seed) => listStatuses(nested, seed)[0]);
    expect(shares.filter((one) => one === 'a').length / 1000).toBeCloseTo(0.5, 1);
  });
});

describe('the steps of a resumed job', () => {
  const pause: ScenarioStep = {
    ...status('Paused', { kind: 'until-resumed' }),
    resumed: [status('Failure', forever)],
  };
  const plan = drawPlan({ name: 'pause', about: 'For a test.', steps: [status('Draft'), pause] }, 1, 'seed');

  test('are stored with the pause, and end where the job ends', () => {
    expect(plan.map((step) => step.status)).toEqual(['Draft', 'Paused']);
    expect(getMainPath(plan).map((step) => step.status)).toEqual(['Draft', 'Paused', 'Failure']);
    expect(findPlanFrom(plan, 'Failure')).toEqual(plan[1]?.resumed);
  });

  test('may count polls', () => {
    const counting = status('Enrichment Started', { kind: 'polls', polls: 2 });
    const resumed = { ...status('Paused', { kind: 'until-resumed' }), resumed: [counting] };
    const planWith = (step: ScenarioStep) =>
      drawPlan({ name: 'polls', about: 'For a test.', steps: [status('Draft'), step] }, 1, 'seed');
    expect(planWith(counting)).toMatchObject([{ status: 'Draft' }, { polls: 2 }]);
    expect(planWith(resumed)).toMatchObject([{ status: 'Draft' }, { resumed: [{ polls: 2 }] }]);
  });
});
