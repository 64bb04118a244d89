import { ownRecords } from '../evidence/own-records.ts';
import {
  findBreaches,
  firstId,
  job,
  type ExchangeDraft,
  exchangeDraft,
  secondId,
  thirdId,
  judgeVerdict,
} from '../testing/exchanges.ts';
import { page, person, results } from '../testing/results.ts';
import { lost, read } from '../testing/own-jobs.ts';
import { keepsItsJobs } from './list-completeness.ts';
import * as judge from './own-job.ts';

const operationId = 'submitEnrichment';
const submitted = (status = 201, body: unknown = { job_id: firstId, status: 'queued' }): ExchangeDraft =>
  exchangeDraft('submit', body, { status, operationId });
/** The job as listed within the same minute. */
const fresh = (changes: object = {}) =>
  job({
    status: 'queued',
    submitted_at: '2026-05-06T15:00:00Z',
    updated_at: '2026-05-06T15:00:00Z',
    ...changes,
  });
const older = job({ job_id: secondId });
const listed = (...jobs: readonly unknown[]): ExchangeDraft => exchangeDraft('own-list', jobs);

test.each<[string, ExchangeDraft, string, string]>([
  ['201 and a job', submitted(), 'kept', 'kept'],
  ['201 and only the id', submitted(201, { job_id: firstId }), 'kept', 'kept'],
  ['201 without an id', submitted(201, { id: firstId }), 'kept', 'broken'],
  ['200', submitted(200), 'kept', 'kept'],
  ['202', submitted(202), 'kept', 'kept'],
  ['202 without an id', submitted(202, {}), 'kept', 'broken'],
  ['204', submitted(204, ''), 'broken', 'unobserved'],
  ['403, since the token may not submit', submitted(403, { detail: 'No.' }), 'unobserved', 'unobserved'],
  ['404', submitted(404, { detail: 'Not found.' }), 'broken', 'unobserved'],
  [
    '400, since its fields have other names',
    submitted(400, { rows: ['Required.'] }),
    'unobserved',
    'unobserved',
  ],
  ['402', submitted(402, { error: 'x', required: 3, balance: 0 }), 'unobserved', 'unobserved'],
  ['429', submitted(429, { detail: 'Throttled.' }), 'unobserved', 'unobserved'],
])('a submission with response %s', (_, answer, creates, tells) => {
  expect([
    judgeVerdict(judge.submissionCreates, answer),
    judgeVerdict(judge.submissionTellsJob, answer),
  ]).toEqual([creates, tells]);
});

test.each<[string, ExchangeDraft, string]>([
  ['at the top', listed(fresh(), older), 'kept'],
  [
    'below a job that was submitted later',
    listed(fresh({ job_id: thirdId, submitted_at: '2026-05-06T15:00:01Z' }), fresh()),
    'kept',
  ],
  ['below a job of the same second', listed(fresh({ job_id: thirdId }), fresh()), 'kept'],
  ['below an older job', listed(older, fresh()), 'broken'],
  ['nowhere', listed(older), 'broken'],
  ['in an unknown envelope', exchangeDraft('own-list', { data: [older] }), 'unobserved'],
])('a new job in the list %s', (_, list, verdict) => {
  expect(judgeVerdict(judge.newJobOnTop, submitted(), list)).toBe(verdict);
  expect(judgeVerdict(judge.newJobOnTop, submitted(402), list)).toBe('unobserved');
});

test.each<[string, readonly ExchangeDraft[], string]>([
  ['appears a second later, as from a cache', [listed(older), listed(fresh(), older)], 'kept'],
  [
    'is missing a second later too',
    [listed(older), listed(older), read('queued'), listed(fresh())],
    'broken',
  ],
  [
    'appears later in both operations, as from a replica',
    [listed(older), listed(older), lost(), read('queued'), listed(fresh(), older)],
    'kept',
  ],
  [
    'is still missing when its single status appeared',
    [listed(older), listed(older), lost(), read('queued'), listed(older)],
    'broken',
  ],
])('a new job that %s', (_, later, verdict) => {
  const all = [submitted(), ...later, listed(fresh(), older)];
  expect(judgeVerdict(judge.newJobOnTop, ...all)).toBe(verdict);
  expect(judgeVerdict(keepsItsJobs, ...all)).toBe(verdict);
});

test.each<[string, object, string, string]>([
  ['queued and recent', {}, 'kept', 'kept'],
  ['in progress', { status: 'in-progress', updated_at: '2026-05-06T15:00:01Z' }, 'unobserved', 'kept'],
  ['finished without having changed', { status: 'completed' }, 'broken', 'kept'],
  ['in an unknown status', { status: 'Draft' }, 'unobserved', 'kept'],
  ['an hour old', { submitted_at: '2026-05-06T14:00:00Z' }, 'kept', 'broken'],
  ['dated tomorrow', { submitted_at: '2026-05-07T15:00:00Z' }, 'kept', 'broken'],
])('a new job that is %s', (_, changes, queued, dated) => {
  const seen = [submitted(), listed(fresh(changes))];
  expect([judgeVerdict(judge.newJobQueued, ...seen), judgeVerdict(judge.submittedNow, ...seen)]).toEqual([
    queued,
    dated,
  ]);
});

const bad = (status: number, body: unknown): ExchangeDraft =>
  exchangeDraft('bad-submission', body, { status, operationId });

test.each<[string, ExchangeDraft, string, string]>([
  ['errors by field', bad(400, { records: ['Required.'] }), 'kept', 'kept'],
  ['an error and a request id', bad(400, { error: 'x', request_id: 7 }), 'kept', 'kept'],
  ['a plain text', bad(400, 'Bad Request'), 'kept', 'broken'],
  ['201', bad(201, { job_id: firstId }), 'broken', 'unobserved'],
  ['422', bad(422, { records: [] }), 'broken', 'unobserved'],
])('an invalid submission with response %s', (_, answer, refused, explained) => {
  expect([
    judgeVerdict(judge.badSubmissionRefused, answer),
    judgeVerdict(judge.badSubmissionExplained, answer),
  ]).toEqual([refused, explained]);
});

const own = ownRecords.map((record) =>
  person({
    imported_first_name: record.first_name,
    imported_last_name: record.last_name,
    imported_company_name: record.company_name,
  }),
);
const ownResults = (...records: readonly unknown[]) => results(page(records), {}, 'own-results');

test.each<[string, ExchangeDraft, string]>([
  ['all of them', ownResults(...own), 'kept'],
  ['in another order', ownResults(...own.toReversed()), 'kept'],
  ['some of them, while it is paused', ownResults(...own.slice(0, 1)), 'kept'],
  ['none yet', ownResults(), 'unobserved'],
  ['one twice and one missing', ownResults(...own.slice(0, 2), own[0]), 'broken'],
  ['others', ownResults(person()), 'broken'],
])('the results contain the submitted records: %s', (_, answer, verdict) => {
  expect(judgeVerdict(judge.importedReturned, answer)).toBe(verdict);
});

test('a breach names the missing record', () => {
  const [breach] = findBreaches(judge.importedReturned, ownResults(...own.slice(0, 2), own[0]));
  expect(breach?.expected).toBe(`a result for ${JSON.stringify(ownRecords[2])}`);
});

test.each<[string, number, number, string]>([
  ['may not submit at all', 403, 403, 'unobserved'],
  ['has no credits', 402, 402, 'unobserved'],
  ['may submit', 201, 403, 'broken'],
])('a bad submission of a token that %s', (_, good, status, verdict) => {
  expect(judgeVerdict(judge.badSubmissionRefused, submitted(good), bad(status, {}))).toBe(verdict);
});

const missing = exchangeDraft('own-detail', { detail: 'Not found.' }, { status: 404, jobId: firstId });
const found = exchangeDraft('own-detail', fresh(), { jobId: firstId });

test.each<[string, readonly ExchangeDraft[], string]>([
  ['is new', [listed(older), submitted(), found], 'kept'],
  ['was listed before', [listed(fresh()), submitted()], 'broken'],
  ["is in another user's list", [exchangeDraft('foreign-list', [fresh()]), submitted()], 'broken'],
  ['is never found', [submitted(), missing, missing, missing], 'broken'],
  ['is not found at first', [submitted(), missing, missing, missing, found], 'kept'],
  ['was asked for too seldom', [submitted(), missing, missing], 'kept'],
])('the job_id of a submission %s', (_, seen, verdict) => {
  expect(judgeVerdict(judge.submissionTellsJob, ...seen)).toBe(verdict);
});
