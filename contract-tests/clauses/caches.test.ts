import { exchangeDraft, type ExchangeDraft, firstId, job, judgeVerdict, list } from '../testing/exchanges.ts';
import { page, results } from '../testing/results.ts';
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
  ['a lifetime of stale copies', { 'Cache-Control': 'max-age=0, stale-while-revalidate=60' }, 'broken'],
  ['an age', { Age: '7' }, 'broken'],
  ['a warning that it is stale', { Warning: '110 - "Response is Stale"' }, 'broken'],
  ['a warning about something else', { Warning: '299 - "Deprecated API"' }, 'kept'],
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

test('an Age that is no number of seconds does not fit', () => {
  expect(judgeVerdict(caches.answersFresh, withHeaders({ Age: '-5' }))).toBe('broken');
  expect(judgeVerdict(caches.answersFresh, withHeaders({ Age: 'unknown' }))).toBe('broken');
});

test.each<[string, ExchangeDraft, string]>([
  [
    'results that a client may keep',
    results(page([]), { headers: { 'Cache-Control': 'max-age=60' } }),
    'kept',
  ],
  ['results from a cache', results(page([]), { headers: { 'X-Cache': 'HIT' } }), 'broken'],
  ['an old file', results('a,b', { headers: { Age: '9' } }, 'results-csv'), 'broken'],
])('%s', (_, answer, verdict) => {
  expect(judgeVerdict(caches.answersFresh, answer)).toBe(verdict);
});

test('a rejection from a cache is one that a cache keeps', () => {
  expect(judgeVerdict(caches.rejectionsNotKept, rejection('no-token', 401, { Age: '12' }, false))).toBe(
    'broken',
  );
});
