import { exchangeDraft, type ExchangeDraft, findBreaches, judgeVerdict } from '../testing/exchanges.ts';
import { detailWithStatus, numberedPage, page, people, results } from '../testing/results.ts';
import { boundsRefused, everyRowReadable } from './result-bounds.ts';

const bounds = (query: string, answer: ExchangeDraft): ExchangeDraft => ({
  ...answer,
  tag: query.includes('201') ? 'results-oversized' : 'results-bounds',
  query,
});

test.each<[string, ExchangeDraft, string]>([
  ['page 0 is refused', bounds('page=0&page_size=50', results({}, { status: 400 })), 'kept'],
  ['page 0 is not found', bounds('page=0&page_size=50', results({}, { status: 404 })), 'kept'],
  ['page 0 is replaced by the first', bounds('page=0&page_size=50', results(page(people(2)))), 'kept'],
  ['page 0 is returned', bounds('page=0&page_size=50', results(page([], { page: 0 }))), 'broken'],
  ['page 0 crashes', bounds('page=0&page_size=50', results('<h1>', { status: 500 })), 'broken'],
  ['page 0 is a web page', bounds('page=0&page_size=50', results('<h1>')), 'broken'],
  ['page 0 redirects', bounds('page=0&page_size=50', results('', { status: 302 })), 'broken'],
  ['size 0 is replaced by the default', bounds('page=1&page_size=0', results(page(people(2)))), 'kept'],
  ['size 0 is returned', bounds('page=1&page_size=0', results(page([], { page_size: 0 }))), 'broken'],
  [
    'size 0 is returned as text',
    bounds('page=1&page_size=0', results(page([], { page_size: '50' }))),
    'broken',
  ],
  ['size 201 is cut', bounds('page=1&page_size=201', results(page([], { page_size: 200 }))), 'kept'],
  ['size 201 is returned', bounds('page=1&page_size=201', results(page([], { page_size: 201 }))), 'broken'],
  ['size 201 crashes', bounds('page=1&page_size=201', results('<h1>', { status: 500 })), 'broken'],
  ['size 201 is throttled', bounds('page=1&page_size=201', results('', { status: 429 })), 'unobserved'],
])('%s', (_, answer, verdict) => {
  expect(judgeVerdict(boundsRefused, answer)).toBe(verdict);
});

const crash = (number: number, size: number, tag: ExchangeDraft['tag'] = 'results-page'): ExchangeDraft =>
  results('<h1>', { status: 500, query: `page=${number}&page_size=${size}` }, tag);

describe('every record can be read', () => {
  const before = detailWithStatus('completed');
  const served = numberedPage(1, 2, page(people(2)));
  const other = { jobId: '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d' };

  test.each<[string, readonly ExchangeDraft[], string]>([
    ['if all pages are served', [before, served], 'kept'],
    ['but not if one page crashes', [before, served, crash(2, 2)], 'broken'],
    [
      'but not if a page is not JSON',
      [before, served, results('{"data":[NaN]}', { query: 'page=2' })],
      'broken',
    ],
    [
      'but not if a page is cut off',
      [
        before,
        served,
        exchangeDraft('results-page', '', {
          jobId: served.jobId ?? '',
          operationId: 'getResults',
          failed: 'cut short',
          isMalformed: true,
        }),
      ],
      'broken',
    ],
    [
      'although the proxy fails at times',
      [before, served, results('', { status: 502, query: 'page=2' })],
      'kept',
    ],
    [
      'although there is another JSON',
      [before, served, results({ status: 'busy' }, { query: 'page=2' })],
      'kept',
    ],
    ['although all pages of another job crash', [before, served, { ...crash(1, 2), ...other }], 'kept'],
    [
      'although results crashed before there were any',
      [detailWithStatus('queued'), crash(1, 2), before, served],
      'kept',
    ],
    ['unless nothing was requested', [before], 'unobserved'],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(everyRowReadable, ...all)).toBe(verdict);
  });

  test('the breach names the smallest page', () => {
    const all = [before, served, crash(2, 8), crash(4, 4, 'results-row'), crash(15, 1, 'results-row')];
    expect(findBreaches(everyRowReadable, ...all)).toEqual([
      {
        exchange: '#5',
        expected: 'a page with record 15, since other records can be read (#2)',
        actual: 'status 500',
      },
    ]);
    expect(findBreaches(everyRowReadable, ...all.slice(0, 3))[0]?.expected).toContain('records 9 to 16');
  });
});
