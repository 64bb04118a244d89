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

describe('which jobs have results', () => {
  test.each<[string, readonly ExchangeDraft[], string, string]>([
    ['a completed job serves', [detailWithStatus('completed'), results(page([]))], 'kept', 'unobserved'],
    ['a paused job serves', around('paused', results(page([]))), 'kept', 'unobserved'],
    ['a paused job refuses', around('paused', refused), 'broken', 'unobserved'],
    [
      'a completed job is not found',
      [detailWithStatus('completed'), results({}, { status: 404 })],
      'broken',
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
      'a throttled question',
      [detailWithStatus('completed'), results({}, { status: 429 })],
      'unobserved',
      'unobserved',
    ],
  ])('%s', (_, seen, answers, notYet) => {
    expect([judgeVerdict(judge.resultsAnswer, ...seen), judgeVerdict(judge.noResultsYet, ...seen)]).toEqual([
      answers,
      notYet,
    ]);
  });

  test('the job, the status and the number of records are told', () => {
    expect(findBreaches(judge.noResultsYet, ...around('queued', results(page(people(2)))))).toEqual([
      { exchange: '#2', expected: 'no records, because the job is queued', actual: '2 records' },
    ]);
  });
});

test.each<[string, ExchangeDraft, string]>([
  ['400 with the error of the document', refused, 'kept'],
  ['409 with it', { ...refused, status: 409 }, 'kept'],
  ['404', results({ detail: 'Not found.' }, { status: 404 }), 'kept'],
  ['an empty page', results(page([])), 'broken'],
  ['202', results({ status: 'queued' }, { status: 202 }), 'broken'],
  ['400 as a page of HTML', results('<p>', { status: 400 }), 'broken'],
])('a job without results that answers %s', (_, answer, verdict) => {
  expect(judgeVerdict(judge.notReadyRefused, ...around('queued', answer))).toBe(verdict);
});

test.each<[string, ExchangeDraft, string]>([
  ['a page', results(page(people(3))), 'kept'],
  ['a page with more fields', results({ ...page([]), rows: 7 }), 'kept'],
  ['records of a shape of their own', results(page([{ industry: 'text-1' }, 7])), 'kept'],
  ['no total', results({ ...page([]), total_records: undefined }), 'broken'],
  ['a total in words', results({ ...page([]), total_records: 'none' }), 'broken'],
  ['records that are no list', results({ ...page([]), data: {} }), 'broken'],
  ['a bare list', results([]), 'broken'],
  ['a file', results('a,b\r\n', { headers: { 'Content-Type': 'text/csv' } }), 'broken'],
  ['an error', refused, 'unobserved'],
])('the shape of results: %s', (_, answer, verdict) => {
  expect(judgeVerdict(judge.resultsShape, answer)).toBe(verdict);
});

test.each<[string, unknown, string]>([
  ['a person', person(), 'kept'],
  ['a person with more to tell', person({ linkedin_url: 'text-9', seniority: 4 }), 'kept'],
  ['a person without the name that was imported', person({ imported_last_name: undefined }), 'broken'],
  ['a person whose telephone is a number', person({ contact_mobile_phone: 5 }), 'broken'],
  ['no object', 'text-1', 'broken'],
  ['an account', { imported_company_name: 'text-1', industry: 'text-2', revenue: 7 }, 'unobserved'],
])('the record of %s', (_, record, verdict) => {
  expect(judgeVerdict(judge.contactShape, results(page([record])))).toBe(verdict);
});

test.each<[string, ExchangeDraft, string, string]>([
  ['the default page', results(page([])), 'kept', 'kept'],
  ['a page by number and size', numberedPage(2, 7, page([])), 'kept', 'kept'],
  ['another page', numberedPage(2, 7, page([]), 'results-again'), 'kept', 'kept'],
  ['the page of another job', results({ ...page([]), job_id: firstId.replace('9', '8') }), 'kept', 'broken'],
  ['a page that says nothing of its size', results({ ...page([]), page_size: undefined }), 'broken', 'kept'],
  ['a page of another size', results({ ...page([]), page_size: 20 }), 'broken', 'kept'],
])('%s tells which it is', (_, answer, echoed, identity) => {
  expect([judgeVerdict(judge.pageEchoed, answer), judgeVerdict(judge.resultsIdentity, answer)]).toEqual([
    echoed,
    identity,
  ]);
});

const asked = (tag: 'unknown-results' | 'foreign-results', status: number, body: unknown) =>
  exchangeDraft(tag, body, { status, jobId: firstId, operationId: 'getResults' });

test("another user's results are those of a job that nobody has", () => {
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
