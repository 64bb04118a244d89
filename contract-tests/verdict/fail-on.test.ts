import { sampleVerdicts } from '../testing/runs.ts';
import { completeFailOn, type FailOn, failsRun, type FailurePolicy, parseFailOn } from './fail-on.ts';
import { decideOutcome } from './judge.ts';

const { kept, broken, warning, notice, crashed } = sampleVerdicts;

test.each<[texts: readonly string[], values: readonly FailOn[], complete: readonly FailOn[]]>([
  [[], [], ['must']],
  [['must'], ['must'], ['must']],
  [['should'], ['should'], ['should']],
  [['new'], ['new'], ['must', 'new']],
  [['new,should'], ['should', 'new'], ['should', 'new']],
  [
    ['new', ' SHOULD '],
    ['should', 'new'],
    ['should', 'new'],
  ],
  [['step'], ['step'], ['must', 'step']],
  [['step,new'], ['new', 'step'], ['must', 'new', 'step']],
  [['never'], ['never'], ['never']],
])('--fail-on %j means %j', (texts, values, complete) => {
  const mistakes: string[] = [];
  expect([parseFailOn(texts, '--fail-on', mistakes), mistakes]).toEqual([values, []]);
  expect(completeFailOn(values, values.includes('should'))).toEqual(complete);
});

test.each([
  [['shuold'], '--fail-on is "shuold"; allowed: must, should, new, step, never; did you mean "should"?'],
  [['any'], '--fail-on is "any"; allowed: must, should, new, step, never.'],
  [['must,'], '--fail-on is ""; allowed: must, should, new, step, never.'],
  [['never', 'new'], '--fail-on is new, never; "never" allows no other value.'],
])('--fail-on %j is refused', (texts, mistake) => {
  const mistakes: string[] = [];
  parseFailOn(texts, '--fail-on', mistakes);
  expect(mistakes).toEqual([mistake]);
});

test.each<[string, FailurePolicy, readonly string[]]>([
  ['a broken MUST by default', { strict: false }, ['b-broken']],
  ['a broken SHOULD too', { strict: true, failOn: ['should'] }, ['b-broken', 'c-warning']],
  ['nothing', { strict: true, failOn: ['never'] }, []],
  ['nothing that was broken before', { strict: true, failOn: ['new'], newly: new Set(['d-notice']) }, []],
  ['what is newly broken', { strict: true, failOn: ['new'], newly: new Set(['c-warning']) }, ['c-warning']],
  // Nobody can say that it is old.
  ['everything without an earlier run', { strict: false, failOn: ['new'] }, ['b-broken']],
])('the run fails on %s', (_, policy, ids) => {
  const failing = Object.values(sampleVerdicts).filter((verdict) => failsRun(verdict, policy));
  expect(failing.map(({ clause }) => clause.id)).toEqual(ids);
});

describe('the outcome of a run with broken promises', () => {
  const second = { ...broken, clause: { ...broken.clause, id: 'b-second' } };

  test.each<[FailurePolicy, 0 | 1, string]>([
    [{ strict: false }, 1, 'The contract is broken: 2 required promises are not kept.'],
    [
      { strict: false, failOn: ['never'] },
      0,
      'The contract is broken: 2 required promises are not kept, but no broken promise fails this run, so the exit status is 0.',
    ],
    [
      { strict: false, failOn: ['new'], newly: new Set() },
      0,
      'The contract is broken: 2 required promises are not kept, but none is newly broken, so the exit status is 0.',
    ],
    [
      { strict: false, failOn: ['new'], newly: new Set(['b-second']) },
      1,
      'The contract is broken: 1 required promise is newly broken, and 1 still.',
    ],
  ])('with %j is %s', (policy, status, message) => {
    const verdicts = [kept, broken, second, warning, notice];
    expect(decideOutcome(verdicts, policy)).toEqual({ status, message });
  });

  test('a crashed check stays 3, even if nothing may fail the run', () => {
    expect(decideOutcome([kept, broken, crashed], { strict: false, failOn: ['never'] })).toMatchObject({
      status: 3,
      reason: 'check-crashed',
    });
  });

  test('a run that saw nothing stays 3', () => {
    const { unobserved } = sampleVerdicts;
    expect(decideOutcome([unobserved], { strict: false, failOn: ['never'] })).toMatchObject({ status: 3 });
  });

  test('a run that saw only broken promises judged something', () => {
    expect(decideOutcome([broken], { strict: false, failOn: ['never'] }).status).toBe(0);
  });
});
