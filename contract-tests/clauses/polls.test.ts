import {
  detail,
  exchangeDraft,
  type ExchangeDraft,
  findBreaches,
  firstId,
  job,
  judgeVerdict,
  list,
  secondId,
} from '../testing/exchanges.ts';
import { lost, read, submission } from '../testing/own-jobs.ts';
import { detailAnswers, listAnswers, pollsAnswered } from './polls.ts';

const other = job({ job_id: secondId });
const watched = (...jobs: readonly unknown[]) => exchangeDraft('watch-list', jobs);
const polled = (status: number, tag: ExchangeDraft['tag'] = 'watch-detail') =>
  exchangeDraft(tag, status === 200 ? job() : { detail: 'Not found.' }, { status, jobId: firstId });
const onPage = (tag: ExchangeDraft['tag'], query: string, ...results: readonly unknown[]) =>
  exchangeDraft(tag, { count: 3, next: '?page=2', previous: null, results }, { query });

test.each<[string, readonly ExchangeDraft[], string, string]>([
  ['is found within ten seconds', [lost(), lost(), lost(), read('queued')], 'kept', 'broken'],
  ['is found later', [...Array.from({ length: 12 }, () => lost()), read('queued')], 'broken', 'broken'],
  ['is lost after it was found', [read('queued'), lost(), lost(), read('queued')], 'broken', 'broken'],
])("the run's own job, new in a replica, %s", (_, reads, answers, polls) => {
  expect(judgeVerdict(detailAnswers, submission(), ...reads)).toBe(answers);
  expect(judgeVerdict(pollsAnswered, submission(), ...reads)).toBe(polls);
});

test.each<[string, ExchangeDraft[], string, string]>([
  ['is found', [list(job()), detail(job())], 'kept', 'kept'],
  ['is missing although the job is listed', [list(job()), polled(404, 'detail')], 'broken', 'kept'],
  [
    'is missing in a poll, and still is',
    [list(job()), polled(404), polled(404), watched(job())],
    'broken',
    'kept',
  ],
  [
    'crashes in a poll, and still does',
    [list(job()), polled(500), polled(500), watched(job())],
    'broken',
    'kept',
  ],
  ['is forbidden in a poll', [list(job()), polled(403), polled(403), watched(job())], 'broken', 'kept'],
  ['is missing in a single poll', [list(job()), polled(404), polled(200), watched(job())], 'kept', 'broken'],
  ['crashes once', [list(job()), polled(500), polled(200)], 'kept', 'broken'],
  ['is empty once', [list(job()), polled(204), polled(200)], 'kept', 'broken'],
  [
    "of the run's own job is missing",
    [list(job()), polled(404, 'own-detail'), polled(404, 'own-detail')],
    'broken',
    'kept',
  ],
  [
    'is gone with the job from the list',
    [list(job(), other), polled(404), polled(404), watched(other)],
    'kept',
    'kept',
  ],
  ['is gone, and the last job with it', [list(job()), polled(410), polled(410), watched()], 'kept', 'kept'],
  [
    'is gone, and the job is in a later list',
    [list(job()), polled(404), watched(), watched(job())],
    'broken',
    'kept',
  ],
  [
    'is gone with the job from its page',
    [
      onPage('list', '', other),
      onPage('list-page', 'page=2', job()),
      polled(404, 'detail'),
      onPage('watch-page', 'page=2'),
    ],
    'kept',
    'kept',
  ],
  [
    'is gone, and its page was not requested again',
    [
      onPage('list', '', other),
      onPage('list-page', 'page=2', job()),
      polled(404, 'detail'),
      onPage('list-again', '', other),
    ],
    'broken',
    'kept',
  ],
  ['of a deleted job crashes', [list(job()), polled(500), polled(500), watched()], 'broken', 'kept'],
  ['is behind a proxy without a backend', [list(job()), polled(503)], 'unobserved', 'kept'],
  ['was not requested', [list(job())], 'unobserved', 'kept'],
])('a single status that %s', (_, all, found, atOnce) => {
  expect(judgeVerdict(detailAnswers, ...all)).toBe(found);
  expect(judgeVerdict(pollsAnswered, ...all)).toBe(atOnce);
});

test.each<[string, ExchangeDraft[], string, string]>([
  ['with 200', [list()], 'kept', 'kept'],
  ['with 204', [exchangeDraft('list', '', { status: 204 })], 'broken', 'kept'],
  [
    'with 200 and then with 404',
    [list(), exchangeDraft('list-again', '', { status: 404 })],
    'broken',
    'kept',
  ],
  ['with a crash in a poll', [list(), exchangeDraft('watch-list', '', { status: 500 })], 'broken', 'kept'],
  [
    'with 404 in a single poll',
    [list(), exchangeDraft('watch-list', '', { status: 404 }), watched()],
    'kept',
    'broken',
  ],
  [
    'with 404 for a page',
    [onPage('list', ''), exchangeDraft('watch-page', '', { status: 404, query: 'page=2' })],
    'broken',
    'kept',
  ],
  [
    'with a crash for the other user',
    [list(), exchangeDraft('foreign-list', '', { status: 500 })],
    'broken',
    'kept',
  ],
  [
    "with 401, since the other user's token is wrong",
    [list(), exchangeDraft('foreign-list', '', { status: 401 })],
    'kept',
    'kept',
  ],
  ['through a proxy alone', [exchangeDraft('list', '', { status: 502 })], 'unobserved', 'unobserved'],
])('a list that responds %s', (_, all, found, atOnce) => {
  expect(judgeVerdict(listAnswers, ...all)).toBe(found);
  expect(judgeVerdict(pollsAnswered, ...all)).toBe(atOnce);
});

test('a breach names the job and both responses', () => {
  expect(findBreaches(detailAnswers, list(job()), polled(404), polled(403))).toMatchObject([
    {
      exchange: '#2',
      expected: 'status 200',
      actual: `status 404 for job ${firstId}, and 403 when it was requested again (#3)`,
    },
    { exchange: '#3', actual: `status 403 for job ${firstId}` },
  ]);
  expect(findBreaches(pollsAnswered, list(job()), polled(404), polled(200))).toEqual([
    {
      exchange: '#2',
      expected: 'status 200 each time',
      actual: 'status 404, and 200 when it was requested again (#3)',
    },
  ]);
});
