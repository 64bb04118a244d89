import { type Breach, type Judge } from '../verdict/clause.ts';
import {
  createObservations,
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

/** Repeated sightings of one job. Each is a second after the one before, and long after its updated_at. */
const seenAs = (...changes: readonly Readonly<Record<string, unknown>>[]): ExchangeDraft[] =>
  changes.map((change, index) => exchangeDraft(index === 0 ? 'list' : 'watch-list', [job(change)]));
const statuses = (...all: readonly string[]) => seenAs(...all.map((status) => ({ status })));

const broken = (judge: Judge, ...all: readonly ExchangeDraft[]): readonly Omit<Breach, 'exchange'>[] =>
  findBreaches(judge, ...all).map(({ expected, actual }) => ({ expected, actual }));

/** The allowed next statuses of each status, also when polls skip the ones between. */
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
    // A separate clause judges final statuses.
    expect(judgeVerdict(life.legalOrder, ...statuses(from, to))).toBe(allowed || final ? 'kept' : 'broken');
    expect(judgeVerdict(life.finalStays, ...statuses(from, to))).toBe(
      !final ? 'unobserved' : allowed ? 'kept' : 'broken',
    );
  });

  test.each<[string, ExchangeDraft[], string]>([
    ['whole', statuses('queued', 'in-progress', 'paused', 'in-progress', 'completed'), 'kept'],
    ['back after several steps', statuses('queued', 'in-progress', 'queued'), 'broken'],
    ['seen once', statuses('queued'), 'unobserved'],
    ['with statuses that another clause judges', statuses('Draft', 'Uploading'), 'unobserved'],
    ['with such a status in between', statuses('queued', 'Draft', 'in-progress'), 'kept'],
    ['back across such a status', statuses('in-progress', 'Enrichment Started', 'queued'), 'broken'],
    [
      'of two jobs',
      [list(job({ status: 'in-progress' }), job({ job_id: secondId, status: 'queued' }))],
      'unobserved',
    ],
  ])('a job history: %s', (_, all, verdict) => {
    expect(judgeVerdict(life.legalOrder, ...all)).toBe(verdict);
  });

  test('is reported with the allowed next statuses', () => {
    expect(broken(life.legalOrder, ...statuses('in-progress', 'queued'))).toEqual([
      {
        expected: 'after in-progress (#1) only completed, failed, paused',
        actual: `queued (job ${firstId})`,
      },
    ]);
  });

  test('that leaves a final status is reported with the times of both observations', () => {
    expect(broken(life.finalStays, ...statuses('failed', 'failed', 'queued'))).toEqual([
      { expected: 'still failed, as in #2', actual: `queued (job ${firstId})` },
    ]);
  });

  test('is compared within one operation; another clause judges whether the operations agree', () => {
    const all = [list(job()), detail(job({ status: 'queued' }))];
    expect(judgeVerdict(life.legalOrder, ...all)).toBe('unobserved');
    expect(judgeVerdict(life.legalOrder, ...all, ...statuses('in-progress'))).toBe('kept');
    expect(judgeVerdict(life.legalOrder, detail(job()), ...all)).toBe('broken');
  });
});

test.each<[string, ExchangeDraft[], string]>([
  ['the same', seenAs({}, {}, {}), 'kept'],
  ['another', seenAs({}, { submitted_at: '2026-05-06T14:23:12Z' }), 'broken'],
  ['missing, which another clause judges', seenAs({}, { submitted_at: undefined }), 'unobserved'],
  ['changed after it was missing', seenAs({}, { submitted_at: null }, { submitted_at: 'x' }), 'broken'],
  ['seen once', seenAs({}), 'unobserved'],
])('a later submitted_at that is %s', (_, all, verdict) => {
  expect(judgeVerdict(life.submittedNeverChanges, ...all)).toBe(verdict);
});

const updates = (...times: readonly unknown[]) => seenAs(...times.map((time) => ({ updated_at: time })));

test.each<[string, ExchangeDraft[], string]>([
  ['the same', updates('2026-05-06T14:25:42Z', '2026-05-06T14:25:42Z'), 'kept'],
  ['later', updates('2026-05-06T14:25:42Z', '2026-05-06T14:25:43Z'), 'kept'],
  ['earlier', updates('2026-05-06T14:25:42Z', '2026-05-06T14:25:41Z'), 'broken'],
  ['a millisecond earlier', updates('2026-05-06T14:25:42.002Z', '2026-05-06T14:25:42.001Z'), 'broken'],
  ['the same time with other digits', updates('2026-05-06T14:25:42.000Z', '2026-05-06T14:25:42Z'), 'kept'],
  ['unreadable, which another clause judges', updates('2026-05-06T14:25:42Z', 'now'), 'unobserved'],
  [
    'earlier than before it was unreadable',
    updates('2026-05-06T14:25:42Z', 'now', '2026-05-06T14:25:41Z'),
    'broken',
  ],
])('a later updated_at that is %s', (_, all, verdict) => {
  expect(judgeVerdict(life.updatedNeverGoesBack, ...all)).toBe(verdict);
});

/** The first exchange is at 15:00:00, and the job changed this many seconds before it. */
const seenAfter = (seconds: number, headers: ExchangeDraft['headers'] = {}) => {
  const updated = new Date(Date.parse('2026-05-06T15:00:00Z') - seconds * 1000).toISOString();
  const before = exchangeDraft('list', [job({ updated_at: updated })], { headers });
  return [before, exchangeDraft('watch-list', [job({ updated_at: updated, status: 'completed' })])];
};

describe('a status that changed while updated_at did not change', () => {
  test.each<[string, ExchangeDraft[], string]>([
    ['long after the last change', seenAfter(60), 'broken'],
    ['two seconds after the last change', seenAfter(2), 'broken'],
    ['in the second of the last change, which whole seconds cannot tell apart', seenAfter(0), 'unobserved'],
    ['a second after the last change, since the Date header is truncated too', seenAfter(1), 'unobserved'],
    ['on a target without a Date header', seenAfter(60, { Date: undefined }), 'unobserved'],
    [
      'although updated_at did change',
      seenAs({}, { status: 'completed', updated_at: '2026-05-06T15:00:01Z' }),
      'kept',
    ],
    ['without a change of the status', seenAs({}, {}), 'unobserved'],
    [
      'of a job without updated_at',
      seenAs({ updated_at: undefined }, { status: 'completed', updated_at: undefined }),
      'unobserved',
    ],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(life.updatedMovesWithStatus, ...all)).toBe(verdict);
  });

  test('is reported with both statuses', () => {
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
    ['does not change', done(1, 1, 1), 'kept'],
    ['changes once more, when the job is enhanced', done(1, 2, 2), 'kept'],
    ['changes once more at the very end', done(1, 1, 1, 2), 'kept'],
    ['changes every time', done(1, 2, 3), 'broken'],
    ['changes nearly every time', done(1, 2, 3, 3), 'broken'],
    ['changes twice in many reads', done(1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3), 'broken'],
    ['was read only twice', done(1, 2), 'unobserved'],
    [
      'changes while the job is in progress',
      seenAs({ updated_at: '1' }, { updated_at: '2' }, { updated_at: '3' }),
      'unobserved',
    ],
    [
      'changes once, when the job is enhanced between two reads of the list and two of the job',
      [1, 1, 2, 2].map((time, index) => {
        const shown = job({ status: 'completed', updated_at: `2026-05-06T14:25:0${time}Z` });
        return index % 2 === 0 ? list(shown) : detail(shown);
      }),
      'unobserved',
    ],
    [
      'differs between list and single status, which another clause judges',
      [1, 2, 1, 2].map((time, index) => {
        const shown = job({ status: 'failed', updated_at: `2026-05-06T14:25:0${time}Z` });
        return index % 2 === 0 ? list(shown) : detail(shown);
      }),
      'unobserved',
    ],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(life.updatedNotByReading, ...all)).toBe(verdict);
  });

  test('is reported with the number of changes', () => {
    expect(findBreaches(life.updatedNotByReading, ...done(1, 2, 3))).toEqual([
      {
        exchange: '#3',
        expected: 'updated_at of a finished job does not change when it is read',
        actual: `it changed 2 times in 2 further reads (job ${firstId})`,
      },
    ]);
  });
});

test('a run in which no status changed says what a longer watch could show', () => {
  const judgement = life.updatedMovesWithStatus(
    createObservations(...statuses('in-progress', 'in-progress')),
  );
  expect(judgement).toMatchObject({
    verdict: 'unobserved',
    missing: {
      need: 'sight',
      message: expect.stringMatching(
        /; 1 job was still unfinished after 0 s of watching \(give a longer --watch\)$/,
      ),
    },
  });
  expect(
    JSON.stringify(life.updatedMovesWithStatus(createObservations(...statuses('failed', 'failed')))),
  ).not.toContain('--watch');
});
