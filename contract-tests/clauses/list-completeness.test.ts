import {
  exchangeDraft,
  type ExchangeDraft,
  findBreaches,
  firstId,
  job,
  judgeVerdict,
  list,
  secondId,
  thirdId,
} from '../testing/exchanges.ts';
import { containsOldJobs, keepsItsJobs } from './list-completeness.ts';

const [first, second, third] = [firstId, secondId, thirdId].map((id, index) =>
  job({ job_id: id, submitted_at: `2026-05-06T14:${30 - index * 10}:00Z` }),
);
const again = (...jobs: readonly unknown[]) => exchangeDraft('list-again', jobs);
const watched = (...jobs: readonly unknown[]) => exchangeDraft('watch-list', jobs);
const single = (jobId: string, status = 200) =>
  exchangeDraft('watch-detail', status === 200 ? job({ job_id: jobId }) : {}, { jobId, status });
const page = (
  tag: ExchangeDraft['tag'],
  query: string,
  next: string | null,
  ...results: readonly unknown[]
) => exchangeDraft(tag, { count: 3, next, previous: null, results }, { query });

test.each<[string, ExchangeDraft[], string]>([
  ['is listed again', [list(first), again(first), watched(first)], 'kept'],
  ['is listed again below a new one', [list(second), again(first, second)], 'kept'],
  ['is missing from one list', [list(first, second), again(first), watched(first, second)], 'broken'],
  [
    'is missing, although it is found by its id',
    [list(first, second), again(first), single(secondId)],
    'broken',
  ],
  ['is missing with all others for a moment', [list(first), again(), watched(first)], 'broken'],
  [
    'was found by its id, and is listed only before and after',
    [list(first), watched(), single(firstId)],
    'broken',
  ],
  [
    'was deleted by somebody',
    [list(first, second), again(first), single(secondId, 404), watched(first)],
    'kept',
  ],
  ['is gone, and nothing shows that it exists', [list(first, second), again(first)], 'kept'],
  ['was requested once', [list(first)], 'unobserved'],
  [
    'is hidden by an error, which another clause judges',
    [list(first), exchangeDraft('list-again', '', { status: 500 })],
    'unobserved',
  ],
  [
    'may have moved to another page',
    [page('list', '', '?page=2', first, second), page('list-again', '', '?page=2', second), single(firstId)],
    'unobserved',
  ],
  [
    'is missing from its page in one of three rounds',
    [
      page('list', '', '?page=2', first),
      page('list-page', 'page=2', null, second, third),
      page('watch-list', '', '?page=2', first),
      page('watch-page', 'page=2', null, second),
      page('watch-list', '', '?page=2', first),
      page('watch-page', 'page=2', null, second, third),
      page('watch-list', '', '?page=2', first),
    ],
    'broken',
  ],
  [
    'is missing from its page while the list moves',
    [
      page('list', '', '?page=2', first),
      page('list-page', 'page=2', null, second, third),
      page('watch-list', '', '?page=2', first),
      page('watch-page', 'page=2', null, second),
      page('watch-list', '', '?page=2', job({ job_id: 'new' })),
      single(thirdId),
    ],
    'unobserved',
  ],
])('a job that was listed and %s', (_, all, verdict) => {
  expect(judgeVerdict(keepsItsJobs, ...all)).toBe(verdict);
});

test('a job that is missing is reported by its id', () => {
  expect(findBreaches(keepsItsJobs, list(first, second), again(first), single(secondId))).toEqual([
    {
      exchange: '#2',
      expected: `job ${secondId} of #1 is still listed, because #3 shows it too`,
      actual: 'it is missing',
    },
  ]);
});

/** The clock of the tests is at 15:00. */
test.each<[string, ExchangeDraft[], string]>([
  ['is newer than all others', [list(second), again(first, second)], 'kept'],
  ['is older than another one', [list(first), again(first, second)], 'broken'],
  [
    'is older than another one, on the last page',
    [list(first, second), again(first, second), watched(first, second, third)],
    'broken',
  ],
  [
    'was submitted at the same time as another one',
    [list(first), again(first, job({ job_id: secondId, submitted_at: '2026-05-06T14:29:59Z' }))],
    'kept',
  ],
  ['is old, and the first list was empty', [list(), again(first)], 'broken'],
  [
    'is new, and the first list was empty',
    [list(), again(job({ submitted_at: '2026-05-06T14:59:59Z' }))],
    'kept',
  ],
  ['has no readable time', [list(first), again(first, job({ job_id: secondId, submitted_at: 'x' }))], 'kept'],
  [
    'is old, by a gateway with another time',
    [exchangeDraft('list', [], { headers: { Date: 'Wed, 06 May 2026 16:00:00 GMT' } }), again(first)],
    'kept',
  ],
  ['was there from the beginning', [list(first)], 'unobserved'],
])('a job that appears in a later list and %s', (_, all, verdict) => {
  expect(judgeVerdict(containsOldJobs, ...all)).toBe(verdict);
});
