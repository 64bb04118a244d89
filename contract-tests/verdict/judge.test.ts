import type { Clause, Judge, Judgement, Verdict } from './clause.ts';
import { createRedactor } from '../../text/redactor.ts';
import { judge, decideOutcome, getWeight } from './judge.ts';
import { createObservations } from '../testing/exchanges.ts';

const seen = createObservations();
const kept: Judgement = { verdict: 'kept', exchanges: ['#1'] };
const broken: Judgement = {
  verdict: 'broken',
  breaches: [{ exchange: '#1', expected: 'this', actual: 'that' }],
};
const unobserved: Judgement = { verdict: 'unobserved', missing: { need: 'jobs', message: 'a job' } };
const crashed = { verdict: 'crashed', reason: 'Error: oops' } as const;
const off = { verdict: 'off' } as const;

const clause = (level: Clause['level'], judging: Judge = () => kept): Clause => ({
  id: `a-${level.toLowerCase()}`,
  level: 'MUST',
  basis: 'documented',
  source: { page: 'status', section: 'Overview' },
  promise: 'It holds.',
  judge: judging,
  ...(level === 'MUST' ? {} : { level }),
});

const throwing: Judge = () => {
  throw new TypeError('cannot read canary-token-4711');
};

type JudgedLevel = readonly [level: Clause['level'], came: Judgement | typeof crashed | typeof off];
const listVerdicts = (...all: readonly JudgedLevel[]): readonly Verdict[] =>
  all.map(([level, judgement]) => ({ clause: clause(level), ...judgement }));

test('each judge judges its own clause, on the same evidence, in the order of the page', () => {
  const given: unknown[] = [];
  const listening: Judge = (evidence) => {
    given.push(evidence);
    return unobserved;
  };
  const clauses = [clause('MUST'), clause('SHOULD', listening), clause('ASSUMED', () => broken)];
  expect(judge(clauses, seen).map(({ verdict }) => verdict)).toEqual(['kept', 'unobserved', 'broken']);
  expect(given).toEqual([seen]);
});

test('a judge that throws has crashed, and the others continue', () => {
  const [first, second] = judge([clause('MUST', throwing), clause('SHOULD')], seen);
  expect(first).toMatchObject({ verdict: 'crashed', reason: 'TypeError: cannot read canary-token-4711' });
  expect(second?.verdict).toBe('kept');
});

test('the message of a crash is redacted', () => {
  const [verdict] = judge([clause('MUST', throwing)], seen, {
    redact: createRedactor(['canary-token-4711']),
  });
  expect(verdict).toMatchObject({ verdict: 'crashed', reason: 'TypeError: cannot read [redacted]' });
});

test('a clause that is switched off is not judged', () => {
  const [verdict] = judge([clause('MUST', throwing)], seen, { off: new Set(['a-must']) });
  expect(verdict?.verdict).toBe('off');
});

test.each<[Clause['level'], JudgedLevel[1], string, string]>([
  ['MUST', broken, 'failure', 'failure'],
  ['SHOULD', broken, 'warning', 'failure'],
  ['ASSUMED', broken, 'notice', 'notice'],
  ['MUST', crashed, 'failure', 'failure'],
  ['ASSUMED', crashed, 'failure', 'failure'],
  ['MUST', kept, 'none', 'none'],
  ['MUST', unobserved, 'none', 'none'],
  ['MUST', off, 'none', 'none'],
])('%s that is %j counts as a %s, and in a strict run as a %s', (level, judgement, normal, strict) => {
  const [verdict] = listVerdicts([level, judgement]);
  expect(verdict && [getWeight(verdict, false), getWeight(verdict, true)]).toEqual([normal, strict]);
});

const isBroken = (count: number) =>
  `The contract is broken: ${count === 1 ? '1 required promise is' : `${count} required promises are`} not kept.`;
const ourFault = '1 check of the suite crashed, so the verdict is incomplete. Please report this bug.';
const noMust = 'No MUST could be judged: no promise of this level was observed as kept.';
const nothing = 'Nothing could be judged: no promise was observed as kept.';

test.each<[string, readonly JudgedLevel[], boolean, number, string]>([
  [
    'a MUST is broken',
    [
      ['MUST', kept],
      ['MUST', broken],
    ],
    false,
    1,
    isBroken(1),
  ],
  [
    'two MUSTs and a SHOULD are broken',
    [
      ['MUST', broken],
      ['SHOULD', broken],
      ['MUST', broken],
    ],
    false,
    1,
    isBroken(2),
  ],
  [
    'two MUSTs and a SHOULD are broken in a strict run',
    [
      ['MUST', broken],
      ['SHOULD', broken],
      ['MUST', broken],
    ],
    true,
    1,
    isBroken(3),
  ],
  [
    'a SHOULD is broken',
    [
      ['MUST', kept],
      ['SHOULD', broken],
    ],
    false,
    0,
    'The contract is kept, with 1 warning: 1 promise is kept.',
  ],
  [
    'a SHOULD is broken in a strict run',
    [
      ['MUST', kept],
      ['SHOULD', broken],
    ],
    true,
    1,
    isBroken(1),
  ],
  [
    'an ASSUMED is broken',
    [
      ['MUST', kept],
      ['ASSUMED', broken],
    ],
    false,
    0,
    'The contract is kept, with 1 notice: 1 promise is kept.',
  ],
  [
    'an ASSUMED is broken in a strict run',
    [
      ['MUST', kept],
      ['ASSUMED', broken],
    ],
    true,
    0,
    'The contract is kept, with 1 notice: 1 promise is kept.',
  ],
  [
    'all are kept',
    [
      ['MUST', kept],
      ['SHOULD', kept],
    ],
    false,
    0,
    'The contract is kept: 2 promises are kept.',
  ],
  [
    'some are not observed',
    [
      ['MUST', kept],
      ['MUST', unobserved],
      ['MUST', off],
    ],
    false,
    0,
    'The contract is kept: 1 promise is kept, 1 could not be observed.',
  ],
  [
    'a check of the suite crashed',
    [
      ['MUST', kept],
      ['ASSUMED', crashed],
    ],
    false,
    3,
    ourFault,
  ],
  [
    'one check crashed and another clause is broken',
    [
      ['MUST', broken],
      ['MUST', crashed],
    ],
    false,
    1,
    isBroken(1),
  ],
  [
    'nothing was observed',
    [
      ['MUST', unobserved],
      ['SHOULD', unobserved],
    ],
    false,
    3,
    nothing,
  ],
  ['every clause is switched off', [['MUST', off]], false, 3, nothing],
  ['there is no clause', [], false, 3, nothing],
  [
    'a SHOULD is broken and nothing is kept',
    [
      ['MUST', unobserved],
      ['SHOULD', broken],
    ],
    false,
    3,
    nothing,
  ],
  [
    'only a SHOULD is kept',
    [
      ['MUST', unobserved],
      ['SHOULD', kept],
    ],
    false,
    3,
    noMust,
  ],
  [
    'only an ASSUMED is kept',
    [
      ['MUST', off],
      ['ASSUMED', kept],
    ],
    false,
    3,
    noMust,
  ],
])('the outcome follows the verdicts when %s', (_, all, strict, status, message) => {
  expect(decideOutcome(listVerdicts(...all), { strict })).toMatchObject({ status, message });
});

test('a caller without jobs keeps the contract, and the outcome says how little was judged', () => {
  const verdicts = listVerdicts(['MUST', kept], ['MUST', unobserved]);
  expect(decideOutcome(verdicts, { strict: false }, { sawJobs: false })).toEqual({
    status: 0,
    message:
      'The caller has no jobs, so little was judged: 1 promise is kept, 1 could not be observed. Use the token of a user with jobs.',
  });
});
