import {
  job,
  list,
  exchangeDraft,
  type ExchangeDraft,
  secondId,
  thirdId,
  judgeVerdict,
} from '../testing/exchanges.ts';
import { listShape } from './list.ts';
import { countTrue, linksSameHost, notCut, pagesLeadOn, tiesSteady } from './list-pages.ts';

const path = '/api/v1/enrichment/status/';
const page = (tag: ExchangeDraft['tag'], ids: readonly string[], next: unknown, count: unknown = 2) =>
  exchangeDraft(
    tag,
    { count, next, previous: null, results: ids.map((id) => job({ job_id: id })) },
    tag === 'list-page' ? { query: 'page=2' } : {},
  );
const second = page('list-page', [thirdId], null);

test.each<[string, unknown, readonly ExchangeDraft[], string]>([
  ['to the next one', `https://elsewhere.example${path}?page=2`, [second], 'kept'],
  ['to no other page', null, [], 'kept'],
  ['to a relative address', '?page=2', [second], 'kept'],
  ['to itself', path, [second], 'broken'],
  ['to another path', '/api/v1/?page=2', [], 'broken'],
  ['to a number', 2, [], 'broken'],
  ['to an empty page', `${path}?page=2`, [page('list-page', [], null)], 'broken'],
  [
    'to a page that does not exist',
    `${path}?page=2`,
    [exchangeDraft('list-page', {}, { status: 404, query: 'page=2' })],
    'broken',
  ],
  ['in a circle', `${path}?page=2`, [page('list-page', [thirdId], `${path}?page=2`)], 'broken'],
])('a page links %s', (_, next, others, verdict) => {
  expect(judgeVerdict(pagesLeadOn, page('list', [secondId], next), ...others)).toBe(verdict);
});

test.each<[string, unknown, readonly ExchangeDraft[], string]>([
  ['the number of jobs', 2, [second, page('list-again', [secondId], '?page=2')], 'kept'],
  ['above the number of jobs', 3, [second, page('list-again', [secondId], null, 3)], 'broken'],
  ['a word', '2', [second, page('list-again', [secondId], null)], 'broken'],
  ['outdated, since a job was added', 3, [second, page('list-again', [thirdId], null)], 'unobserved'],
  [
    'not checked, since its end is not seen',
    9,
    [page('list-page', [thirdId], '?page=3', 9), page('list-again', [secondId], '?page=2', 9)],
    'unobserved',
  ],
])('the count of a paged list is %s', (_, count, others, verdict) => {
  expect(judgeVerdict(countTrue, page('list', [secondId], '?page=2', count), ...others)).toBe(verdict);
});

test.each([
  ['while somebody deletes jobs', [4, 3, 3], 'unobserved'],
  ['and is smaller on one page only', [4, 3, 4], 'broken'],
])('a count shrinks %s', (_, counts, verdict) => {
  const pages = [
    page('list-page', [thirdId], null, counts[1]),
    page('list-again', [secondId], '?page=2', counts[2]),
  ];
  expect(judgeVerdict(countTrue, page('list', [secondId], '?page=2', counts[0]), ...pages)).toBe(verdict);
});

const inLinks = (tag: ExchangeDraft['tag'], ids: readonly string[], next: unknown) =>
  exchangeDraft(
    tag,
    { links: { next, previous: null }, count: 2, results: ids.map((id) => job({ job_id: id })) },
    tag === 'list-page' ? { query: 'page=2' } : {},
  );

test('the links of a page may be in an object', () => {
  const pages = [inLinks('list-page', [thirdId], null), inLinks('list-again', [secondId], '?page=2')];
  const all = [inLinks('list', [secondId], '?page=2'), ...pages];
  expect([listShape, pagesLeadOn, countTrue].map((judge) => judgeVerdict(judge, ...all))).toEqual([
    'kept',
    'kept',
    'kept',
  ]);
});

test('the pages of a cursor have no count', () => {
  const all = [[secondId], [thirdId]].map((ids, index) =>
    exchangeDraft(
      index === 0 ? 'list' : 'list-page',
      {
        next: index === 0 ? '?cursor=a' : null,
        previous: null,
        results: ids.map((id) => job({ job_id: id })),
      },
      index === 0 ? {} : { query: 'cursor=a' },
    ),
  );
  const again = { ...all[0], tag: 'list-again' } as ExchangeDraft;
  expect(judgeVerdict(countTrue, ...all, again)).toBe('unobserved');
  expect(judgeVerdict(pagesLeadOn, ...all, again)).toBe('kept');
});

test.each<[string, object, string]>([
  ['right', { total_pages: 2, current_page: 1 }, 'kept'],
  ['a page too many', { total_pages: 3, current_page: 1 }, 'broken'],
  ['counted from zero', { total_pages: 2, current_page: 0 }, 'broken'],
])('the numbers of pages are %s', (_, numbers, verdict) => {
  const first = (tag: ExchangeDraft['tag']) =>
    exchangeDraft(tag, {
      count: 2,
      next: '?page=2',
      ...numbers,
      previous: null,
      results: [job({ job_id: secondId })],
    });
  expect(judgeVerdict(countTrue, first('list'), second, first('list-again'))).toBe(verdict);
});

test('a page that links to another one has a count above its own number of jobs', () => {
  expect(judgeVerdict(countTrue, page('list', [secondId], '?page=2', 1))).toBe('broken');
});

test.each([
  ['the requested host', `http://127.0.0.1:4010${path}?page=2`, 'kept'],
  ['no host', '?page=2', 'kept'],
  ['an internal host', `http://api.internal:8000${path}?page=2`, 'broken'],
  ['another port', `http://127.0.0.1:8000${path}?page=2`, 'broken'],
])('a link that names %s', (_, next, verdict) => {
  expect(judgeVerdict(linksSameHost, page('list', [secondId], next))).toBe(verdict);
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
