// What lives are drawn from: everything that can happen to a client, and nothing that no server does.
import { sample } from 'fast-check';
import { effects } from '../../mock-server/faults/effects/index.ts';
import { checkFaultRule } from '../../mock-server/faults/read-fault.ts';
import { getControlChecks, listControlOperations, loadShippedSpec } from '../../openapi/shipped.ts';
import { parseDuration } from '../../time/time.ts';
import { type DrawnScenario, type LifePlan } from '../life/plan.ts';
import { readPlan } from '../life/read-plan.ts';
import { isPermanent, possibleEffects, possibleProblems } from './draw-fault.ts';
import { createFirstPlans, createPlanArbitrary } from './plan-arbitrary.ts';
import { scenarioNames } from './scenarios.ts';
import { listSimplerPlans } from './simpler-plans.ts';

const { lifeCycle, operations } = loadShippedSpec();
const plans = createPlanArbitrary({ scenarios: scenarioNames });
const drawn = sample(plans, { seed: 42, numRuns: 4000 });
const faults = drawn.flatMap((plan) => plan.faults.map(({ fault }) => fault));
const walks = drawn.flatMap(({ jobs }) =>
  jobs.flatMap(({ scenario }) => (typeof scenario === 'string' ? [] : [scenario])),
);
const count = (has: (plan: LifePlan) => boolean) => drawn.filter(has).length;

test.each(possibleEffects.map((effect) => [effect.name, effect] as const))(
  'there are faults with the effect %s, with each of its keys, and without those that it can do without',
  (name, { keys }) => {
    const own = faults.filter(({ effect }) => effect === name);
    expect(own.length).toBeGreaterThan(10);
    for (const [key, { required = false }] of Object.entries<{ readonly required?: boolean }>(keys)) {
      expect(own.some((fault) => key in fault)).toBe(true);
      expect(own.every((fault) => key in fault)).toBe(required);
    }
  },
);

test('there are faults with all effects but mutants, which no client has to bear', () => {
  expect(possibleEffects).toEqual(effects.filter(({ name }) => name !== 'mutant'));
});

test.each(possibleProblems.map((name) => [name]))('there are errors with the problem %s', (name) => {
  expect(faults.some(({ problem }) => problem === name)).toBe(true);
});

test.each(scenarioNames.map((name) => [name]))('there are jobs with the scenario %s', (name) => {
  expect(count(({ jobs }) => jobs.some(({ scenario }) => scenario === name))).toBeGreaterThan(0);
});

test.each<readonly [string, (plan: LifePlan) => boolean]>([
  ['slow responses', ({ latencies }) => latencies.length > 0],
  ['a tab that sleeps', ({ sleeps }) => sleeps.length > 0],
  ['a clock that is ahead', ({ skew }) => skew > 0],
  ['a clock that is behind', ({ skew }) => skew < 0],
  ['a page that is left', ({ unmountAt }) => unmountAt !== undefined],
  ['a page that turns to another job', ({ switchAt, jobs }) => switchAt !== undefined && jobs.length === 2],
  ['two jobs at once', ({ switchAt, jobs }) => switchAt === undefined && jobs.length === 2],
  ['three jobs at once', ({ jobs }) => jobs.length === 3],
  ['a token that expires', ({ tokenExpiresAt }) => tokenExpiresAt !== undefined],
  ['a user without credits', ({ isOutOfCredits }) => isOutOfCredits],
  [
    'a fault just before the page is left',
    ({ faults: [first], unmountAt = -1 }) =>
      first !== undefined && unmountAt > first.at && unmountAt <= first.at + 10_000,
  ],
  [
    'three failures far from each other',
    ({ faults: all }) =>
      all.length > 2 &&
      all.every(({ at, fault }, index) => fault.next === 1 && at > (all[index - 1]?.at ?? -1) + 5000),
  ],
  [
    'Retry-After as a date, and a clock that is right',
    ({ retryAfterAsDate = false, skew }) => retryAfterAsDate && skew === 0,
  ],
  ['nothing unusual', (plan) => plan.faults.length + plan.latencies.length + plan.sleeps.length === 0],
])('there are lives with %s, and most have none', (_name, has) => {
  expect(count(has)).toBeGreaterThan(20);
  expect(count(has)).toBeLessThan(drawn.length / 2);
});

const isWalk = ({ steps }: DrawnScenario) =>
  lifeCycle.isInitial(steps[0]?.status ?? '') &&
  steps.every(({ status, takes = 'forever' }, index) => {
    const next = steps[index + 1];
    if (next === undefined) return takes === 'forever';
    return parseDuration(takes) !== undefined && lifeCycle.mayFollow(status, next.status);
  });

const countPauses = ({ steps }: DrawnScenario) => steps.filter(({ status }) => status === 'Paused').length;

describe('a random walk', () => {
  test('follows the life cycle of the document, from an initial status to one that the job keeps', () => {
    expect(walks.filter((walk) => !isWalk(walk))).toEqual([]);
  });

  test('reaches each internal status, pauses up to twice and more, and sometimes never ends', () => {
    const statuses = new Set(walks.flatMap(({ steps }) => steps.map(({ status }) => status)));
    expect([...statuses].toSorted()).toEqual([...lifeCycle.internalStatuses].toSorted());
    expect(new Set(walks.map(countPauses))).toEqual(expect.objectContaining(new Set([0, 1, 2])));
    expect(walks.some(({ steps }) => steps.at(-1)?.takes === 'forever')).toBe(true);
  });
});

describe('a plan', () => {
  test('is one that a person may write', () => {
    expect(drawn.map((plan) => readPlan(plan))).toEqual(drawn);
  });

  test('has faults that the control API accepts', () => {
    const operation = listControlOperations().find(({ id }) => id === 'addFault');
    const isAccepted = getControlChecks()(operation?.requestBody['application/json'] ?? '');
    for (const fault of faults) expect([isAccepted(fault), checkFaultRule({ ...fault })]).toEqual([true, []]);
  });

  test('is plain data: JSON keeps it', () => {
    expect(JSON.parse(JSON.stringify(drawn))).toStrictEqual(drawn);
  });

  test('has transient faults that are mostly short, and refusals that mostly last', () => {
    const streaks = faults.filter((fault) => !isPermanent(fault)).flatMap(({ next }) => next ?? []);
    expect(streaks.filter((length) => length <= 2).length / streaks.length).toBeGreaterThan(0.7);
    expect(streaks.some((length) => length > 3)).toBe(true);
    const refusals = faults.filter(isPermanent);
    expect(refusals.filter(({ next }) => next === undefined).length / refusals.length).toBeGreaterThan(0.6);
  });

  test('restricts faults to operations with which clients read', () => {
    const named = new Set(faults.flatMap(({ operation }) => operation ?? []));
    const reads = operations.filter(({ method }) => method === 'GET').map(({ id }) => id);
    expect([...named].toSorted()).toEqual(reads.toSorted());
  });
});

test('the first lives of a search have at most one accident', () => {
  for (const plan of drawn.slice(0, 9)) {
    const {
      faults: { length },
      sleeps,
      unmountAt,
      switchAt,
      tokenExpiresAt,
      skew,
      isOutOfCredits,
    } = plan;
    const accidents = [
      length,
      sleeps.length,
      unmountAt,
      switchAt,
      tokenExpiresAt,
      skew !== 0,
      isOutOfCredits,
    ];
    expect(accidents.filter((one) => one !== undefined && one !== 0 && one !== false).length).toBeLessThan(2);
  }
});

test('the same seed gives the same plans', () => {
  expect(sample(plans, { seed: 42, numRuns: 50 })).toEqual(drawn.slice(0, 50));
  expect(sample(plans, { seed: 43, numRuns: 50 })).not.toEqual(drawn.slice(0, 50));
});

describe('what a plan is made simpler to', () => {
  test('is a plan again, never the same, and always ends', () => {
    for (const plan of drawn.slice(0, 20)) {
      let [current, steps]: [LifePlan | undefined, number] = [plan, 0];
      for (; current !== undefined && steps < 1000; steps += 1) {
        const text = JSON.stringify(current);
        const simpler: LifePlan[] = [...listSimplerPlans(current, scenarioNames)];
        expect(simpler.some((one) => JSON.stringify(one) === text)).toBe(false);
        // The last one gains least, so that this is the longest way.
        current = simpler.at(-1);
        if (current !== undefined) readPlan(current);
      }
      expect(steps).toBeLessThan(1000);
    }
  });

  test('keeps to the scenarios that the user named', () => {
    const some = ['small', 'pauses'];
    const narrow = createPlanArbitrary({ scenarios: some });
    for (const plan of sample(narrow, { seed: 42, numRuns: 40 }))
      for (const simpler of [plan, ...listSimplerPlans(plan, some)])
        expect(
          simpler.jobs.every(({ scenario }) => typeof scenario === 'string' && some.includes(scenario)),
        ).toBe(true);
  });
});

describe('the first plans of a search', () => {
  const first = createFirstPlans(42, { scenarios: scenarioNames });

  test('have each effect and each problem once for all requests, and once for those of results', () => {
    const kinds = [...possibleEffects.map(({ name }) => name), ...possibleProblems].filter(
      (name) => name !== 'error',
    );
    for (const operation of [undefined, 'getResults']) {
      const faultKinds = first.flatMap((plan) =>
        plan.faults.flatMap(({ fault }) =>
          fault.operation === operation ? (fault.problem ?? fault.effect) : [],
        ),
      );
      expect(faultKinds).toEqual(expect.arrayContaining(kinds));
    }
  });

  test('have Retry-After as a date once', () => {
    expect(first.filter(({ retryAfterAsDate = false }) => retryAfterAsDate).length).toBe(1);
  });

  test('are few, and plans that a person may write', () => {
    expect(first.length).toBeLessThan(110);
    expect(first.map((plan) => readPlan(plan))).toEqual(first);
  });

  test('depend on the seed', () => {
    expect(createFirstPlans(42, { scenarios: scenarioNames })).toEqual(first);
    expect(createFirstPlans(43, { scenarios: scenarioNames })).not.toEqual(first);
  });
});
