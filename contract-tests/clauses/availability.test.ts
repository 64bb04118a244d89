import type { Observations } from '../verdict/clause.ts';
import { formatAvailability, getAvailability } from '../evidence/availability.ts';
import { type Conduct, inconsistentFault } from '../evidence/conduct.ts';
import {
  detail,
  findBreaches,
  firstId,
  job,
  judgeVerdict,
  list,
  exchangeDraft,
  createObservations,
  secondId,
} from '../testing/exchanges.ts';
import { answersMostRequests, answersSoon, eachIsAnswered } from './availability.ts';

/** Observations of a target with this many requests and these faults. */
function seenWith(used: number, faults: Conduct['faults'], minAvailability?: number): Observations {
  const seen = createObservations(list(job()), exchangeDraft('detail', '', { status: 503 }));
  const conduct = { mode: 'nightly', used, polls: 0, writes: 0, withheld: [], faults } as const;
  const evidence = { ...seen.evidence, target: { ...seen.evidence.target, conduct } };
  return { ...seen, evidence, ...(minAvailability === undefined ? {} : { minAvailability }) };
}

test.each([
  ['too few requests for a statement', 19, { 503: 10 }, undefined, 'unobserved'],
  ['just enough requests, all successful', 20, {}, undefined, 'kept'],
  ['exactly the default share', 100, { 503: 5 }, undefined, 'kept'],
  ['slightly less', 100, { 503: 5, 429: 1 }, undefined, 'broken'],
  ['connection resets', 100, { 'the connection was reset': 6 }, undefined, 'broken'],
  ['enough for the required share', 100, { 503: 40 }, 60, 'kept'],
  ['less than the required share', 100, { 503: 1 }, 99.5, 'broken'],
  ['no fault where none is allowed', 100, {}, 100, 'kept'],
  ['one fault where none is allowed', 1000, { 500: 1 }, 100, 'broken'],
  ['contradictory responses', 20, { [inconsistentFault]: 9 }, undefined, 'kept'],
])('%s', (_, used, faults, min, verdict) => {
  expect(answersMostRequests(seenWith(used, faults, min)).verdict).toBe(verdict);
});

test('a breach gives the share and the failures, and shows a failed exchange', () => {
  expect(answersMostRequests(seenWith(84, { 503: 7, 'the connection was reset': 1 }))).toMatchObject({
    breaches: [
      {
        exchange: '#2',
        expected: 'responses to at least 95 % of the requests',
        actual:
          '90.4 %: 76 of 84 requests were answered; the others: 7 times 503, 1 time no response (the connection was reset)',
      },
    ],
  });
});

test('failures that a retry did not repeat have no exchange to show', () => {
  const { evidence, ...seen } = seenWith(84, { 503: 7 });
  const answered = { ...evidence, exchanges: evidence.exchanges.slice(0, 1) };
  const judgement = answersMostRequests({ ...seen, evidence: answered });
  expect(judgement).toMatchObject({ breaches: [expect.not.objectContaining({ exchange: '#1' })] });
});

test('evidence without traffic statistics is counted by its exchanges', () => {
  const answers = Array.from({ length: 18 }, () => list(job()));
  const { evidence } = createObservations(
    ...answers,
    exchangeDraft('list', '', { status: 502 }),
    exchangeDraft('list', '', { failed: 'host: the connection was reset' }),
    exchangeDraft('odd-id', '', { status: 500 }),
    exchangeDraft('detail', '', { status: 500 }),
  );
  expect(formatAvailability(getAvailability(evidence))).toBe(
    '86.3 %: 19 of 22 requests were answered; the others: 1 time 500, 1 time 502, 1 time no response (the connection was reset)',
  );
  expect(findBreaches(answersMostRequests, ...answers, ...answers)).toEqual([]);
});

test.each([
  [1999, 2000, 99.9],
  [1, 3, 33.3],
  [0, 20, 0],
])('%d of %d is never rounded up', (answered, used, percent) => {
  const { evidence } = seenWith(used, { 503: used - answered });
  expect(getAvailability(evidence)).toMatchObject({ answered, percent });
});

test('without a request there is no availability', () => {
  expect(formatAvailability(getAvailability(seenWith(0, {}).evidence))).toBe('unknown: no request was sent');
});

const read = (jobId: string, status: number, others = {}) =>
  exchangeDraft('detail', status === 200 ? job({ job_id: jobId }) : '', { jobId, status, ...others });

describe('an operation or a job that is never answered', () => {
  const both = list(job(), job({ job_id: secondId }));
  const [silent, other] = [read(firstId, 504, { tries: 3 }), read(secondId, 200)];
  const wait = read(firstId, 429, { tries: 3 });
  const reset = read(firstId, 0, { failed: 'host: the connection was reset' });
  const results = exchangeDraft('results', '', { jobId: firstId, operationId: 'getResults', status: 503 });

  test.each<[string, Parameters<typeof judgeVerdict>[1][], string]>([
    ['every job is answered', [both, read(firstId, 200), other], 'kept'],
    ['one job never is', [both, silent, other, silent], 'broken'],
    ['one job never is, in different ways', [both, reset, other, silent], 'broken'],
    ['no job is', [both, silent, read(secondId, 503), both, silent], 'broken'],
    ['no results are, although there are jobs', [both, results, other, results], 'broken'],
    ['one job alone is throttled each time', [both, wait, other, wait, other, wait], 'broken'],
    ['one job is throttled twice', [both, wait, other, wait], 'kept'],
    ['every job is throttled', [both, wait, read(secondId, 429), wait, other, wait], 'kept'],
    ['a job is answered once', [both, silent, other, read(firstId, 200)], 'kept'],
    ['a job has another error', [both, silent, other, read(firstId, 404)], 'kept'],
    ['a job is throttled', [both, read(firstId, 429), other, read(firstId, 429)], 'kept'],
    ['a job was requested only once', [both, other, silent], 'kept'],
    ['nobody was answered meanwhile', [both, silent, silent], 'kept'],
    ['a job is not listed', [list(), silent, list(), silent], 'kept'],
    [
      'a response was malformed',
      [both, read(firstId, 0, { failed: 'x', isMalformed: true }), other, silent],
      'kept',
    ],
  ])('if %s', (_, all, verdict) => {
    expect(judgeVerdict(eachIsAnswered, ...all)).toBe(verdict);
  });

  test('is named, with what came instead', () => {
    expect(findBreaches(eachIsAnswered, both, silent, other, reset)).toEqual([
      {
        exchange: '#2',
        expected: 'a response, as to the requests in between',
        actual: `getStatus for job ${firstId} answered none of 4 requests (status 504, the connection was reset)`,
      },
    ]);
  });
});

const took = (tookMs: number, others = {}) => ({ ...list(job()), tookMs, ...others });

describe('a slow target', () => {
  const ten = (...times: readonly number[]) =>
    Array.from({ length: 10 }, (_, index) => took(times[index] ?? 12));

  test.each<[string, Parameters<typeof judgeVerdict>[1][], string]>([
    ['quick', ten(), 'kept'],
    ['a median of exactly three seconds', ten(1, 1, 1, 1, 1, 3000, 9000, 9000, 9000, 9000), 'kept'],
    ['a median above it', ten(1, 1, 1, 1, 1, 3001, 9000, 9000, 9000, 9000), 'broken'],
    [
      'a slow list among quick single statuses',
      [
        ...Array.from({ length: 5 }, () => took(4000)),
        ...Array.from({ length: 20 }, () => ({ ...detail(job()), tookMs: 9 })),
      ],
      'broken',
    ],
    ['few slow responses', [took(9000), took(9000)], 'kept'],
    ['one very slow response', [took(10_001), took(12)], 'kept'],
    ['two of the same request', [took(10_001), took(12), took(10_001)], 'broken'],
    ['two of different requests', [took(10_001), took(10_001, { query: 'a=1' })], 'kept'],
    [
      'retries, which are no response times',
      ten().map((one) => ({ ...one, tookMs: 20_000, tries: 3 })),
      'unobserved',
    ],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(answersSoon, ...all)).toBe(verdict);
  });

  test('is described by numbers', () => {
    expect(findBreaches(answersSoon, ...ten(...Array.from({ length: 10 }, () => 12_340)))).toEqual([
      {
        expected: 'a median response time of at most 3 s',
        actual: '12.3 s, of 10 responses of listStatuses',
      },
      {
        exchange: '#2',
        expected: 'a response within 10 s',
        actual: 'GET http://127.0.0.1:4010/api/v1/enrichment/status/ took 12.3 s and 12.3 s',
      },
    ]);
  });
});
