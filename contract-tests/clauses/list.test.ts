import type { Judge } from '../verdict/clause.ts';
import {
  findBreaches,
  firstId,
  job,
  list,
  type ExchangeDraft,
  exchangeDraft,
  secondId,
  thirdId,
  judgeVerdict,
} from '../testing/exchanges.ts';
import * as lists from './list.ts';

const [first, second, third] = [firstId, secondId, thirdId].map((id, index) =>
  job({ job_id: id, submitted_at: `2026-05-06T14:0${9 - index}:00Z` }),
);
const again = (...jobs: readonly unknown[]) => exchangeDraft('list-again', jobs);
const page = (results: readonly unknown[], changes: object = {}) => ({
  count: results.length,
  next: null,
  previous: null,
  results,
  ...changes,
});

const next = { next: 'http://127.0.0.1:4010/api/v1/enrichment/status/?page=2' };
const onSecond = { query: 'page=2' };

type Cases = readonly (readonly [name: string, all: readonly ExchangeDraft[], verdict: string])[];
const judged = (judge: Judge, cases: Cases) =>
  test.each(cases)('%s', (_, all, verdict) => {
    expect(judgeVerdict(judge, ...all)).toBe(verdict);
  });

describe('the shape of the list', () => {
  const json = { headers: { 'Content-Type': 'application/json' } };
  judged(lists.listShape, [
    ['as a bare array', [list(first, second)], 'kept'],
    ['empty', [list()], 'kept'],
    ['in pages', [exchangeDraft('list', page([first]))], 'kept'],
    ['in pages with totals', [exchangeDraft('list', page([], { total_pages: 1, current_page: 1 }))], 'kept'],
    ['with an additional field in a job', [list(job({ rows: 5 }))], 'kept'],
    ['with an additional field in the envelope', [exchangeDraft('list', page([], { took_ms: 7 }))], 'kept'],
    ['with a status that another clause judges', [list(job({ status: 'Draft' }))], 'kept'],
    ['in another envelope', [exchangeDraft('list', { data: [first] })], 'broken'],
    [
      'in pages by a cursor, without a count',
      [exchangeDraft('list', { next: null, previous: null, results: [] })],
      'kept',
    ],
    ['an envelope without a count and links', [exchangeDraft('list', { results: [] })], 'broken'],
    ['with relative links', [exchangeDraft('list', page([first], { next: '?page=2' }))], 'kept'],
    ['of another user, in another envelope', [list(), exchangeDraft('foreign-list', { data: [] })], 'broken'],
    ['a job without its status', [list(job({ status: undefined }))], 'broken'],
    ['null', [exchangeDraft('list', null)], 'broken'],
    ['a string', [exchangeDraft('list', '"[]"', json)], 'broken'],
    ['invalid JSON', [exchangeDraft('list', '[,]', json)], 'broken'],
    [
      'with the type text/plain',
      [exchangeDraft('list', [first], { headers: { 'Content-Type': 'text/plain' } })],
      'broken',
    ],
    ['of a 500, which another clause judges', [exchangeDraft('list', '', { status: 500 })], 'unobserved'],
  ]);

  test.each<[string, unknown, readonly { expected: string; actual: string }[]]>([
    [
      'the path in its job',
      [job({ updated_at: undefined })],
      [{ expected: 'body/0/updated_at: a value', actual: 'nothing' }],
    ],
    [
      'the path in a job of its page',
      page([job({ job_id: 5 })]),
      [{ expected: 'body/results/0/job_id: a string', actual: '5' }],
    ],
    [
      'the path of its count',
      page([], { count: '0' }),
      [{ expected: 'body/count: a whole number, 0 or more', actual: '"0"' }],
    ],
  ])('a breach in the nearest envelope names %s', (_, body, found) => {
    expect(findBreaches(lists.listShape, exchangeDraft('list', body))).toEqual(
      found.map((one) => ({ exchange: '#1', ...one })),
    );
  });

  test.each<[string, Partial<ExchangeDraft>, string, string]>([
    ['[,]', { headers: { 'Content-Type': 'application/json' } }, 'body: valid JSON', '[,]'],
    ['[]', { headers: { 'Content-Type': 'text/csv' } }, 'header Content-Type: application/json', 'text/csv'],
  ])('a breach describes %s correctly', (body, others, expected, actual) => {
    expect(findBreaches(lists.listShape, exchangeDraft('list', body, others))).toEqual([
      { exchange: '#1', expected, actual },
    ]);
  });
});

describe('newest first', () => {
  const sameTime = [firstId, secondId, thirdId].map((id) => job({ job_id: id }));
  judged(lists.newestFirst, [
    ['the order is right', [list(first, second, third)], 'kept'],
    ['the order is reversed', [list(third, second, first)], 'broken'],
    ['the last two jobs are swapped', [list(first, third, second)], 'broken'],
    [
      'jobs of the same second may have any order',
      [list(...sameTime), again(...sameTime.toReversed())],
      'kept',
    ],
    [
      'fractions of a second count',
      [
        list(
          job({ submitted_at: '2026-05-06T14:23:11.001Z' }),
          job({ submitted_at: '2026-05-06T14:23:11.002Z' }),
        ),
      ],
      'broken',
    ],
    [
      'another offset is the same time',
      [list(job(), job({ submitted_at: '2026-05-06T16:23:11+02:00' }))],
      'kept',
    ],
    [
      'another clause judges unreadable timestamps',
      [list(job({ submitted_at: 'a' }), job({ submitted_at: 'b' }))],
      'kept',
    ],
    ['only the second list is in order', [list(second, first), again(first, second)], 'broken'],
    [
      'the order is right across pages',
      [
        exchangeDraft('list', page([first, second], next)),
        exchangeDraft('list-page', page([third]), onSecond),
      ],
      'kept',
    ],
    [
      'the order is right in each page, but not across pages',
      [
        exchangeDraft('list', page([second, third], next)),
        exchangeDraft('list-page', page([first]), onSecond),
      ],
      'broken',
    ],
    [
      'the order is wrong for another user',
      [list(first), exchangeDraft('foreign-list', [second, first])],
      'broken',
    ],
    [
      'two new jobs moved others to the next page',
      [
        exchangeDraft('list', page([first, second], next)),
        exchangeDraft('list-page', page([first, second, third]), onSecond),
      ],
      'kept',
    ],
    ['one job has no order', [list(first), again(first)], 'unobserved'],
    ['an empty list has no order', [list()], 'unobserved'],
  ]);

  test('a breach names the two jobs that are in the wrong order', () => {
    expect(findBreaches(lists.newestFirst, list(second, first))).toEqual([
      {
        exchange: '#1',
        expected: `job ${firstId} of 2026-05-06T14:09:00Z before job ${secondId} of 2026-05-06T14:08:00Z`,
        actual: 'it is listed after the other job',
      },
    ]);
  });
});

describe('no duplicates', () => {
  const pages = [
    exchangeDraft('list', page([first, second], next)),
    exchangeDraft('list-page', page([second, third]), onSecond),
  ];
  judged(lists.noDuplicates, [
    ['no job is listed twice', [list(first, second), again(first, second)], 'kept'],
    ['a job is listed twice', [list(first, second, first)], 'broken'],
    ['a job is in a later list twice', [list(first), exchangeDraft('watch-list', [first, first])], 'broken'],
    ['a job is on two pages', [...pages, exchangeDraft('list-again', page([first, second]))], 'broken'],
    [
      'a job was pushed to the next page by a new one',
      [...pages, exchangeDraft('list-again', page([job({ job_id: 'new' }), first]))],
      'kept',
    ],
    [
      'a job is listed twice for another user',
      [list(first), exchangeDraft('foreign-list', [second, second])],
      'broken',
    ],
    ['a job is on one page twice', [exchangeDraft('list', page([first, first]))], 'broken'],
    ['there is no job', [list()], 'unobserved'],
  ]);
});
