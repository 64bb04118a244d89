import {
  findBreaches,
  detail,
  firstId,
  job,
  list,
  type ExchangeDraft,
  exchangeDraft,
  secondId,
  judgeVerdict,
} from '../testing/exchanges.ts';
import * as single from './single-status.ts';

const of = (body: unknown, others: Partial<ExchangeDraft> = {}) =>
  exchangeDraft('detail', body, { jobId: firstId, ...others });
const jsonType = { 'Content-Type': 'application/json' };

describe('the shape of a single status', () => {
  test.each<[string, unknown, Partial<ExchangeDraft>, string]>([
    ['as documented', job(), {}, 'kept'],
    ['with a charset', job(), { headers: { 'Content-Type': 'application/json;charset=UTF-8' } }, 'kept'],
    ['indented', JSON.stringify(job(), null, 2), { headers: jsonType }, 'kept'],
    ['with additional fields', job({ rows: 12, owner: { id: 1 } }), {}, 'kept'],
    ['with a status that another clause judges', job({ status: 'Draft' }), {}, 'kept'],
    ['with a time that another clause judges', job({ updated_at: '2026-05-06 14:25' }), {}, 'kept'],
    ['without updated_at', job({ updated_at: undefined }), {}, 'broken'],
    ['with null for a time', job({ submitted_at: null }), {}, 'broken'],
    ['with a number for a time', job({ submitted_at: 1_778_077_391 }), {}, 'broken'],
    ['with null for the status', job({ status: null }), {}, 'broken'],
    ['with an id that is not a UUID', job({ job_id: '4711' }), {}, 'broken'],
    ['in an envelope', { data: job() }, {}, 'broken'],
    ['in an array', [job()], {}, 'broken'],
    ['truncated', '{"job_id": "9f3e', { headers: jsonType }, 'broken'],
    ['with the type text/html', JSON.stringify(job()), {}, 'broken'],
    ['without a media type', job(), { headers: { 'Content-Type': undefined } }, 'broken'],
    ['of a 404, which another clause judges', { detail: 'Not found.' }, { status: 404 }, 'unobserved'],
  ])('%s', (_, body, others, verdict) => {
    expect(judgeVerdict(single.detailShape, of(body, others))).toBe(verdict);
  });

  test('a breach names the paths of the fields', () => {
    expect(findBreaches(single.detailShape, of(job({ status: 7, updated_at: undefined })))).toEqual([
      {
        exchange: '#1',
        expected: 'body/updated_at: a value',
        actual: expect.any(String),
      },
      {
        exchange: '#1',
        expected: 'body/status: "queued", "in-progress", "completed", "failed" or "paused"',
        actual: '7',
      },
    ]);
  });
});

test.each<[string, unknown, string]>([
  ['the requested job', job(), 'kept'],
  ['another job', job({ job_id: secondId }), 'broken'],
  ['the same id in upper case', job({ job_id: firstId.toUpperCase() }), 'broken'],
  ['no job', {}, 'broken'],
  ['a list', [job()], 'broken'],
])('a single status of %s', (_, body, verdict) => {
  expect(judgeVerdict(single.detailIdentity, of(body))).toBe(verdict);
});

test('a breach names a job without its id as such', () => {
  expect(findBreaches(single.detailIdentity, of({}))).toEqual([
    { exchange: '#1', expected: `job_id "${firstId}", as requested`, actual: 'no job_id' },
  ]);
});

test.each([
  ['queued', ''],
  ['in-progress', ''],
  ['completed', ''],
  ['failed', ''],
  ['paused', ''],
  ['Draft', ', which is an internal status'],
  ['enrichment started', ', which is an internal status'],
  ['Queued', undefined],
  ['in_progress', undefined],
  ['in progress', undefined],
  ['running', undefined],
  ['', undefined],
])('the status "%s" is in the vocabulary, or the breach names it', (status, leak) => {
  const known = /^(queued|in-progress|completed|failed|paused)$/.test(status);
  const expected = 'status is one of queued, in-progress, completed, failed, paused';
  const actual = `"${status}"${leak ?? ''} (job ${firstId})`;
  expect(findBreaches(single.vocabulary, list(job({ status })))).toEqual(
    known ? [] : [{ exchange: '#1', expected, actual }],
  );
});

describe('timestamps', () => {
  test.each([
    ['2026-05-06T14:25:42Z', 'kept'],
    ['2026-05-06T14:25:42+00:00', 'kept'],
    ['2026-05-06T14:25:42-00:00', 'kept'],
    ['2026-05-06T14:25:42.001Z', 'kept'],
    ['2026-05-06T14:25:42.000001+00:00', 'kept'],
    ['2026-05-06T16:25:42+02:00', 'kept'],
    ['2026-05-06T19:55:42+05:30', 'kept'],
    ['2026-05-06t14:25:42z', 'kept'],
    ['2026-05-06T14:25:42+25:00', 'broken'],
    ['2026-05-06T14:25:42', 'broken'],
    ['2026-05-06 14:25:42Z', 'broken'],
    ['2026-02-30T14:25:42Z', 'broken'],
    ['2026-05-06T24:00:00Z', 'broken'],
    ['1778077542', 'broken'],
    ['', 'broken'],
  ])('"%s"', (text, verdict) => {
    expect(judgeVerdict(single.instantsInUtc, detail(job({ updated_at: text })))).toBe(verdict);
    expect(judgeVerdict(single.instantsInUtc, list(job({ submitted_at: text })))).toBe(verdict);
  });

  test('a breach names field and job', () => {
    expect(findBreaches(single.instantsInUtc, list(job({ submitted_at: 'yesterday' })))).toEqual([
      {
        exchange: '#1',
        expected:
          'submitted_at is a valid RFC 3339 timestamp with Z or an offset, such as 2026-05-06T14:23:11Z',
        actual: `"yesterday" (job ${firstId})`,
      },
    ]);
  });

  test('that are not strings are a matter of shape', () => {
    expect(judgeVerdict(single.instantsInUtc, detail(job({ updated_at: 5, submitted_at: null })))).toBe(
      'unobserved',
    );
    expect(judgeVerdict(single.vocabulary, detail(job({ status: 5 })))).toBe('unobserved');
  });

  test.each([
    ['2026-05-06T14:23:11Z', 'kept'],
    ['2026-05-06T14:23:12Z', 'kept'],
    ['2026-05-06T14:23:10Z', 'broken'],
    ['2026-05-06T16:23:10+02:00', 'broken'],
    ['unreadable', 'unobserved'],
  ])('updated_at %s after submitted_at 14:23:11', (updated, verdict) => {
    expect(judgeVerdict(single.updatedNotBeforeSubmitted, list(job({ updated_at: updated })))).toBe(verdict);
  });

  test.each([
    ['2026-05-06T14:23:10.999970Z', 'kept'],
    ['2026-05-06T14:23:10Z', 'kept'],
    ['2026-05-06T14:23:09.999Z', 'broken'],
  ])('updated_at %s of a queued job, which got both times in one moment', (updated, verdict) => {
    const queued = job({ status: 'queued', updated_at: updated });
    expect(judgeVerdict(single.updatedNotBeforeSubmitted, list(queued))).toBe(verdict);
  });

  const date = { Date: 'Wed, 06 May 2026 15:00:00 GMT' };
  test.each<[string, string, ExchangeDraft['headers'], string]>([
    ['now', '2026-05-06T15:00:00Z', date, 'kept'],
    ['two minutes ahead, within the tolerance for clocks', '2026-05-06T15:02:00Z', date, 'kept'],
    ['further ahead', '2026-05-06T15:02:01Z', date, 'broken'],
    [
      'further ahead on a target without a Date header',
      '2026-05-06T15:02:01Z',
      { Date: undefined },
      'unobserved',
    ],
    [
      'further ahead on a target with an invalid Date header',
      '2026-05-06T15:02:01Z',
      { Date: 'soon' },
      'unobserved',
    ],
  ])('updated_at %s', (_, updated, headers = {}, verdict) => {
    expect(judgeVerdict(single.notInTheFuture, of(job({ updated_at: updated }), { headers }))).toBe(verdict);
  });

  /** Both clocks of the tests are at 15:00, unless a Date is given. */
  test.each<[string, string, string | undefined, string, string]>([
    ['nine minutes ahead', '2026-05-06T15:09:00Z', '15:00:00', 'kept', 'broken'],
    ['eleven minutes ahead', '2026-05-06T15:11:00Z', '15:00:00', 'broken', 'broken'],
    ['a day ahead', '2026-05-07T15:00:00Z', '15:00:30', 'broken', 'broken'],
    ['two hours ahead, by a wrong offset', '2026-05-06T17:00:00+00:00', '15:00:00', 'broken', 'broken'],
    ['in another zone', '2026-05-06T20:30:00+05:30', '15:00:00', 'kept', 'kept'],
    ['right, by a gateway that is an hour late', '2026-05-06T15:00:00Z', '14:00:00', 'unobserved', 'kept'],
    ['right, by a gateway that is an hour early', '2026-05-06T15:00:00Z', '16:00:00', 'unobserved', 'kept'],
    [
      'a day ahead, by a gateway that is an hour late',
      '2026-05-07T15:00:00Z',
      '14:00:00',
      'unobserved',
      'broken',
    ],
    ['a day ahead, without a Date', '2026-05-07T15:00:00Z', undefined, 'unobserved', 'unobserved'],
  ])('a timestamp that is %s', (_, updated, clock, far, near) => {
    const headers = { Date: clock === undefined ? undefined : `Wed, 06 May 2026 ${clock} GMT` };
    const all = of(job({ updated_at: updated }), { headers });
    expect(judgeVerdict(single.notFarInTheFuture, all)).toBe(far);
    expect(judgeVerdict(single.notInTheFuture, all)).toBe(near);
  });
});

test.each([
  ['vocabulary', single.vocabulary],
  ['instants', single.instantsInUtc],
  ['order of the timestamps', single.updatedNotBeforeSubmitted],
  ['future', single.notInTheFuture],
])('without a job the clause on the %s is not observed', (_, judge) => {
  expect(judgeVerdict(judge, list())).toBe('unobserved');
  expect(judgeVerdict(judge, exchangeDraft('list', '<h1>Hello</h1>'))).toBe('unobserved');
  expect(judgeVerdict(judge, exchangeDraft('foreign-job', job({ status: 'Draft' })))).toBe('unobserved');
});

const theirs = (changes: object) => exchangeDraft('foreign-list', [job({ ...changes })]);

test("the jobs of another user's list are judged too", () => {
  expect(judgeVerdict(single.vocabulary, list(job()), theirs({ status: 'Draft' }))).toBe('broken');
  expect(judgeVerdict(single.instantsInUtc, list(job()), theirs({ updated_at: 'now' }))).toBe('broken');
  expect(
    judgeVerdict(single.notFarInTheFuture, list(job()), theirs({ updated_at: '2027-05-06T14:25:42Z' })),
  ).toBe('broken');
});
