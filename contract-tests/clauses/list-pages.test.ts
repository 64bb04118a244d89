import {
  job,
  list,
  exchangeDraft,
  type ExchangeDraft,
  secondId,
  thirdId,
  judgeVerdict,
} from '../testing/exchanges.ts';
import { countTrue, notCut, pagesLeadOn, tiesSteady } from './list-pages.ts';

const path = '/api/v1/enrichment/status/';
const page = (tag: ExchangeDraft['tag'], ids: readonly string[], next: unknown, count: unknown = 2) =>
  exchangeDraft(tag, { count, next, previous: null, results: ids.map((id) => job({ job_id: id })) });
const second = page('list-page', [thirdId], null);

test.each<[string, unknown, readonly ExchangeDraft[], string]>([
  ['to the next one', `https://elsewhere.example${path}?page=2`, [second], 'kept'],
  ['to no other page', null, [], 'kept'],
  ['to itself', path, [second], 'broken'],
  ['to another path', '/api/v1/?page=2', [], 'broken'],
  ['to a number', 2, [], 'broken'],
  ['to an empty page', `${path}?page=2`, [page('list-page', [], null)], 'broken'],
  [
    'to a page that does not exist',
    `${path}?page=2`,
    [exchangeDraft('list-page', {}, { status: 404 })],
    'broken',
  ],
  ['in a circle', `${path}?page=2`, [page('list-page', [thirdId], `${path}?page=2`)], 'broken'],
])('a page links %s', (_, next, others, verdict) => {
  expect(judgeVerdict(pagesLeadOn, page('list', [secondId], next), ...others)).toBe(verdict);
});

test.each<[string, unknown, readonly ExchangeDraft[], string]>([
  ['the number of jobs', 2, [second, page('list-again', [secondId], null)], 'kept'],
  ['above the number of jobs', 3, [second, page('list-again', [secondId], null, 3)], 'broken'],
  ['a word', '2', [second, page('list-again', [secondId], null)], 'broken'],
  ['outdated, since a job was added', 3, [second, page('list-again', [thirdId], null)], 'unobserved'],
  [
    'not checked, since its end is not seen',
    9,
    [page('list-page', [thirdId], '?page=3', 9), page('list-again', [secondId], null, 9)],
    'unobserved',
  ],
])('the count of a paged list is %s', (_, count, others, verdict) => {
  expect(judgeVerdict(countTrue, page('list', [secondId], '?page=2', count), ...others)).toBe(verdict);
});

test('a list without paging has no pages', () => {
  expect([judgeVerdict(pagesLeadOn, list(job())), judgeVerdict(countTrue, list(job()))]).toEqual([
    'unobserved',
    'unobserved',
  ]);
});

test.each([
  [0, 'unobserved'],
  [14, 'kept'],
  [20, 'broken'],
  [300, 'kept'],
])('a list of %i jobs', (length, verdict) => {
  expect(judgeVerdict(notCut, list(...Array.from({ length }, () => job())))).toBe(verdict);
});

const again = (...jobs: readonly unknown[]) => exchangeDraft('list-again', jobs);

test('jobs with the same timestamp keep their order when other jobs come and go', () => {
  const [a, b] = [job({ job_id: secondId }), job({ job_id: thirdId })];
  expect(judgeVerdict(tiesSteady, list(a, b), again(a, b))).toBe('kept');
  expect(judgeVerdict(tiesSteady, list(a, b), again(job(), a, b))).toBe('kept');
  expect(judgeVerdict(tiesSteady, list(a, b), again(b))).toBe('kept');
  expect(judgeVerdict(tiesSteady, list(a, b), again(b, a))).toBe('broken');
  expect(judgeVerdict(tiesSteady, list(a, b))).toBe('unobserved');
});
