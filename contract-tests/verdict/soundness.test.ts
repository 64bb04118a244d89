import { measureCoverage, formatCoverage } from './coverage.ts';
import type { Verdict } from './clause.ts';
import { findUnansweredOperations, formatConduct, checkSoundness } from './soundness.ts';
import {
  type ExchangeDraft,
  detail,
  createEvidence,
  firstId,
  job,
  list,
  exchangeDraft,
  secondId,
  spec,
} from '../testing/exchanges.ts';
import { sampleVerdicts } from '../testing/runs.ts';

const kept = { status: 0, message: 'The contract is kept.' } as const;
const down = (status = 503) => exchangeDraft('detail', '', { status, jobId: firstId });
const some = { percent: 60, kinds: [], needWriting: 0 };

describe('an operation that never responds', () => {
  const evidence = createEvidence(
    list(job()),
    down(),
    down(502),
    exchangeDraft('detail', '', { jobId: firstId, failed: 'host: reset' }),
  );

  test('is reported', () => {
    const message = 'getStatus was not observed: none of its 3 requests was answered (503, 502, reset).';
    expect(findUnansweredOperations(evidence)).toEqual([{ operationId: 'getStatus', message }]);
  });

  test('does not hide a broken clause', () => {
    const broken = { status: 1, message: 'The contract is broken.' } as const;
    expect(checkSoundness(broken, evidence, some, 80)).toEqual(broken);
  });

  test('counts as responding after one response', () => {
    expect(findUnansweredOperations(createEvidence(down(), down(), detail(job())))).toEqual([]);
  });
});

const read = (status: number, body: unknown = '', others = {}) =>
  exchangeDraft('detail', body, { status, jobId: firstId, ...others });

describe('a run without a readable response of an important operation ends with status 3:', () => {
  const otherUser = { request: { headers: [['Authorization', 'Bearer $CONTRACT_OTHER_TOKEN']] as const } };

  test.each<[string, readonly ExchangeDraft[], string]>([
    ['the list alone', [list(job())], 'no request was sent'],
    ['a throttled status', [list(job()), read(429), read(429)], '2 times status 429'],
    ['an unreadable status', [list(job()), read(200, 'oops')], 'status 200 with an unreadable body'],
    ['no response', [list(job()), read(0, '', { failed: 'host: reset' })], 'reset'],
    ['a redirect', [list(job()), read(301)], 'status 301'],
    [
      'responses to other users and about unknown jobs',
      [
        list(job()),
        read(200, job(), otherUser),
        exchangeDraft('unknown-job', {}, { status: 404, jobId: secondId }),
      ],
      'no request was sent',
    ],
  ])('%s', (_, all, instead) => {
    expect(checkSoundness(kept, createEvidence(...all), some, undefined)).toEqual({
      status: 3,
      reason: 'unavailable',
      message: `getStatus was not observed: no request with the valid token got a readable response with status 200 (${instead}). The contract cannot be judged without it.`,
    });
  });

  test('a list that was never readable', () => {
    const evidence = createEvidence(
      exchangeDraft('list', 'oops'),
      exchangeDraft('list-again', '', { status: 429 }),
    );
    expect(checkSoundness(kept, evidence, some, undefined).message).toMatch(
      /^listStatuses was not observed: .* \(status 200 with an unreadable body, status 429\)\./,
    );
  });

  test('but not if there are no jobs, or if one response was readable', () => {
    expect(checkSoundness(kept, createEvidence(list()), some, undefined)).toEqual(kept);
    const evidence = createEvidence(list(job()), read(429), read(200, job()));
    expect(checkSoundness(kept, evidence, some, undefined)).toEqual(kept);
  });
});

test('a run in which most requests were not answered judges nothing, whatever was kept', () => {
  const evidence = createEvidence(list(job()), detail(job()));
  const conduct = { mode: 'nightly', used: 40, polls: 0, writes: 0, withheld: [] } as const;
  const judged = (faults: Readonly<Record<string, number>>) =>
    checkSoundness(
      kept,
      { ...evidence, target: { ...evidence.target, conduct: { ...conduct, faults } } },
      some,
      undefined,
    );
  expect(judged({ 503: 20 })).toEqual(kept);
  expect(judged({ 503: 21 })).toEqual({
    status: 3,
    reason: 'unavailable',
    message:
      'Most requests were not answered, so the contract cannot be judged: 19 of 40 requests were answered; the others: 21 times 503. Try again later.',
  });
});

test.each([
  [60, 0],
  [61, 3],
  [undefined, 0],
])('60%% coverage with %p required causes exit status %i', (required, status) => {
  expect(checkSoundness(kept, createEvidence(list(job()), detail(job())), some, required)).toMatchObject({
    status,
  });
});

test('coverage counts clauses, statuses, responses and fields, and names what would add to it', () => {
  const needsWriting: Verdict = {
    ...sampleVerdicts.unobserved,
    missing: { need: 'write-access', message: 'a job that this run created' },
  };
  const evidence = createEvidence(list(job()), detail(job()), exchangeDraft('no-token', {}, { status: 401 }));
  const coverage = measureCoverage(
    [sampleVerdicts.kept, sampleVerdicts.unobserved, sampleVerdicts.off, needsWriting],
    { evidence, spec },
  );
  expect(coverage.kinds.slice(0, 2)).toEqual([
    { name: 'clauses', seen: 1, all: 2, missing: ['e-unobserved'] },
    { name: 'API statuses', seen: 1, all: 5, missing: ['queued', 'completed', 'failed', 'paused'] },
  ]);
  expect(coverage.needWriting).toBe(1);
  const text = formatCoverage(coverage);
  expect(text).toMatch(
    /^Coverage of the contract: \d+% \(1 of 2 clauses, 1 of 5 API statuses, 3 of \d+ responses, 4 of \d+ fields\); 1 more clause needs write access\.\n/,
  );
  expect(text).toContain('Not seen: jobs that are queued, completed, failed, paused; the responses ');
});

test("the reports separate the run's problems from the contract", () => {
  const conduct = {
    mode: 'nightly',
    used: 70,
    allowed: 80,
    polls: 14,
    writes: 0,
    withheld: [],
    faults: { 503: 3, 'the connection was reset': 1 },
  } as const;
  const evidence = createEvidence(list(job()));
  expect(formatConduct({ ...evidence, target: { ...evidence.target, conduct } })).toEqual([
    'Requests in mode nightly: 70 of 80 allowed, plus 14 to poll jobs.',
  ]);
  const broken = createEvidence({ ...list(job()), defects: [{ kind: 'bare-lf' }] }, list(job()));
  expect(formatConduct({ ...broken, target: { ...broken.target, conduct } })).toContain(
    '1 of 2 responses broke HTTP; most clients reject them.',
  );
});
