// A finding becomes as small as it can, whatever the seed.
import { createPlanArbitrary } from './chance/plan-arbitrary.ts';
import { scenarioNames } from './chance/scenarios.ts';
import type { GivenPlan } from './life/read-plan.ts';
import { defaultPlan } from './life/read-plan.ts';
import type { LifePlan } from './life/plan.ts';
import { search } from './search.ts';
import { createFakePlayer, createPlanRule } from './testing/fake-player.ts';

const plans = createPlanArbitrary({ scenarios: scenarioNames });
const ordinary = defaultPlan.jobs[0];

const hasFault = ({ faults }: LifePlan, effect: string, atLeast = 1) =>
  faults.some(({ fault }) => fault.effect === effect && (fault.next ?? 100) >= atLeast);

/** Artificial clients with a known bug: the plans that they do not bear, and the smallest of them. */
const bugs: readonly (readonly [name: string, isBad: (plan: LifePlan) => boolean, smallest: GivenPlan])[] = [
  ['anything breaks it', () => true, {}],
  [
    'gives up after a reset',
    (plan) => hasFault(plan, 'reset'),
    { faults: [{ at: 0, fault: { effect: 'reset', next: 1 } }] },
  ],
  [
    'gives up after any two failures in a row',
    ({ faults }) => faults.some(({ fault }) => (fault.next ?? 0) >= 2),
    { faults: [{ at: 0, fault: { effect: 'reset', next: 2 } }] },
  ],
  [
    'does not understand Retry-After',
    (plan) => plan.faults.some(({ fault }) => fault.problem === 'tooManyRequests'),
    { faults: [{ at: 0, fault: { effect: 'error', problem: 'tooManyRequests', next: 1 } }] },
  ],
  [
    'crashes at a null after ten seconds',
    ({ faults }) => faults.some(({ at, fault }) => at >= 10_000 && fault.effect === 'null-field'),
    { faults: [{ at: 10_000, fault: { effect: 'null-field', next: 1 } }] },
  ],
  [
    'is left during a slow response',
    ({ unmountAt, latencies: [first = 0] }) => unmountAt !== undefined && unmountAt < first,
    { unmountAt: 0, latencies: [100] },
  ],
  [
    'mixes up two jobs',
    ({ switchAt }) => switchAt !== undefined,
    { switchAt: 0, jobs: [ordinary, ordinary] },
  ],
  ['follows only two jobs', ({ jobs }) => jobs.length > 2, { jobs: [ordinary, ordinary, ordinary] }],
  [
    'does not wake up',
    ({ sleeps }) => sleeps.some(({ length }) => length >= 60_000),
    { sleeps: [{ at: 0, length: 60_000 }] },
  ],
  ['trusts its clock', ({ skew }) => Math.abs(skew) > 3000, { skew: 5000 }],
  [
    'does not know how to fail',
    ({ jobs }) => jobs.some(({ scenario }) => scenario === 'refused'),
    { jobs: [{ scenario: 'refused', rows: 1 }] },
  ],
  [
    'survives one pause, not two',
    ({ jobs }) =>
      jobs.some(
        ({ scenario }) =>
          typeof scenario !== 'string' &&
          scenario.steps.filter(({ status }) => status === 'Paused').length > 1,
      ),
    {
      jobs: [
        {
          scenario: {
            steps: [
              { status: 'Draft', takes: '100ms' },
              { status: 'Enrichment Started', takes: '100ms' },
              { status: 'Paused', takes: '100ms' },
              { status: 'Enrichment Started', takes: '100ms' },
              { status: 'Paused' },
            ],
          },
          rows: 1,
        },
      ],
    },
  ],
  [
    'cannot go on without a token',
    ({ tokenExpiresAt }) => tokenExpiresAt !== undefined,
    { tokenExpiresAt: 0 },
  ],
  ['needs credits', ({ isOutOfCredits }) => isOutOfCredits, { isOutOfCredits: true }],
];

const seeds = [1, 2, 3, 4, 5, 6];

describe.each(bugs)('a client that %s', (name, isBad, smallest) => {
  test.each(seeds)('shrinks to the smallest plan, with seed %s', async (seed) => {
    const settings = { seed, numRuns: 3000, timeLimit: Number.POSITIVE_INFINITY, now: () => 0 };
    const { broken } = await search(createFakePlayer(), [createPlanRule(name, isBad)], plans, settings);
    expect(broken?.played.life.plan).toEqual({ ...defaultPlan, ...smallest });
  });
});
