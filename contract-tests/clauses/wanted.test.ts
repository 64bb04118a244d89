// The reason why a clause could not be judged: the first that is true.
import type { Conduct, WithheldQuestions } from '../evidence/conduct.ts';
import type { Target } from '../evidence/evidence.ts';
import {
  createObservations,
  exchangeDraft,
  type ExchangeDraft,
  firstId,
  job,
  list,
} from '../testing/exchanges.ts';
import { explainMissing, type Wanted } from './wanted.ts';

const what = 'a thing';
const noJobs = list();
const aJob = list(job());
const failed = { failed: 'the connection was reset' } as const;

function explain(
  wanted: Partial<Wanted>,
  all: readonly ExchangeDraft[],
  target: Partial<Target> = {},
): string {
  const seen = createObservations(...all);
  const evidence = { ...seen.evidence, target: { ...seen.evidence.target, ...target } };
  const { need, message } = explainMissing({ what, tags: ['head'], ...wanted }, { ...seen, evidence });
  return `${need}: ${message}`;
}

const withheld = (...all: readonly WithheldQuestions[]): Partial<Target> => {
  const conduct: Conduct = {
    mode: 'nightly',
    used: 9,
    allowed: 10,
    polls: 0,
    writes: 0,
    withheld: all,
    faults: {},
  };
  return { conduct };
};

test.each<[string, Partial<Wanted>, readonly ExchangeDraft[], Partial<Target>, string]>([
  ['nothing else is known', {}, [aJob], {}, 'sight: a thing'],
  ['the judge has a reason', { otherwise: 'reading' }, [aJob], {}, 'reading: a thing'],
  ['the judge finds a reason', { otherwise: () => 'answer' }, [aJob], {}, 'answer: a thing'],
  ['the target has no such thing', { exists: () => false }, [aJob], {}, 'jobs: a thing'],
  ['the target may have it', { exists: () => true }, [aJob], {}, 'sight: a thing'],
  [
    'a token is missing',
    { takes: ['other-token'] },
    [aJob],
    {},
    'other-token: a thing (set CONTRACT_OTHER_TOKEN)',
  ],
  ['the token was given', { takes: ['other-token'] }, [aJob], { hasOtherToken: true }, 'sight: a thing'],
  [
    'two are missing',
    { takes: ['write-access', 'other-token'] },
    [aJob],
    {},
    'write-access: a thing (give --allow-writes and set CONTRACT_OTHER_TOKEN)',
  ],
  [
    'one of two is missing, and no flag helps',
    { takes: ['write-access', 'other-token'] },
    [aJob],
    { isOwn: true },
    'write-access: a thing',
  ],
])('%s', (_, wanted, all, target, reason) => {
  expect(explain(wanted, all, target)).toBe(reason);
});

describe('a thing about listed jobs', () => {
  test.each<[string, readonly ExchangeDraft[], string]>([
    ['the list is empty', [noJobs], "jobs: a thing; the caller's list is empty"],
    ['the list has a job', [aJob], 'sight: a thing'],
    ['no list was requested', [], 'sight: a thing'],
    [
      'the list failed',
      [exchangeDraft('list', '', { status: 500 })],
      'answer: a thing; the list returned status 500',
    ],
    [
      'the list is no list',
      [exchangeDraft('list', {})],
      'sight: a thing; no job in the list could be parsed',
    ],
    [
      'a job was seen elsewhere',
      [noJobs, exchangeDraft('detail', job(), { jobId: firstId })],
      'sight: a thing',
    ],
  ])('%s', (_, all, reason) => {
    expect(explain({ tags: ['detail'] }, all).replace(/; 1 request for it.*/, '')).toBe(reason);
    // The results page comes after the results, which are about listed jobs.
    expect(explain({ tags: ['results-page'] }, all)).toBe(reason);
  });
});

const head = (others: Partial<ExchangeDraft> = {}) => exchangeDraft('head', '', others);

describe('the request', () => {
  test.each<[string, readonly ExchangeDraft[], string]>([
    ['was answered', [aJob, head()], 'sight: a thing'],
    ['failed', [aJob, head(failed)], 'answer: a thing; 1 request for it was not answered'],
    [
      'failed twice',
      [aJob, head(failed), head(failed)],
      'answer: a thing; 2 requests for it were not answered',
    ],
    ['failed once of twice', [aJob, head(failed), head()], 'sight: a thing'],
    [
      'met a proxy alone',
      [aJob, head({ status: 503 })],
      'answer: a thing; 1 request for it was not answered',
    ],
  ])('%s', (_, all, reason) => {
    expect(explain({}, all)).toBe(reason);
  });

  test('was not sent, because a request before it failed', () => {
    const results = exchangeDraft('results', '', { jobId: firstId, ...failed });
    expect(explain({ tags: ['results-page'] }, [aJob, results])).toBe(
      'answer: a thing; 1 request for it was not answered',
    );
  });

  test.each<[string, readonly WithheldQuestions[], string]>([
    [
      'the budget was spent',
      [{ tag: 'head', reason: 'budget', count: 1 }],
      'budget: a thing; 1 request for it was not sent, because the budget of 10 requests was spent (give a larger --max-requests)',
    ],
    [
      'the budget was spent for several',
      [
        { tag: 'head', reason: 'budget', count: 2 },
        { tag: 'options', reason: 'budget', count: 5 },
      ],
      'budget: a thing; 2 requests for it were not sent, because the budget of 10 requests was spent (give a larger --max-requests)',
    ],
    [
      'the mode does not send it',
      [{ tag: 'head', reason: 'mode', count: 3 }],
      'mode: a thing; 3 requests for it were not sent, because the mode is nightly',
    ],
    ['another request was not sent', [{ tag: 'options', reason: 'mode', count: 3 }], 'sight: a thing'],
  ])('was not sent: %s', (_, all, reason) => {
    expect(explain({}, [aJob], withheld(...all))).toBe(reason);
  });

  test('was not sent, because a request before it was not', () => {
    const before = withheld({ tag: 'foreign-list', reason: 'budget', count: 1 });
    expect(explain({ tags: ['foreign-job'] }, [aJob], before)).toMatch(/^budget: a thing; 1 request /);
    // Unless it was sent after all.
    const sent = exchangeDraft('foreign-job', {}, { jobId: firstId });
    expect(explain({ tags: ['foreign-job'] }, [aJob, sent], before)).toBe('sight: a thing');
  });
});

test.each<[string, readonly ExchangeDraft[], string]>([
  [
    'is not valid',
    [exchangeDraft('foreign-list', {}, { status: 401 })],
    'answer: a thing; the list of the other user returned status 401; is CONTRACT_OTHER_TOKEN valid?',
  ],
  [
    'may not see the list',
    [exchangeDraft('foreign-list', {}, { status: 403 })],
    'answer: a thing; the list of the other user returned status 403',
  ],
  ['has no job', [exchangeDraft('foreign-list', [])], 'other-jobs: a thing'],
])('the other user %s', (_, all, reason) => {
  const wanted = { takes: ['other-token'], otherwise: 'other-jobs' } as const;
  const target = { hasOtherToken: true };
  for (const tag of ['foreign-job', 'foreign-list', 'foreign-door'] as const)
    expect(explain({ ...wanted, tags: [tag] }, [aJob, ...all], target)).toBe(reason);
  expect(explain({ ...wanted, tags: ['head'] }, [aJob, ...all], target)).toBe('other-jobs: a thing');
});

test.each<[string, readonly ExchangeDraft[], string]>([
  ['nothing', [], 'sight: a thing; this run submitted nothing'],
  ['a job', [exchangeDraft('submit', { job_id: firstId }, { status: 201 })], 'sight: a thing'],
  [
    'what was rejected',
    [exchangeDraft('submit', {}, { status: 402 })],
    'sight: a thing; the submission returned status 402',
  ],
])('the run submitted %s', (_, all, reason) => {
  expect(explain({ tags: ['own-results'] }, [aJob, ...all])).toBe(reason);
});
