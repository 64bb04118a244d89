import {
  detail,
  exchangeDraft,
  type ExchangeDraft,
  firstId,
  job,
  judgeVerdict,
  list,
  secondId,
} from '../testing/exchanges.ts';
import { page, people, results } from '../testing/results.ts';
import { unknownQueryIgnored } from './framework.ts';
import * as headers from './request-headers.ts';

type Sent = Readonly<Record<string, string>>;

/** A request with these headers, for the list unless a job is named. */
const odd = (sent: Sent, body: unknown, others: Partial<ExchangeDraft> = {}): ExchangeDraft => {
  const { tag = 'unknown-query', ...rest } = others;
  const request = { headers: [['Authorization', 'Bearer x'], ...Object.entries(sent)] as const };
  return { ...exchangeDraft(tag, body), request, ...rest };
};
const alone = (sent: Sent, body: unknown, others: Partial<ExchangeDraft> = {}) =>
  odd(sent, body, { tag: 'alone', ...others });

const any = { Accept: '*/*' };
const html = { Accept: 'text/html' };
const german = { 'Accept-Language': 'de' };
const both = { ...any, ...german };
const jobs = [job()];
const query = { query: 'unknown=1' };

describe('a client that accepts anything', () => {
  test.each<[string, readonly ExchangeDraft[], string]>([
    ['gets the list', [list(job()), odd(both, jobs, query)], 'kept'],
    ['gets a page', [list(job()), odd(any, '<h1>')], 'broken'],
    ['gets an object', [list(job()), odd(any, { a: 1 })], 'broken'],
    ['names nothing, and gets the list', [list(job()), exchangeDraft('no-accept', jobs)], 'kept'],
    ['names nothing, and gets 406', [list(job()), exchangeDraft('no-accept', {}, { status: 406 })], 'broken'],
    ['gets 406', [list(job()), odd(any, {}, { status: 406, tag: 'alone' })], 'broken'],
    [
      'crashes the server as any client does',
      [exchangeDraft('list', '', { status: 500 }), alone(any, '', { status: 500 })],
      'kept',
    ],
    [
      'is refused for its query, as far as known',
      [list(job()), odd(both, {}, { ...query, status: 400 })],
      'unobserved',
    ],
    [
      'is refused for its query alone',
      [
        list(job()),
        odd(both, {}, { ...query, status: 400 }),
        alone({}, {}, { ...query, status: 400 }),
        alone(any, jobs),
      ],
      'kept',
    ],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(headers.anyAcceptJson, ...all)).toBe(verdict);
  });
});

describe('a browser', () => {
  const ofJob = { jobId: firstId };
  test.each<[string, ExchangeDraft, string]>([
    ['gets a page', odd(html, '<h1>', ofJob), 'kept'],
    ['gets JSON', odd(html, job(), ofJob), 'kept'],
    ['gets 406', odd(html, {}, { ...ofJob, status: 406 }), 'kept'],
    ['crashes the server', alone(html, '<h1>', { ...ofJob, status: 500 }), 'broken'],
    ['must log in', alone(html, '', { ...ofJob, status: 302 }), 'broken'],
    ['is not asked for', odd(any, job(), ofJob), 'unobserved'],
  ])('%s', (_, answer, verdict) => {
    expect(judgeVerdict(headers.browserAnswered, detail(job()), answer)).toBe(verdict);
  });
});

test('an unknown query is blamed only if it fails alone, or if nothing was sent alone', () => {
  const failed = odd(both, {}, { ...query, status: 406 });
  const refused = odd(both, {}, { ...query, status: 400 });
  const verdicts = [
    [odd(both, jobs, query)],
    [refused],
    [refused, alone({}, jobs, query), alone(any, {}, { status: 400 })],
    [refused, alone({}, {}, { ...query, status: 400 }), alone(any, jobs)],
    [failed],
  ].map((all) => judgeVerdict(unknownQueryIgnored, list(job()), ...all));
  expect(verdicts).toEqual(['kept', 'broken', 'kept', 'broken', 'unobserved']);
});

const notFound = (text: string, sent: Sent, code = 404) =>
  odd(sent, { detail: text, request_id: text.length }, { tag: 'unknown-results', status: code });

describe('in German', () => {
  const refusal = (message: string, sent: Sent = {}) =>
    odd(sent, { message }, { tag: 'unknown-token', status: 401 });
  test.each<[string, readonly ExchangeDraft[], string]>([
    ['the statuses are the same', [list(job()), odd(german, jobs)], 'kept'],
    ['a status has another word', [list(job()), alone(german, [job({ status: 'in Arbeit' })])], 'broken'],
    [
      'a status has the undocumented word that it always has',
      [list(job({ status: 'draft' })), alone(german, [job({ status: 'draft' })])],
      'kept',
    ],
    ['a job has another date', [list(job()), alone(german, [job({ submitted_at: '6.5.2026' })])], 'broken'],
    ['a job lacks a field', [list(job()), alone(german, [job({ updated_at: undefined })])], 'broken'],
    ['there are no jobs', [list(job()), alone(german, [])], 'broken'],
    ['there are other jobs', [list(job()), alone(german, [job({ job_id: secondId })])], 'kept'],
    [
      'there are no jobs with a query, which may be the reason',
      [list(job()), odd(both, [], query)],
      'unobserved',
    ],
    ['the list is refused', [list(job()), alone(german, {}, { status: 400 })], 'broken'],
    ['a 401 is the same', [refusal('Invalid'), refusal('Invalid', german)], 'kept'],
    ['a 401 has other words', [refusal('Invalid'), refusal('Ungültig', german)], 'broken'],
    ['a 401 has nothing to compare', [refusal('Ungültig', german)], 'unobserved'],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(headers.sameWords, ...all)).toBe(verdict);
  });

  test.each([
    ['Not found.', 404, 'kept'],
    ['Nicht gefunden.', 404, 'broken'],
    ['Nicht gefunden.', 400, 'unobserved'],
  ])('a 404 says %s (status %i)', (detailText, status, verdict) => {
    const seen = [notFound('Not found.', {}), notFound(detailText, german, status)];
    expect(judgeVerdict(headers.notFoundSameWords, ...seen)).toBe(verdict);
  });
});

test.each<[string | undefined, Sent, string]>([
  [undefined, {}, 'kept'],
  ['identity', {}, 'kept'],
  ['gzip', {}, 'broken'],
  ['utf-8', {}, 'broken'],
  ['gzip', { 'Accept-Encoding': 'gzip' }, 'kept'],
])('Content-Encoding: %s, for a request with %j', (encoding, sent, verdict) => {
  const answer = { ...results(page(people(1))), headers: { 'Content-Encoding': encoding } };
  const { request } = odd(sent, {});
  expect(judgeVerdict(headers.notCompressedUnasked, { ...answer, ...(request && { request }) })).toBe(
    verdict,
  );
});

const plain = (vary?: string): ExchangeDraft => ({ ...detail(job()), headers: { Vary: vary } });

const withVary = (vary: string | undefined, others: Sent = {}): Partial<ExchangeDraft> => ({
  jobId: firstId,
  headers: { Vary: vary, ...others },
});

describe('Vary', () => {
  const asPage = (vary?: string, others: Sent = {}) =>
    odd(html, '<h1>', withVary(vary, { 'Content-Type': 'text/html', ...others }));

  test.each<[string, readonly ExchangeDraft[], string]>([
    ['names Accept', [plain('Accept'), asPage('Accept, Cookie')], 'kept'],
    ['names everything', [plain('*'), asPage('*')], 'kept'],
    ['is missing, and the response never differs', [plain(), odd(html, job(), withVary(undefined))], 'kept'],
    [
      'is missing, and no cache may store',
      [plain('Accept'), asPage(undefined, { 'Cache-Control': 'no-store' })],
      'kept',
    ],
    ['is missing in the page', [plain('accept'), asPage()], 'broken'],
    ['is missing in the JSON', [plain(), asPage('Accept')], 'broken'],
    [
      'lacks the language',
      [plain(), odd(german, job(), withVary('Accept', { 'Content-Language': 'de' }))],
      'broken',
    ],
    [
      'was not seen, since there is no page',
      [plain(), odd(html, {}, { jobId: firstId, status: 406 })],
      'unobserved',
    ],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(headers.varyNamesHeaders, ...all)).toBe(verdict);
  });
});
