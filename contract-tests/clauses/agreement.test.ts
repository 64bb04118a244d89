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
import { agreesWithDetail, neverStale } from './agreement.ts';
import { ownJobsOnly } from './list.ts';

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
  ['it is enhanced', [list(moved), detail(job({ status: 'completed', updated_at: '2026-05-06T15:30:00Z' }))]],
  ['there is no first list', [detail(still), again(moved)]],
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

/** A state that no job can have before or after another one. */
test.each<[string, ExchangeDraft[]]>([
  ['the job is back in an earlier status', [list(moved), detail(still)]],
  ['the job was already further', [detail(moved), again(still)]],
  ['updated_at is earlier', [list(still), detail(job({ updated_at: '2026-05-06T14:25:41Z' }))]],
  ['submitted_at differs', [list(still), detail(job({ submitted_at: '2026-05-06T14:23:12Z' }))]],
  [
    'a finished job has another end',
    [list(moved), detail(job({ status: 'failed', updated_at: '2026-05-06T15:00:00Z' }))],
  ],
])('list and single status disagree when %s, even without a second list', (_, all) => {
  expect(judgeVerdict(agreesWithDetail, ...all)).toBe('broken');
});

test('another zone, a lower-case letter or a finer fraction in the single status is no disagreement', () => {
  for (const updated of ['2026-05-06T19:55:42+05:30', '2026-05-06t14:25:42z', '2026-05-06T14:25:42.918273Z'])
    expect(
      judgeVerdict(agreesWithDetail, list(still), detail(job({ updated_at: updated })), again(still)),
    ).toBe('kept');
  const shifted = job({ updated_at: '2026-05-06T16:25:42Z' });
  expect(judgeVerdict(agreesWithDetail, list(still), detail(shifted), again(still))).toBe('broken');
});

test('a job that goes back in the list itself is not reported as a disagreement', () => {
  const all = [list(moved), detail(moved), again(still), detail(moved)];
  expect(judgeVerdict(agreesWithDetail, ...all)).toBe('unobserved');
});

test('an outdated response that did not repeat is a notice', () => {
  const stale = exchangeDraft('chance', still, { jobId: firstId });
  expect(judgeVerdict(neverStale, list(moved), stale, again(moved))).toBe('broken');
  expect(judgeVerdict(neverStale, list(moved), exchangeDraft('chance', '', { status: 500 }))).toBe('kept');
  expect(judgeVerdict(neverStale)).toBe('unobserved');
});
