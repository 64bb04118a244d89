import {
  findBreaches,
  detail,
  firstId,
  job,
  list,
  type ExchangeDraft,
  exchangeDraft,
  secondId,
  judgeVerdict,
} from '../testing/exchanges.ts';
import { agreesWithDetail, ownJobsOnly } from './list.ts';

const still = job();
const other = job({ job_id: secondId });
const moved = job({ status: 'completed', updated_at: '2026-05-06T15:00:00Z' });

const again = (...jobs: readonly unknown[]) => exchangeDraft('list-again', jobs);
const theirs = (...jobs: readonly unknown[]) => exchangeDraft('foreign-list', jobs);
const onPage = (tag: ExchangeDraft['tag'], ...results: readonly unknown[]) =>
  exchangeDraft(tag, { count: 2, next: null, previous: null, results });

describe('between two identical list entries of a job, the single status', () => {
  test.each([
    ['the same', {}, 'kept'],
    ['an additional field, which the document does not exclude', { rows: 5 }, 'kept'],
    ['another status', { status: 'failed' }, 'broken'],
    ['another updated_at', { updated_at: '2026-05-06T14:25:43Z' }, 'broken'],
    ['another submitted_at', { submitted_at: '2026-05-06T14:25:43Z' }, 'broken'],
    ['no status', { status: undefined }, 'broken'],
  ])('has %s', (_, changes, verdict) => {
    expect(judgeVerdict(agreesWithDetail, list(still), detail(job(changes)), again(still))).toBe(verdict);
  });

  test('is reported beside both list entries when it differs', () => {
    const failed = job({ status: 'failed' });
    expect(findBreaches(agreesWithDetail, list(still), detail(failed), again(still))).toEqual([
      {
        exchange: '#2',
        expected: `as in the lists #1 and #3: ${JSON.stringify(still)}`,
        actual: JSON.stringify(failed),
      },
    ]);
  });

  test('is also compared for a job on the second page', () => {
    const pages = [onPage('list', other), onPage('list-page', still)];
    expect(judgeVerdict(agreesWithDetail, ...pages, detail(still), again(still))).toBe('kept');
    expect(judgeVerdict(agreesWithDetail, ...pages, detail(moved), again(still))).toBe('broken');
  });
});

test.each<[string, ExchangeDraft[]]>([
  ['the job changed before the request for it', [list(still), detail(moved), again(moved)]],
  ['the job changed after the request for it', [list(still), detail(still), again(moved)]],
  ['there is no second list', [list(still), detail(moved)]],
  ['there is no first list', [detail(moved), again(still)]],
  ['the job left the list', [list(still), detail(moved), again(other)]],
  [
    'the request for the single status failed',
    [list(still), exchangeDraft('detail', '', { status: 404, jobId: firstId }), again(still)],
  ],
])('list and single status cannot be compared when %s', (_, all) => {
  expect(judgeVerdict(agreesWithDetail, ...all)).toBe('unobserved');
});

test.each<[string, ExchangeDraft[], string]>([
  ['not in the list', [list(still), theirs(other)], 'kept'],
  ['in the list', [list(still, other), theirs(other)], 'broken'],
  ['in a later list', [list(still), theirs(other), exchangeDraft('watch-list', [other, still])], 'broken'],
  ['unknown, since that user has none', [list(still), theirs()], 'unobserved'],
  ['unknown without another token', [list(still)], 'unobserved'],
  [
    'unknown when the request for their list fails',
    [list(still), exchangeDraft('foreign-list', [], { status: 500 })],
    'unobserved',
  ],
])('jobs of another user that are %s', (_, all, verdict) => {
  expect(judgeVerdict(ownJobsOnly, ...all)).toBe(verdict);
});

test("another user's job in the list is reported by its id", () => {
  expect(findBreaches(ownJobsOnly, list(other), theirs(other))).toEqual([
    {
      exchange: '#1',
      expected: "only the caller's jobs",
      actual: `job ${secondId}, which is also in the list of the other user`,
    },
  ]);
});
