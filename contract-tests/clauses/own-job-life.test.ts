import {
  type ExchangeDraft,
  exchangeDraft,
  findBreaches,
  firstId,
  judgeVerdict,
  secondId,
  thirdId,
} from '../testing/exchanges.ts';
import { action, listed, ownView, read, readSecond, submission } from '../testing/own-jobs.ts';
import { ownRecords } from '../evidence/own-records.ts';
import { page, person, results } from '../testing/results.ts';
import * as judge from './own-job-life.ts';

const own = ownView('queued');
const extra = ownView('queued', { job_id: thirdId });
const late = ownView('queued', { job_id: thirdId, submitted_at: '2026-05-06T14:59:06Z' });
const second = ownView('queued', { job_id: secondId });
const fourth = ownView('queued', { job_id: '00000000-0000-4000-8000-000000000000' });
const before = exchangeDraft('before-submit', []);
const [record = {}] = ownRecords;
const resultsOf = (jobId: string, ...records: readonly unknown[]): ExchangeDraft => ({
  ...results(page(records), {}, 'extra-results'),
  jobId,
});
const ours = person({
  imported_first_name: ownRecords[0]?.first_name,
  imported_last_name: ownRecords[0]?.last_name,
  imported_company_name: ownRecords[0]?.company_name,
});
const twice = [
  before,
  submission(),
  listed(extra, own),
  exchangeDraft('before-submit', [extra, own]),
  submission(secondId),
  listed(fourth, second, extra, own),
];

test.each<[string, readonly ExchangeDraft[], string]>([
  ['one job', [before, submission(), listed(own)], 'kept'],
  [
    'a second job once, which may come from another client',
    [before, submission(), listed(extra, own)],
    'kept',
  ],
  [
    'a second job with the submitted records',
    [before, submission(), listed(extra, own), resultsOf(thirdId, ours)],
    'broken',
  ],
  [
    'a second job with other records',
    [before, submission(), listed(extra, own), resultsOf(thirdId, person())],
    'kept',
  ],
  [
    'a second job that does not exist',
    [
      before,
      submission(),
      listed(extra, own),
      exchangeDraft('extra-detail', {}, { status: 404, jobId: thirdId }),
    ],
    'broken',
  ],
  ['a second job each time', twice, 'broken'],
  [
    'a second job each time, while jobs appear at other times too',
    [exchangeDraft('list', [fourth]), exchangeDraft('list-again', [late, fourth]), ...twice],
    'kept',
  ],
  [
    'a job that is submitted later',
    [before, submission(), listed(late, own), resultsOf(thirdId, ours)],
    'kept',
  ],
  ['nothing that is seen', [before, submission()], 'unobserved'],
  ['nothing', [before, submission(firstId, 402)], 'unobserved'],
])('a submission creates %s', (_, seen, verdict) => {
  expect(judgeVerdict(judge.submissionCreatesOne, ...seen)).toBe(verdict);
});

test('an extra job is reported with its id and the proof', () => {
  const seen = [before, submission(), listed(extra, own), resultsOf(thirdId, ours)];
  expect(findBreaches(judge.submissionCreatesOne, ...seen)).toEqual([
    {
      exchange: '#3',
      expected: `only job ${firstId} after #2`,
      actual: `also job ${thirdId}, whose results contain the submitted records`,
    },
  ]);
  expect(Object.keys(record)).toHaveLength(3);
});

const foreignList = (...jobs: readonly unknown[]) => exchangeDraft('own-foreign-list', jobs);
const foreignRead = (status: number) => exchangeDraft('own-foreign-detail', own, { status, jobId: firstId });

test.each<[string, readonly ExchangeDraft[], string]>([
  ['nothing of it', [foreignList(extra), foreignRead(404)], 'kept'],
  ['a refusal', [foreignRead(403)], 'kept'],
  ['it in the list', [foreignList(extra, own)], 'broken'],
  ['its status', [foreignRead(200)], 'broken'],
  ['no response', [], 'unobserved'],
])('another user who looks for a new job gets %s', (_, seen, verdict) => {
  expect(judgeVerdict(judge.ownJobPrivate, submission(), read('queued'), ...seen)).toBe(verdict);
});

/** Reads one second apart. */
const reads = (count: number, status: string) => Array.from({ length: count }, () => read(status));

test.each<[string, readonly ExchangeDraft[], string]>([
  ['is finished', [read('queued'), read('completed')], 'kept'],
  ['is in progress after ten minutes without a change', reads(601, 'in-progress'), 'broken'],
  ['is in progress after nearly ten minutes', reads(600, 'in-progress'), 'unobserved'],
  ['changed in the meantime', [...reads(300, 'queued'), ...reads(400, 'in-progress')], 'unobserved'],
  ['is stuck after a change', [...reads(3, 'queued'), ...reads(601, 'in-progress')], 'broken'],
  ['was never seen', [], 'unobserved'],
])('a new job that %s', (_, seen, verdict) => {
  expect(judgeVerdict(judge.ownJobFinishes, submission(), ...seen)).toBe(verdict);
});

test.each<[string, readonly ExchangeDraft[], string]>([
  ['by an action', [read('in-progress'), action('pause', 200), read('paused')], 'kept'],
  [
    'long after an action',
    [read('in-progress'), action('pause', 200), read('in-progress'), read('paused')],
    'kept',
  ],
  ['without an action', [read('in-progress'), read('paused')], 'broken'],
  ['right after a rejected action', [read('queued'), action('pause-untimely', 400), read('paused')], 'kept'],
  [
    'long after a rejected action',
    [read('queued'), action('pause-untimely', 400), read('queued'), read('paused')],
    'broken',
  ],
  [
    'by an action without a response',
    [
      read('in-progress'),
      action('pause', 200, firstId, { failed: 'cut' }),
      read('in-progress'),
      read('paused'),
    ],
    'kept',
  ],
  [
    'and resumed by actions',
    [read('in-progress'), action('pause', 200), read('paused'), action('resume', 200), read('in-progress')],
    'kept',
  ],
  [
    'by an action and resumed without one',
    [read('in-progress'), action('pause', 200), read('paused'), read('in-progress')],
    'broken',
  ],
  [
    'again without an action',
    [
      read('in-progress'),
      action('pause', 200),
      read('paused'),
      action('resume', 200),
      read('in-progress'),
      read('paused'),
    ],
    'broken',
  ],
])('a new job that is paused %s', (_, seen, verdict) => {
  expect(judgeVerdict(judge.ownJobUndisturbed, submission(), ...seen)).toBe(verdict);
});

const paused = ownView('paused');

test.each<[string, readonly ExchangeDraft[], string]>([
  ['the same', [read('paused'), listed(paused), read('paused')], 'kept'],
  ['another status', [read('paused'), listed(ownView('in-progress')), read('paused')], 'broken'],
  [
    'another updated_at',
    [read('paused'), listed(ownView('paused', { updated_at: '2026-05-06T14:58:00Z' })), read('paused')],
    'broken',
  ],
  [
    'another status while the job changes',
    [read('queued'), listed(ownView('queued')), read('in-progress')],
    'unobserved',
  ],
  ['it before any read', [listed(paused), read('paused')], 'unobserved'],
  ['it after all reads', [read('paused'), listed(paused)], 'unobserved'],
])('between two equal reads, the list shows %s', (_, seen, verdict) => {
  expect(judgeVerdict(judge.ownListAgrees, submission(), ...seen)).toBe(verdict);
});

test('the second job of a run is judged too', () => {
  const seen = [
    submission(),
    read('completed'),
    submission(secondId),
    readSecond('in-progress'),
    readSecond('paused'),
  ];
  expect(findBreaches(judge.ownJobUndisturbed, ...seen)).toMatchObject([
    { exchange: '#5', actual: 'paused' },
  ]);
});
