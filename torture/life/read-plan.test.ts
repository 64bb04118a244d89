import { defaultPlan, PlanError, readPlan } from './read-plan.ts';

test('what a plan leaves out is as by default', () => {
  expect(readPlan({})).toEqual(defaultPlan);
  expect(readPlan({ skew: -5000, unmountAt: undefined })).toEqual({ ...defaultPlan, skew: -5000 });
});

test.each([
  [[], "plan is a list; it must be an object such as { jobs: [{ scenario: 'straight-through', rows: 1 }] }."],
  ['x', 'plan is "x"; it must be an object such as { jobs: [{ scenario: \'straight-through\', rows: 1 }] }.'],
  [
    { skews: 1 },
    'plan has the key "skews"; allowed: "jobs", "faults", "latencies", "sleeps", "skew", "unmountAt", "switchAt", "tokenExpiresAt", "isOutOfCredits" or "retryAfterAsDate"; did you mean "skew"?.',
  ],
  [
    { unmountAt: -1 },
    'plan.unmountAt is -1; it must be milliseconds since the start of the life, from 0 to 2592000000.',
  ],
  [
    { sleeps: [{ at: '5s' }] },
    'plan.sleeps[0].at is "5s"; it must be milliseconds since the start of the life, from 0 to 2592000000.',
  ],
  [{ jobs: [] }, 'plan.jobs has 0 items; it must have 1 to 200.'],
  [
    { jobs: [{ scenario: { steps: [{ takes: '1s' }] }, rows: 1 }] },
    "plan.jobs[0].scenario.steps[0].status is missing; write for example { status: 'Draft', takes: '20s' }.",
  ],
  [
    { jobs: [{ scenario: 'pauses', rows: 1.5 }] },
    'plan.jobs[0].rows is 1.5; it must be a whole number, from 1 to 100000.',
  ],
  [{ latencies: 50 }, 'plan.latencies is 50; it must be a list.'],
  [{ latencies: [Number.NaN] }, 'plan.latencies[0] is NaN; it must be milliseconds, from 0 to 2592000000.'],
  [
    { faults: [{ at: 0, fault: { next: 1 } }] },
    "plan.faults[0].fault is an object; it must be an object with an effect, such as { effect: 'reset', next: 1 }.",
  ],
  [{ isOutOfCredits: 'no' }, 'plan.isOutOfCredits is "no"; it must be true or false.'],
  [{ ['__proto__x']: 1, jobs: null }, 'plan.jobs is null; it must be a list.'],
])('%j is refused', (given, mistake) => {
  expect(getError(given).mistakes).toContain(mistake);
});

test('all mistakes are reported at once', () => {
  expect(getError({ skew: 'a', latencies: {} }).message).toBe(
    'This plan cannot be played:\n- plan.skew is "a"; it must be milliseconds, from -2592000000 to 2592000000.\n- plan.latencies is an object; it must be a list.',
  );
});

function getError(given: unknown): PlanError {
  try {
    readPlan(given);
  } catch (error) {
    if (error instanceof PlanError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}
