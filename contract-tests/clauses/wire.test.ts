import { job, list, exchangeDraft, type ExchangeDraft, judgeVerdict } from '../testing/exchanges.ts';
import { headersLikeGet, jsonInUtf8, keysOnce, redirectKeepsQuery, redirectPermanent } from './wire.ts';

const withHeaders = (headers: ExchangeDraft['headers']): ExchangeDraft => ({
  ...list(job()),
  ...(headers && { headers }),
});

test.each<[string, string | undefined, string]>([
  ['no charset', 'application/json', 'kept'],
  ['UTF-8', 'application/json; charset="UTF-8"', 'kept'],
  ['a version', 'application/json; version=1', 'kept'],
  ['Latin-1', 'application/json; charset=iso-8859-1', 'broken'],
  ['another type', 'text/html', 'unobserved'],
])('JSON names %s', (_, type, verdict) => {
  expect(judgeVerdict(jsonInUtf8, withHeaders({ 'Content-Type': type }))).toBe(verdict);
});

test('a breach names bytes that are not UTF-8', () => {
  expect(judgeVerdict(jsonInUtf8, list(job({ note: 'M\ufffdller' })))).toBe('broken');
});

test.each([
  ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', 'kept'],
  [String.raw`{"a":"\"a\":1,\"a\":2"}`, 'kept'],
  ['{"status":"queued","status":"failed"}', 'broken'],
  ['[{"b":{},"x":[1],"b":2}]', 'broken'],
  ['invalid JSON', 'kept'],
])('keys in %s', (body, verdict) => {
  expect(judgeVerdict(keysOnce, exchangeDraft('list', body))).toBe(verdict);
});

const get = (tag: ExchangeDraft['tag'], length?: string) =>
  exchangeDraft(tag, [], length === undefined ? {} : { headers: { 'Content-Length': length } });
const head = (headers: ExchangeDraft['headers']): ExchangeDraft => ({
  ...exchangeDraft('head'),
  headers: { 'Content-Type': 'application/json', ...headers },
  request: { method: 'HEAD' },
});

test.each<[string, readonly ExchangeDraft[], string]>([
  ['the same headers', [get('list', '2'), head({ 'Content-Length': '2' }), get('list-again', '2')], 'kept'],
  ['no length', [get('list', '2'), head({}), get('list-again', '2')], 'kept'],
  [
    'another length, while the list grew',
    [get('list', '2'), head({ 'Content-Length': '3' }), get('list-again', '4')],
    'kept',
  ],
  ['another length', [get('list', '2'), head({ 'Content-Length': '5' }), get('list-again', '2')], 'broken'],
  ['another type', [get('list'), head({ 'Content-Type': 'text/html' })], 'broken'],
  ['a response before any GET', [head({}), get('list')], 'unobserved'],
])('HEAD returns %s', (_, all, verdict) => {
  expect(judgeVerdict(headersLikeGet, ...all)).toBe(verdict);
});

test.each<[number, string, string, string]>([
  [301, '/x/?unknown=1', 'kept', 'kept'],
  [308, 'https://127.0.0.1/x/?unknown=1', 'kept', 'kept'],
  [302, '/x/?unknown=1', 'broken', 'kept'],
  [301, '/x/', 'kept', 'broken'],
  [200, '', 'unobserved', 'unobserved'],
])('a redirect of %i to "%s"', (status, location, permanent, keeps) => {
  const one = exchangeDraft('no-slash', '', { status, query: 'unknown=1', headers: { Location: location } });
  expect([judgeVerdict(redirectPermanent, one), judgeVerdict(redirectKeepsQuery, one)]).toEqual([
    permanent,
    keeps,
  ]);
});
