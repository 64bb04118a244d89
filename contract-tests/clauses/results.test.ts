import {
  findBreaches,
  firstId,
  type ExchangeDraft,
  exchangeDraft,
  judgeVerdict,
} from '../testing/exchanges.ts';
import { numberedPage, page, people, person, results, detailWithStatus } from '../testing/results.ts';
import * as judge from './results.ts';

const around = (status: string, answer: ExchangeDraft) => [
  detailWithStatus(status),
  answer,
  detailWithStatus(status),
];
const refused = results({ error: 'Results are not available for this job yet.' }, { status: 400 });

describe('the statuses that have results', () => {
  test.each<[string, readonly ExchangeDraft[], string, string]>([
    ['a completed job serves', [detailWithStatus('completed'), results(page([]))], 'kept', 'unobserved'],
    ['a paused job serves', around('paused', results(page([]))), 'kept', 'unobserved'],
    ['a paused job refuses', around('paused', refused), 'broken', 'unobserved'],
    [
      'a completed job is not found',
      around('completed', results({}, { status: 404 })),
      'broken',
      'unobserved',
    ],
    [
      'a completed job is not found, and may have been deleted',
      [detailWithStatus('completed'), results({}, { status: 404 })],
      'unobserved',
      'unobserved',
    ],
    ['a running job refuses', around('in-progress', refused), 'unobserved', 'kept'],
    ['a failed job refuses', [detailWithStatus('failed'), refused], 'unobserved', 'kept'],
    ['a queued job serves records', around('queued', results(page(people(2)))), 'unobserved', 'broken'],
    ['a queued job serves an empty page', around('queued', results(page([]))), 'unobserved', 'kept'],
    [
      'a job that finished meanwhile serves',
      [detailWithStatus('in-progress'), results(page(people(2))), detailWithStatus('completed')],
      'unobserved',
      'unobserved',
    ],
    [
      'a running job that was not seen again',
      [detailWithStatus('in-progress'), results(page(people(2)))],
      'unobserved',
      'unobserved',
    ],
    [
      'a throttled request',
      [detailWithStatus('completed'), results({}, { status: 429 })],
      'unobserved',
      'unobserved',
    ],
    [
      'a running job has a file with records',
      around(
        'in-progress',
        results('a,b\r\n1,2\r\n', { headers: { 'Content-Type': 'text/csv' } }, 'results-early'),
      ),
      'unobserved',
      'broken',
    ],
    [
      'a running job has a file without records',
      around('in-progress', results('a,b\r\n', { headers: { 'Content-Type': 'text/csv' } }, 'results-early')),
      'unobserved',
      'kept',
    ],
    [
      'a later page is not found',
      around('completed', results({}, { status: 404, query: 'page=2' }, 'results-page')),
      'broken',
      'unobserved',
    ],
  ])('%s', (_, seen, answers, notYet) => {
    expect([judgeVerdict(judge.resultsAnswer, ...seen), judgeVerdict(judge.noResultsYet, ...seen)]).toEqual([
      answers,
      notYet,
    ]);
  });

  test('a breach names the job, its status and the number of records', () => {
    expect(findBreaches(judge.noResultsYet, ...around('queued', results(page(people(2)))))).toEqual([
      { exchange: '#2', expected: 'no records, because the job is queued', actual: '2 records' },
    ]);
  });
});

test.each<[string, ExchangeDraft, string]>([
  ['400 with the documented error', refused, 'kept'],
  ['409 with the documented error', { ...refused, status: 409 }, 'kept'],
  ['404', results({ detail: 'Not found.' }, { status: 404 }), 'kept'],
  ['an empty page', results(page([])), 'broken'],
  ['202', results({ status: 'queued' }, { status: 202 }), 'broken'],
  ['400 as an HTML page', results('<p>', { status: 400 }), 'broken'],
])('a request for results of a job without results returns %s', (_, answer, verdict) => {
  expect(judgeVerdict(judge.notReadyRefused, ...around('queued', answer))).toBe(verdict);
});

test.each<[string, ExchangeDraft, string]>([
  ['a page', results(page(people(3))), 'kept'],
  ['a page with additional fields', results({ ...page([]), rows: 7 }), 'kept'],
  ['records with custom fields', results(page([{ industry: 'text-1' }, 7])), 'kept'],
  ['no total', results({ ...page([]), total_records: undefined }), 'broken'],
  ['a total as a word', results({ ...page([]), total_records: 'none' }), 'broken'],
  ['records that are not a list', results({ ...page([]), data: {} }), 'broken'],
  ['a bare list', results([]), 'broken'],
  ['a file', results('a,b\r\n', { headers: { 'Content-Type': 'text/csv' } }), 'broken'],
  ['an error', refused, 'unobserved'],
])('the shape of results: %s', (_, answer, verdict) => {
  expect(judgeVerdict(judge.resultsShape, answer)).toBe(verdict);
});

test.each<[string, unknown, string]>([
  ['the record of a person', person(), 'kept'],
  ['a person with additional fields', person({ linkedin_url: 'text-9', seniority: 4 }), 'kept'],
  ['a person without the imported name', person({ imported_last_name: undefined }), 'broken'],
  ['a person whose phone is a number', person({ contact_mobile_phone: 5 }), 'broken'],
  ['a value that is not an object', 'text-1', 'broken'],
  ['an account', { imported_company_name: 'text-1', industry: 'text-2', revenue: 7 }, 'unobserved'],
])('the record of %s', (_, record, verdict) => {
  expect(judgeVerdict(judge.contactShape, results(page([record])))).toBe(verdict);
});

test.each<[string, ExchangeDraft, string, string]>([
  ['the default page', results(page([])), 'kept', 'kept'],
  ['a page by number and size', numberedPage(2, 7, page([])), 'kept', 'kept'],
  ['another page', numberedPage(2, 7, page([]), 'results-again'), 'kept', 'kept'],
  ['the page of another job', results({ ...page([]), job_id: firstId.replace('9', '8') }), 'kept', 'broken'],
  ['a page without its size', results({ ...page([]), page_size: undefined }), 'broken', 'kept'],
  ['a page of another size', results({ ...page([]), page_size: 20 }), 'broken', 'kept'],
])('%s gives its page number and size', (_, answer, echoed, identity) => {
  expect([judgeVerdict(judge.pageEchoed, answer), judgeVerdict(judge.resultsIdentity, answer)]).toEqual([
    echoed,
    identity,
  ]);
});

const asked = (tag: 'unknown-results' | 'foreign-results', status: number, body: unknown) =>
  exchangeDraft(tag, body, { status, jobId: firstId, operationId: 'getResults' });

test("another user's results have the same response as those of an unknown job", () => {
  const notFound = { detail: 'Not found.' };
  const unknown = asked('unknown-results', 404, notFound);
  const verdicts = (foreign: ExchangeDraft) =>
    [judge.foreignResultsNotFound, judge.foreignResultsLikeUnknown].map((one) =>
      judgeVerdict(one, unknown, unknown, foreign),
    );
  expect(verdicts(asked('foreign-results', 404, notFound))).toEqual(['kept', 'kept']);
  expect(verdicts(asked('foreign-results', 404, { detail: 'Not yours.' }))).toEqual(['kept', 'broken']);
  expect(verdicts(asked('foreign-results', 200, page([])))).toEqual(['broken', 'broken']);
  expect(judgeVerdict(judge.unknownResultsNotFound, asked('unknown-results', 400, {}))).toBe('broken');
});
