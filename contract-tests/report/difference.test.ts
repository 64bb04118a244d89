import { type Difference, compareReports, hasFailures, isReport, type Report } from './difference.ts';
import { formatDifference } from './difference-text.ts';

const words = { k: 'kept', b: 'broken', u: 'unobserved', o: 'off', c: 'crashed' } as const;

/** A report with one clause for each text such as `MUST b`; their ids are a, b, c, ... */
function report(...clauses: readonly string[]): Report {
  return {
    started_at: '2026-05-06T15:00:00.000Z',
    target: 'https://test.example',
    strict: false,
    clauses: clauses.map((clause, index) => {
      const [level = '', letter = ''] = clause.split(' ');
      const verdict = words[letter as keyof typeof words];
      const id = String.fromCharCode('a'.charCodeAt(0) + index);
      const reason = verdict === 'kept' ? null : `It is ${verdict}.`;
      return { id, level, promise: `The promise ${id}.`, verdict, reason };
    }),
  };
}

const kinds = ['newly', 'still', 'fixed', 'unseen', 'flaky'] as const;
const listKinds = (difference: Difference) =>
  Object.fromEntries(
    kinds.map((kind) => [kind, difference[kind].map(({ id }) => id).join('')]).filter(([, ids]) => ids),
  );

test('the text gives the availability of each target, if it is known', () => {
  const after: Report = { ...report('MUST k'), availability: { percent: 96.4 } };
  const text = formatDifference(compareReports(report('MUST k'), after, {}, 10));
  expect(text.split('\n').slice(0, 2)).toEqual([
    'https://test.example, 2026-05-06T15:00:00.000Z: 1 kept, 0 broken',
    'https://test.example, 2026-05-06T15:00:00.000Z: 1 kept, 0 broken; availability 96.4 %',
  ]);
});

test.each([
  [{ percent: 96.4 }, true],
  [{ percent: null }, true],
  [null, true],
  [{ percent: 'most' }, false],
  [{}, false],
  ['most', false],
])('a file with the availability %j is a report: %p', (availability, is) => {
  const whole = { ...report('MUST k'), format: 'enrichment-sandbox/contract-report', availability };
  expect(isReport(whole)).toBe(is);
});

describe('a run that judged nothing', () => {
  const message = 'The target refuses the token.';
  const unjudged: Report = { ...report(), error: { message } };

  test('is reported as such, and its broken clauses count as no longer judged', () => {
    const difference = compareReports(report('MUST b', 'MUST k'), unjudged, {}, 10);
    expect(listKinds(difference)).toEqual({ unseen: 'a' });
    const text = formatDifference(difference);
    expect(text).toContain('https://test.example, 2026-05-06T15:00:00.000Z: 1 kept, 1 broken\n');
    expect(text).toContain('https://test.example, 2026-05-06T15:00:00.000Z: not judged\n');
    expect(text).toContain(`The second run could not be judged: ${message}`);
  });

  test('counts as a report only if its error is well-formed', () => {
    const whole = { ...unjudged, format: 'enrichment-sandbox/contract-report' };
    expect([isReport(whole), isReport({ ...whole, error: 'no' }), isReport({ ...whole, error: {} })]).toEqual(
      [true, false, false],
    );
  });
});

test.each([
  ['kept, then broken: newly broken', 'MUST k', 'MUST b', { newly: 'a' }],
  ['not judged, then broken: newly broken', 'MUST u', 'MUST b', { newly: 'a' }],
  ['broken twice: still broken', 'MUST b', 'MUST b', { still: 'a' }],
  ['broken, then kept: fixed', 'MUST b', 'MUST k', { fixed: 'a' }],
  ['broken, then not judged: not fixed', 'MUST b', 'MUST u', { unseen: 'a' }],
  ['broken, then switched off: not fixed', 'MUST b', 'MUST o', { unseen: 'a' }],
  ['kept, then a crash of the suite: as bad as broken', 'MUST k', 'MUST c', { newly: 'a' }],
  ['kept twice: not reported', 'MUST k', 'MUST k', {}],
])('%s', (_, before, after, want) => {
  expect(listKinds(compareReports(report(before), report(after), {}, 10))).toEqual(want);
});

test('a clause that no longer exists is not fixed', () => {
  expect(listKinds(compareReports(report('MUST b'), report(), {}, 10))).toEqual({ unseen: 'a' });
});

test.each([
  ['kkkb', {}, { newly: 'a' }],
  ['kbkb', {}, { flaky: 'a' }],
  ['kbuub', {}, { newly: 'a' }],
  ['bukub', {}, { flaky: 'a' }],
  ['kbkkkkkkkkkb', { last: 5 }, { newly: 'a' }],
])(
  'the history %s in the ledger classifies a broken clause correctly',
  (row, { last = 10 }: { last?: number }, want) => {
    expect(listKinds(compareReports(report('MUST k'), report('MUST b'), { a: row }, last))).toEqual(want);
  },
);

test.each([
  ['MUST k', 'MUST b', true, true],
  ['MUST b', 'MUST b', false, true],
  ['MUST b', 'MUST k', false, false],
  ['SHOULD k', 'SHOULD b', false, false],
  ['ASSUMED k', 'ASSUMED b', false, false],
  ['SHOULD k', 'SHOULD c', true, true],
])('the change from %s to %s fails on new: %s, on must: %s', (before, after, onNew, onMust) => {
  const difference = compareReports(report(before), report(after), {}, 10);
  expect([hasFailures(difference, ['new']), hasFailures(difference, ['must'])]).toEqual([onNew, onMust]);
});

test('a flaky clause is not new, but counts as broken', () => {
  const difference = compareReports(report('MUST k'), report('MUST b'), { a: 'kbkb' }, 10);
  expect([hasFailures(difference, ['new']), hasFailures(difference, ['must'])]).toEqual([false, true]);
});

test('the text lists newly broken clauses first, each with its reason', () => {
  const difference = compareReports(
    report('MUST k', 'MUST b', 'SHOULD b', 'MUST k'),
    report('MUST b', 'MUST k', 'SHOULD b', 'MUST k'),
    {},
    10,
  );
  expect(formatDifference(difference)).toBe(
    `https://test.example, 2026-05-06T15:00:00.000Z: 2 kept, 1 broken, 1 warning
https://test.example, 2026-05-06T15:00:00.000Z: 2 kept, 1 broken, 1 warning

Newly broken:
  MUST     a: The promise a.
           It is broken.

Still broken:
  SHOULD   c: The promise c.
           It is broken.

Fixed:
  MUST     b: The promise b.

1 newly broken, 1 still broken, 1 fixed, 0 flaky, 0 no longer judged.`,
  );
});

test.each([
  ['null', null],
  ['another format', { format: 'x', target: '', started_at: '', clauses: [] }],
  [
    'a clause without a verdict',
    { format: 'enrichment-sandbox/contract-report', target: '', started_at: '', clauses: [{ id: 'a' }] },
  ],
])('%s is not a report', (_, value) => {
  expect(isReport(value)).toBe(false);
});

describe('lasting steps', () => {
  const step = {
    metric: 'row_ms',
    found_at: '2026-05-06T03:17:00Z',
    is_worse: true,
    sentence: 'It is slower.',
  };
  const withStep = (changes: Partial<typeof step> = {}): Report => ({
    ...report('MUST k'),
    steps: [{ ...step, ...changes }],
  });

  test('only those of the new report are shown, and fail on request if they are for the worse', () => {
    const difference = compareReports(report('MUST k'), withStep(), {}, 10);
    expect(formatDifference(difference)).toContain('New lasting steps:\n  worse    It is slower.\n');
    expect([hasFailures(difference, ['step']), hasFailures(difference, ['must'])]).toEqual([true, false]);
  });

  test.each<[string, Report, Report]>([
    ['known', withStep(), withStep()],
    ['better', report('MUST k'), withStep({ is_worse: false })],
    ['gone', withStep(), report('MUST k')],
  ])('a step that is %s does not fail', (_, before, after) => {
    expect(hasFailures(compareReports(before, after, {}, 10), ['step'])).toBe(false);
  });

  test('a file with damaged steps is no report', () => {
    const whole = { ...withStep(), format: 'enrichment-sandbox/contract-report' };
    expect([
      isReport(whole),
      isReport({ ...whole, steps: [{}] }),
      isReport({ ...whole, steps: 'x' }),
    ]).toEqual([true, false, false]);
  });
});
