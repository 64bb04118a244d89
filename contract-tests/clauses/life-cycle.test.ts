import { type Breach, type Judge } from '../verdict/clause.ts';
import {
  findBreaches,
  detail,
  firstId,
  job,
  list,
  type ExchangeDraft,
  exchangeDraft,
  secondId,
  spec,
  judgeVerdict,
} from '../testing/exchanges.ts';
import * as life from './life-cycle.ts';

/** One job seen again and again. Each sighting is a second after the one before, and long after its updated_at. */
const seenAs = (...changes: readonly Readonly<Record<string, unknown>>[]): ExchangeDraft[] =>
  changes.map((change, index) => exchangeDraft(index === 0 ? 'list' : 'watch-list', [job(change)]));
const statuses = (...all: readonly string[]) => seenAs(...all.map((status) => ({ status })));

const broken = (judge: Judge, ...all: readonly ExchangeDraft[]): readonly Omit<Breach, 'exchange'>[] =>
  findBreaches(judge, ...all).map(({ expected, actual }) => ({ expected, actual }));

/** From each status to those that may come after it, also when polls skip what is between. */
const later: Readonly<Record<string, readonly string[]>> = {
  queued: ['queued', 'in-progress', 'completed', 'failed', 'paused'],
  'in-progress': ['in-progress', 'completed', 'failed', 'paused'],
  paused: ['paused', 'in-progress', 'completed', 'failed'],
  completed: ['completed'],
  failed: ['failed'],
};

describe('the order of statuses', () => {
  const pairs = spec.lifeCycle.apiStatuses.flatMap((from) =>
    spec.lifeCycle.apiStatuses.map((to) => [from, to] as const),
  );

  test.each(pairs)('from %s to %s', (from, to) => {
    const allowed = later[from]?.includes(to) === true;
    const final = ['completed', 'failed'].includes(from);
    // What is final has a clause of its own.
    expect(judgeVerdict(life.legalOrder, ...statuses(from, to))).toBe(allowed || final ? 'kept' : 'broken');
    expect(judgeVerdict(life.finalStays, ...statuses(from, to))).toBe(
      !final ? 'unobserved' : allowed ? 'kept' : 'broken',
    );
  });

  test.each<[string, ExchangeDraft[], string]>([
    ['whole', statuses('queued', 'in-progress', 'paused', 'in-progress', 'completed'), 'kept'],
    ['back after several steps', statuses('queued', 'in-progress', 'queued'), 'broken'],
    ['seen once', statuses('queued'), 'unobserved'],
    ['of words that are judged elsewhere', statuses('Draft', 'Uploading'), 'unobserved'],
    ['with such a word in between', statuses('queued', 'Draft', 'in-progress'), 'kept'],
    ['back behind such a word', statuses('in-progress', 'Enrichment Started', 'queued'), 'broken'],
    [
      'of two jobs',
      [list(job({ status: 'in-progress' }), job({ job_id: secondId, status: 'queued' }))],
      'unobserved',
    ],
  ])('of a life %s', (_, all, verdict) => {
    expect(judgeVerdict(life.legalOrder, ...all)).toBe(verdict);
  });

  test('is told with what may come', () => {
    expect(broken(life.legalOrder, ...statuses('in-progress', 'queued'))).toEqual([
      {
        expected: 'after in-progress (#1) only completed, failed, paused',
        actual: `queued (job ${firstId})`,
      },
    ]);
  });

  test('of a final status is told with when it was seen', () => {
    expect(broken(life.finalStays, ...statuses('failed', 'failed', 'queued'))).toEqual([
      { expected: 'still failed, as in #2', actual: `queued (job ${firstId})` },
    ]);
  });

  test('is followed from the list to the single status and back', () => {
    const all = [list(job()), detail(job({ status: 'queued' }))];
    expect(judgeVerdict(life.legalOrder, ...all)).toBe('broken');
  });
});

test.each<[string, ExchangeDraft[], string]>([
  ['the same', seenAs({}, {}, {}), 'kept'],
  ['another', seenAs({}, { submitted_at: '2026-05-06T14:23:12Z' }), 'broken'],
  ['missing, which is judged elsewhere', seenAs({}, { submitted_at: undefined }), 'unobserved'],
  ['another after it was missing', seenAs({}, { submitted_at: null }, { submitted_at: 'x' }), 'broken'],
  ['seen once', seenAs({}), 'unobserved'],
])('a later submitted_at that is %s', (_, all, verdict) => {
  expect(judgeVerdict(life.submittedNeverChanges, ...all)).toBe(verdict);
});

const updates = (...times: readonly unknown[]) => seenAs(...times.map((time) => ({ updated_at: time })));

test.each<[string, ExchangeDraft[], string]>([
  ['the same', updates('2026-05-06T14:25:42Z', '2026-05-06T14:25:42Z'), 'kept'],
  ['later', updates('2026-05-06T14:25:42Z', '2026-05-06T14:25:43Z'), 'kept'],
  ['earlier', updates('2026-05-06T14:25:42Z', '2026-05-06T14:25:41Z'), 'broken'],
  ['earlier by a millisecond', updates('2026-05-06T14:25:42.002Z', '2026-05-06T14:25:42.001Z'), 'broken'],
  ['the same time in other digits', updates('2026-05-06T14:25:42.000Z', '2026-05-06T14:25:42Z'), 'kept'],
  ['unreadable, which is judged elsewhere', updates('2026-05-06T14:25:42Z', 'now'), 'unobserved'],
  [
    'earlier than before it was unreadable',
    updates('2026-05-06T14:25:42Z', 'now', '2026-05-06T14:25:41Z'),
    'broken',
  ],
])('a later updated_at that is %s', (_, all, verdict) => {
  expect(judgeVerdict(life.updatedNeverGoesBack, ...all)).toBe(verdict);
});

/** The first exchange is made at 15:00:00, and the job moved so many seconds before it. */
const seenAfter = (seconds: number, headers: ExchangeDraft['headers'] = {}) => {
  const updated = new Date(Date.parse('2026-05-06T15:00:00Z') - seconds * 1000).toISOString();
  const before = exchangeDraft('list', [job({ updated_at: updated })], { headers });
  return [before, exchangeDraft('watch-list', [job({ updated_at: updated, status: 'completed' })])];
};

describe('a status that changed while updated_at did not', () => {
  test.each<[string, ExchangeDraft[], string]>([
    ['long after the last move', seenAfter(60), 'broken'],
    ['two seconds after the last move', seenAfter(2), 'broken'],
    ['in the second of the last move, which whole seconds cannot tell', seenAfter(0), 'unobserved'],
    ['a second after the last move, as the Date header is cut too', seenAfter(1), 'unobserved'],
    ['of a target that tells no time', seenAfter(60, { Date: undefined }), 'unobserved'],
    ['while updated_at did', seenAs({}, { status: 'completed', updated_at: '2026-05-06T15:00:01Z' }), 'kept'],
    ['not at all', seenAs({}, {}), 'unobserved'],
    [
      'of a job without updated_at',
      seenAs({ updated_at: undefined }, { status: 'completed', updated_at: undefined }),
      'unobserved',
    ],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(life.updatedMovesWithStatus, ...all)).toBe(verdict);
  });

  test('is told with both statuses', () => {
    expect(broken(life.updatedMovesWithStatus, ...statuses('in-progress', 'completed'))).toEqual([
      {
        expected: 'a new updated_at, because the status changed from in-progress (#1) to completed',
        actual: `still "2026-05-06T14:25:42Z" (job ${firstId})`,
      },
    ]);
  });
});

describe('updated_at of a finished job', () => {
  const done = (...times: readonly number[]) =>
    seenAs(...times.map((time) => ({ status: 'completed', updated_at: `2026-05-06T14:25:0${time}Z` })));

  test.each<[string, ExchangeDraft[], string]>([
    ['stands still', done(1, 1, 1), 'kept'],
    ['moves once more, when it is enhanced', done(1, 2, 2), 'kept'],
    ['moves once more at the very end', done(1, 1, 1, 2), 'kept'],
    ['moves every time', done(1, 2, 3), 'broken'],
    ['moves nearly every time', done(1, 2, 3, 3), 'broken'],
    ['was read twice only', done(1, 2), 'unobserved'],
    [
      'moves while it still works',
      seenAs({ updated_at: '1' }, { updated_at: '2' }, { updated_at: '3' }),
      'unobserved',
    ],
    [
      'moves once, when it is enhanced between two reads of the list and two of the job',
      [1, 1, 2, 2].map((time, index) => {
        const shown = job({ status: 'completed', updated_at: `2026-05-06T14:25:0${time}Z` });
        return index % 2 === 0 ? list(shown) : detail(shown);
      }),
      'kept',
    ],
    [
      'differs between list and single status, which is judged elsewhere',
      [1, 2, 1, 2].map((time, index) => {
        const shown = job({ status: 'failed', updated_at: `2026-05-06T14:25:0${time}Z` });
        return index % 2 === 0 ? list(shown) : detail(shown);
      }),
      'kept',
    ],
  ])('that %s', (_, all, verdict) => {
    expect(judgeVerdict(life.updatedNotByReading, ...all)).toBe(verdict);
  });

  test('that runs is told with how often', () => {
    expect(findBreaches(life.updatedNotByReading, ...done(1, 2, 3))).toEqual([
      {
        exchange: '#3',
        expected: 'updated_at of a finished job does not change when it is read',
        actual: `it changed 2 times in 2 further reads (job ${firstId})`,
      },
    ]);
  });
});
