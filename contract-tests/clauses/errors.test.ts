import {
  findBreaches,
  firstId,
  job,
  type ExchangeDraft,
  exchangeDraft,
  secondId,
  thirdId,
  judgeVerdict,
} from '../testing/exchanges.ts';
import * as errors from './errors.ts';

const notFound = { detail: 'Not found.' };
const page = '<h1>Not Found</h1>';
/** The framework's own body of a 500. */
const failure = { error: 'Server Error (500)' };
const unknown = (body: unknown = notFound, others: Partial<ExchangeDraft> = {}) =>
  exchangeDraft('unknown-job', body, { status: 404, jobId: thirdId, ...others });
const withHeader = (name: string, value: string) => ({ headers: { [name]: value } });
const foreign = (body: unknown = notFound, others: Partial<ExchangeDraft> = {}) =>
  exchangeDraft('foreign-job', body, { status: 404, jobId: secondId, ...others });

test.each<[string, ExchangeDraft, string]>([
  ['with a server error', exchangeDraft('odd-id', failure, { status: 500, jobId: 'x' }), 'unobserved'],
  ['with another page', exchangeDraft('odd-id', page, { status: 500, jobId: 'x' }), 'broken'],
])('an odd id that makes the lookup fail %s', (_, one, verdict) => {
  const random: ExchangeDraft = { ...one, tag: 'random-id' };
  expect(judgeVerdict(errors.oddIdNotFound, one)).toBe(verdict);
  expect(judgeVerdict(errors.randomIdRefused, one, random)).toBe(verdict);
  expect(judgeVerdict(errors.noServerError, one)).toBe('broken');
  expect(judgeVerdict(errors.noServerError, { ...one, tag: 'detail' })).toBe('broken');
});

test('a clause is not kept when one response of several crashed, although a reading allows the crash', () => {
  const crash = exchangeDraft('odd-id', failure, { status: 500, jobId: 'x' });
  const random = exchangeDraft('random-id', failure, { status: 500, jobId: 'y' });
  const refused = exchangeDraft('random-id', page, { status: 404, jobId: 'z' });
  expect(judgeVerdict(errors.randomIdRefused, crash, random, refused)).toBe('unobserved');
  expect(judgeVerdict(errors.randomIdRefused, crash, refused)).toBe('kept');
  expect(findBreaches(errors.noServerError, crash, refused)).toMatchObject([
    { exchange: '#1', actual: expect.stringMatching(/^status 500: the lookup crashes .*string-helper\)$/) },
  ]);
});

test.each<[number, string]>([
  [404, 'kept'],
  [200, 'broken'],
  [400, 'broken'],
  [403, 'broken'],
  [500, 'broken'],
  [503, 'unobserved'],
])('the request for an unknown job returns %d', (status, verdict) => {
  expect(judgeVerdict(errors.unknownJobNotFound, unknown(notFound, { status }))).toBe(verdict);
  expect(judgeVerdict(errors.foreignJobNotFound, foreign(notFound, { status }))).toBe(verdict);
});

test.each<[string, ExchangeDraft[], string]>([
  ['from the framework', [unknown(), foreign()], 'kept'],
  ['with another message', [unknown({ detail: 'No EnrichmentJob matches the given query.' })], 'kept'],
  [
    'with a charset',
    [unknown(notFound, { headers: { 'Content-Type': 'application/json; charset=utf-8' } })],
    'kept',
  ],
  ['with an additional field', [unknown({ ...notFound, code: 'not_found' })], 'kept'],
  ['with the key message', [unknown({ message: 'Not found.' })], 'broken'],
  ['with an empty detail', [unknown({ detail: '' })], 'broken'],
  ['an HTML page', [unknown(page)], 'broken'],
  ['an HTML page for the other job only', [unknown(), foreign(page)], 'broken'],
  [
    'JSON with another media type',
    [unknown(notFound, { headers: { 'Content-Type': 'application/problem+json' } })],
    'broken',
  ],
  [
    'of an odd id, which may be a page',
    [exchangeDraft('odd-id', page, { status: 404, jobId: 'x' })],
    'unobserved',
  ],
  ['not judged, since the status is another', [unknown(notFound, { status: 400 })], 'unobserved'],
])('the envelope of a 404: %s', (_, all, verdict) => {
  expect(judgeVerdict(errors.notFoundEnvelope, ...all)).toBe(verdict);
});

test('a breach names the missing media type of a 404', () => {
  expect(
    findBreaches(errors.notFoundEnvelope, unknown(notFound, { headers: { 'Content-Type': undefined } })),
  ).toEqual([{ exchange: '#1', expected: 'the JSON envelope {"detail": "..."}', actual: 'no Content-Type' }]);
});

describe("a response for another user's job", () => {
  const detailBy = (node: string) =>
    exchangeDraft('detail', job(), { jobId: firstId, ...withHeader('X-Served-By', node) });

  test.each<[string, ExchangeDraft[], string]>([
    ['is the same as for an unknown job', [unknown(), foreign()], 'kept'],
    [
      'is the same, though both contain the id',
      [unknown({ detail: `No ${thirdId}.` }), foreign({ detail: `No ${secondId}.` })],
      'kept',
    ],
    [
      'is the same a second later',
      [unknown(), unknown(), foreign(notFound, withHeader('Date', 'Wed, 06 May 2026 16:00:00 GMT'))],
      'kept',
    ],
    [
      'is the same with its keys in another order',
      [unknown({ detail: 'a', code: 1 }), foreign({ code: 1, detail: 'a' })],
      'kept',
    ],
    ['has another status', [unknown(), foreign(notFound, { status: 403 })], 'broken'],
    ['has another message', [unknown(), foreign({ detail: 'Not yours.' })], 'broken'],
    ['has an additional field', [unknown(), foreign({ ...notFound, owner: 'bob' })], 'broken'],
    ['has an additional header', [unknown(), foreign(notFound, withHeader('X-Owner', 'bob'))], 'broken'],
    [
      'lacks a header',
      [unknown(notFound, withHeader('X-A', '1')), unknown(notFound, withHeader('X-A', '1')), foreign()],
      'broken',
    ],
    ['shows the job', [unknown(), foreign(job({ job_id: secondId }), { status: 200 })], 'broken'],
    ['is missing', [unknown()], 'unobserved'],
    ['has no response to compare it with', [foreign()], 'unobserved'],
    ['comes from a proxy alone', [unknown(), foreign('', { status: 503 })], 'unobserved'],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(errors.foreignLikeUnknown, ...all)).toBe(verdict);
  });

  test.each<[string, (id: number) => Partial<ExchangeDraft>]>([
    ['a header', (id) => withHeader('X-Amzn-RequestId', `r-${id}`)],
    ['a header of any name', (id) => withHeader('X-A', `r-${id}`)],
    ['the body', (id) => ({ body: { ...notFound, request_id: id } })],
    ['the body of an HTML page', (id) => ({ body: `${page}<!-- ${id} -->` })],
  ])('may differ in %s, as two responses for unknown jobs do', (_, changes) => {
    const unknowns = [unknown(notFound, changes(1)), unknown(notFound, changes(2))];
    expect(judgeVerdict(errors.foreignLikeUnknown, ...unknowns, foreign(notFound, changes(3)))).toBe('kept');
    const shown = foreign(notFound, { ...changes(3), status: 403 });
    expect(judgeVerdict(errors.foreignLikeUnknown, ...unknowns, shown)).toBe('broken');
  });

  test('may contain a request id that differs only this time', () => {
    const all = [
      unknown(notFound, withHeader('X-Request-Id', 'a')),
      foreign(notFound, withHeader('X-Request-Id', 'b')),
    ];
    expect(judgeVerdict(errors.foreignLikeUnknown, ...all)).toBe('kept');
  });

  test('leaks the job through a header that depends on its owner, even when each owner has another value', () => {
    const foreigners = ['bob', 'erin'].map((owner) => foreign(notFound, withHeader('X-Owner', owner)));
    expect(judgeVerdict(errors.foreignLikeUnknown, unknown(), unknown(), ...foreigners)).toBe('broken');
  });

  test('may come from another machine than the responses for unknown jobs, as other responses do', () => {
    const [a, b] = [withHeader('X-Served-By', 'a'), withHeader('X-Served-By', 'b')];
    const all = [
      detailBy('a'),
      detailBy('b'),
      unknown(notFound, a),
      unknown(notFound, a),
      foreign(notFound, b),
    ];
    expect(judgeVerdict(errors.foreignLikeUnknown, ...all)).toBe('kept');
  });

  test('is reported with both responses', () => {
    expect(findBreaches(errors.foreignLikeUnknown, unknown(), foreign({ detail: 'Not yours.' }))).toEqual([
      {
        exchange: '#2',
        expected:
          'the response for the unknown job in #1: 404 {"detail":"Not found."} [content-type: application/json]',
        actual: '404 {"detail":"Not yours."} [content-type: application/json]',
      },
    ]);
  });
});

test.each<[string, ExchangeDraft, string]>([
  [
    'Django page',
    exchangeDraft('detail', '<h1>Server Error (500)</h1>', { status: 500, jobId: firstId }),
    'kept',
  ],
  ['JSON of the framework', exchangeDraft('list', { error: 'Server Error (500)' }, { status: 500 }), 'kept'],
  [
    'JSON of an exception',
    exchangeDraft('list', { detail: 'A server error occurred.' }, { status: 500 }),
    'kept',
  ],
  [
    'plain text',
    exchangeDraft('list', 'oops', { status: 500, headers: { 'Content-Type': 'text/plain' } }),
    'broken',
  ],
  ['custom JSON', exchangeDraft('list', { oops: true }, { status: 500 }), 'broken'],
  [
    'HEAD, which has no body',
    exchangeDraft('head', '', {
      status: 500,
      headers: { 'Content-Type': 'application/json' },
      request: { method: 'HEAD' },
    }),
    'unobserved',
  ],
  ['200', exchangeDraft('list', []), 'kept'],
  [
    '502',
    exchangeDraft('list', 'Bad Gateway', { status: 502, headers: { 'Content-Type': 'text/plain' } }),
    'kept',
  ],
])('the body of a 500: %s', (_, one, verdict) => {
  expect(judgeVerdict(errors.serverErrorEnvelope, one)).toBe(verdict);
});

test.each<[string, ExchangeDraft[], string]>([
  ['none', [exchangeDraft('list', []), unknown()], 'kept'],
  ['a 500', [exchangeDraft('list', []), exchangeDraft('odd-id', '', { status: 500, jobId: 'x' })], 'broken'],
  ['a 503 in each retry', [exchangeDraft('list', '', { status: 503 })], 'broken'],
  ['no response', [exchangeDraft('list', '', { failed: 'reset' })], 'unobserved'],
])('server errors: %s', (_, all, verdict) => {
  expect(judgeVerdict(errors.noServerError, ...all)).toBe(verdict);
});
