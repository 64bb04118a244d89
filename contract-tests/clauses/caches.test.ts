import {
  detail,
  exchangeDraft,
  type ExchangeDraft,
  findBreaches,
  firstId,
  job,
  judgeVerdict,
  list,
} from '../testing/exchanges.ts';
import { page, people, results } from '../testing/results.ts';
import * as caches from './caches.ts';

const withHeaders = (headers: ExchangeDraft['headers'], body = job()): ExchangeDraft => ({
  ...list(body),
  ...(headers && { headers }),
});

test.each<[string, ExchangeDraft['headers'], string]>([
  ['nothing', {}, 'kept'],
  ['an age of zero', { Age: '0', 'X-Cache': 'Miss from cloudfront' }, 'kept'],
  ['no-store', { 'Cache-Control': 'private, no-store, max-age=0' }, 'kept'],
  ['an expired lifetime', { Expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }, 'kept'],
  ['a lifetime of zero', { Expires: '0' }, 'kept'],
  ['private caching alone', { 'Cache-Control': 'private, max-age=60' }, 'kept'],
  ['an age', { Age: '7' }, 'broken'],
  ['a cache hit', { 'CF-Cache-Status': 'HIT' }, 'broken'],
  ['a lifetime', { 'Cache-Control': 'max-age=300' }, 'broken'],
  ['an expiry date', { Expires: 'Wed, 01 Jan 2098 00:00:00 GMT' }, 'broken'],
])('a response with %s in its caching headers', (_, headers, verdict) => {
  expect(judgeVerdict(caches.answersFresh, withHeaders(headers))).toBe(verdict);
});

test.each<[string | undefined, string]>([
  [undefined, 'kept'],
  ['no-store', 'kept'],
  ['private, max-age=60', 'kept'],
  ['max-age=0, must-revalidate', 'kept'],
  ['public, max-age=60', 'broken'],
  ['Public', 'broken'],
  ['s-maxage=10', 'broken'],
])('Cache-Control: %s', (value, verdict) => {
  const answer = exchangeDraft('detail', job(), { jobId: firstId, headers: { 'Cache-Control': value } });
  expect(judgeVerdict(caches.notPubliclyCached, answer)).toBe(verdict);
});

test.each<[string, ExchangeDraft['headers'], string]>([
  ['what no cache may store', { 'Cache-Control': 'public, no-store' }, 'kept'],
  ['a copy for each token', { 'Cache-Control': 'public, max-age=9', Vary: 'Authorization' }, 'kept'],
  ['a lifetime of zero', { 'Cache-Control': 'public, max-age=0, must-revalidate' }, 'kept'],
  ['a copy that is always checked', { 'Cache-Control': 'public, no-cache' }, 'kept'],
  ['a lifetime in shared caches', { 'Cache-Control': 'max-age=0, s-maxage="30"' }, 'broken'],
  ['a lifetime in the network', { 'CDN-Cache-Control': 'max-age=60' }, 'broken'],
  ['a private copy in the network', { 'Surrogate-Control': 'private, max-age=60' }, 'kept'],
  ['another directive with a similar name', { 'Cache-Control': 'x-public, no-transform' }, 'kept'],
])('the data of a user with %s', (_, headers, verdict) => {
  expect(judgeVerdict(caches.notPubliclyCached, withHeaders(headers))).toBe(verdict);
});

const rejection = (
  tag: ExchangeDraft['tag'],
  status: number,
  headers: ExchangeDraft['headers'],
  hasToken = true,
): ExchangeDraft =>
  exchangeDraft(
    tag,
    { detail: 'Not found.' },
    { status, headers: headers ?? {}, jobId: firstId, ...(hasToken ? {} : { request: { headers: [] } }) },
  );

test.each<[string, ExchangeDraft, string, string]>([
  ['nothing', rejection('no-token', 401, {}, false), 'kept', 'kept'],
  ['no-store', rejection('unknown-job', 404, { 'Cache-Control': 'no-store' }), 'kept', 'kept'],
  ['an Age of 0', rejection('unknown-job', 404, { Age: '0' }), 'kept', 'kept'],
  [
    'public for a wrong token',
    rejection('unknown-token', 401, { 'Cache-Control': 'public' }),
    'broken',
    'broken',
  ],
  [
    's-maxage for a job',
    rejection('foreign-job', 404, { 'Cache-Control': 's-maxage=9' }),
    'broken',
    'broken',
  ],
  [
    'a lifetime without a token, which any cache may store',
    rejection('no-token', 401, { 'Cache-Control': 'max-age=9' }, false),
    'broken',
    'broken',
  ],
  [
    'a lifetime for this token alone',
    rejection('no-token', 401, { 'Cache-Control': 'max-age=9', Vary: 'Accept, Authorization' }, false),
    'kept',
    'broken',
  ],
  [
    'a lifetime for a client',
    rejection('unknown-results', 404, { 'Cache-Control': 'max-age=300' }),
    'kept',
    'broken',
  ],
  [
    'an expiry date',
    rejection('unknown-token', 401, { Expires: 'Wed, 01 Jan 2098 00:00:00 GMT' }),
    'kept',
    'broken',
  ],
  [
    'a page about an invalid path',
    rejection('odd-id', 404, { 'Cache-Control': 'public' }),
    'unobserved',
    'unobserved',
  ],
])('a rejection with %s', (_, answer, shared, kept) => {
  expect(judgeVerdict(caches.rejectionsNotShared, answer)).toBe(shared);
  expect(judgeVerdict(caches.rejectionsNotKept, answer)).toBe(kept);
});

const answer = (first: number) => results(page(people(2, first)), { headers: { ETag: '"1"' } });

const seen = (headers: ExchangeDraft['headers'], status = 'completed', others: object = {}) => ({
  ...detail(job({ status, ...others })),
  headers: headers ?? {},
});

describe('an ETag or a date of change', () => {
  const long = { 'Last-Modified': 'Wed, 06 May 2026 14:00:00 GMT' };
  // The first exchange is at 15:00:00.
  const now = { 'Last-Modified': 'Wed, 06 May 2026 15:00:00 GMT' };
  const running = 'in-progress';

  test.each<[string, readonly ExchangeDraft[], string]>([
    ['changes', [seen({ ETag: '"1"' }, running), seen({ ETag: '"2"' })], 'kept'],
    ['stays with the status', [seen({ ETag: '"1"' }), seen({ ETag: '"1"' })], 'unobserved'],
    ['stays while the status changes', [seen({ ETag: '"1"' }, running), seen({ ETag: '"1"' })], 'broken'],
    ['is weak, and stays', [seen({ ETag: 'W/"1"' }, running), seen({ ETag: 'W/"1"' })], 'broken'],
    [
      'stays while only a request id changes',
      [seen({ ETag: 'W/"1"' }, running, { id: 1 }), seen({ ETag: 'W/"1"' }, running, { id: 2 })],
      'unobserved',
    ],
    [
      'returns after another value',
      [seen({ ETag: '"1"' }, running), seen({ ETag: '"2"' }, running), seen({ ETag: '"1"' })],
      'broken',
    ],
    ['is an old date', [seen(long, running), seen(long)], 'broken'],
    ['is the second of the request', [seen(now, running), seen(now)], 'kept'],
    ['is missing', [seen({}, running), seen({})], 'kept'],
    ['was seen once', [seen({ ETag: '"1"' })], 'unobserved'],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(caches.validatorsChange, ...all)).toBe(verdict);
  });

  test('of results stays while a record changes', () => {
    expect(findBreaches(caches.validatorsChange, answer(1), answer(2))).toEqual([
      {
        exchange: '#2',
        expected: 'another value than in #1, which has other contents',
        actual: 'ETag: "1"',
      },
    ]);
  });
});

const at = (date: string) => ({ Date: `Wed, 06 May 2026 ${date} GMT` });

const listAt = (date: string, status = 'queued'): ExchangeDraft => ({
  ...list(job({ status })),
  headers: at(date),
});
const jobAt = (date: string): ExchangeDraft => ({ ...detail(job()), headers: at(date) });
describe('a response after an earlier one', () => {
  test.each<[string, readonly ExchangeDraft[], string]>([
    [
      'is a copy of it, since another one was later',
      [listAt('15:00:00'), jobAt('15:00:02'), jobAt('15:00:03'), listAt('15:00:00')],
      'broken',
    ],
    [
      'has a later date',
      [listAt('15:00:00'), jobAt('15:00:02'), jobAt('15:00:03'), listAt('15:00:04')],
      'kept',
    ],
    [
      'has other contents',
      [listAt('15:00:00'), jobAt('15:00:02'), jobAt('15:00:03'), listAt('15:00:00', 'completed')],
      'kept',
    ],
    [
      'comes from a clock that does not move',
      [listAt('15:00:00'), jobAt('15:00:00'), jobAt('15:00:00'), listAt('15:00:00')],
      'kept',
    ],
    ['comes soon, from a slow clock', [listAt('15:00:00'), jobAt('15:00:02'), listAt('15:00:00')], 'kept'],
    ['is the only one', [listAt('15:00:00')], 'unobserved'],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(caches.notOlderThanBefore, ...all)).toBe(verdict);
  });
});

test('an Age that is no number of seconds does not fit', () => {
  expect(judgeVerdict(caches.answersFresh, withHeaders({ Age: '-5' }))).toBe('broken');
  expect(judgeVerdict(caches.answersFresh, withHeaders({ Age: 'unknown' }))).toBe('broken');
});
