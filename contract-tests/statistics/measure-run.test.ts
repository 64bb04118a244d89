import {
  createEvidence,
  detail,
  exchangeDraft,
  firstId,
  job,
  list,
  secondId,
  spec,
} from '../testing/exchanges.ts';
import { page, people, results } from '../testing/results.ts';
import { groupSightings } from '../evidence/sightings.ts';
import { type KnownJob, readJobTimes } from './job-times.ts';
import { countRows, measureRun } from './measure-run.ts';

type Draft = ReturnType<typeof list>;

function readTimes(before: KnownJob, ...drafts: readonly Draft[]) {
  const { exchanges } = createEvidence(...drafts);
  const life = groupSightings(exchanges).get(firstId) ?? [];
  return readJobTimes(before, life, countRows(exchanges).get(firstId), spec.lifeCycle);
}

const seen = (status: string, updated: string) =>
  detail(job({ status, updated_at: `2026-05-06T${updated}Z` }));
const submitted = '2026-05-06T14:23:11Z';
const tenRows = results(page(people(10)));

describe('the times of a job', () => {
  test('its queue ends when it is first seen at work', () => {
    const { known, counted } = readTimes({}, seen('queued', '14:23:11'), seen('in-progress', '14:24:11'));
    expect(known).toEqual({ startedAt: '2026-05-06T14:24:11Z' });
    expect(counted).toEqual({ queue_ms: 60_000 });
  });

  test('its time per row needs its results, and the processing time also a sighting at work', () => {
    const moving = readTimes({}, seen('in-progress', '14:24:11'), seen('completed', '14:24:41'), tenRows);
    expect(moving.counted).toEqual({ queue_ms: 60_000, row_ms: 3000, turnaround_row_ms: 9000 });
    expect(moving.known.rows).toBe(10);
    expect(readTimes({}, seen('completed', '14:24:41'), tenRows).counted).toEqual({
      turnaround_row_ms: 9000,
    });
    expect(readTimes({}, seen('completed', '14:24:41')).counted).toEqual({});
  });

  test('a start that an earlier run saw counts for the processing time', () => {
    const before = { status: 'in-progress', startedAt: '2026-05-06T14:24:11Z' };
    const { counted } = readTimes(before, seen('completed', '14:24:41'), tenRows);
    expect(counted).toEqual({ row_ms: 3000, turnaround_row_ms: 9000 });
  });

  test('each job counts in one run only', () => {
    const { known } = readTimes({}, seen('in-progress', '14:24:11'), seen('completed', '14:24:41'), tenRows);
    const again = readTimes({ status: 'completed', ...known }, seen('completed', '14:24:41'), tenRows);
    expect([again.known, again.counted]).toEqual([known, {}]);
  });

  test.each<[string, KnownJob, readonly Draft[]]>([
    [
      'in this run',
      {},
      [seen('paused', '14:24:11'), seen('in-progress', '14:25:11'), seen('completed', '14:26:11')],
    ],
    [
      'in an earlier run',
      { status: 'paused' },
      [seen('in-progress', '14:25:11'), seen('completed', '14:26:11')],
    ],
    ['long ago', { status: 'in-progress', wasPaused: true }, [seen('completed', '14:26:11')]],
    [
      'after its start',
      { startedAt: submitted },
      [seen('paused', '14:24:11'), seen('completed', '14:26:11')],
    ],
  ])('the times of a job that was paused %s do not count', (_, before, drafts) => {
    const { known, counted } = readTimes(before, ...drafts, tenRows);
    expect([known.wasPaused, counted]).toEqual([true, {}]);
  });

  test.each([
    ['a failed job', [seen('failed', '14:24:41')]],
    ['a job without rows', [seen('completed', '14:24:41'), results(page([]))]],
    ['a job that finished before it was submitted', [seen('completed', '14:00:00'), tenRows]],
    ['an unreadable timestamp', [detail(job({ status: 'completed', updated_at: 'Jane' })), tenRows]],
    ['an unknown status', [detail(job({ status: 'jane@example.com' })), tenRows]],
  ])('%s has no time per row', (_, drafts) => {
    expect(readTimes({}, ...drafts).counted).toEqual({});
  });
});

const measure = (...drafts: readonly Draft[]) => measureRun(createEvidence(...drafts), 2, []);
const many = (draft: Draft) => Array.from({ length: 6 }, () => draft);

describe('the numbers of a run', () => {
  test('are availability, drift, the size of the list, and response times', () => {
    const drafts = [
      list(job(), job({ job_id: secondId })),
      ...Array.from({ length: 5 }, () => detail(job())),
    ];
    expect(measure(...drafts)).toEqual({
      availability: 100,
      drift: 2,
      list_jobs: 2,
      'latency_ms.getStatus.median': 12,
      'latency_ms.getStatus.p95': 12,
    });
  });

  test('the median of several jobs counts', () => {
    const times = [10, 30, 20].map((ms) => ({ known: {}, counted: { queue_ms: ms } }));
    expect(measureRun(createEvidence(list()), 0, times)).toMatchObject({ queue_ms: 20 });
  });

  test('errors, random faults and odd ids say nothing about response times', () => {
    const values = measure(
      ...many(exchangeDraft('detail', '', { status: 404, jobId: firstId })),
      ...many(exchangeDraft('chance', job(), { jobId: firstId })),
      ...many(exchangeDraft('odd-id', job(), { jobId: 'x' })),
      ...many(exchangeDraft('detail', '', { failed: 'h: it was reset', jobId: firstId })),
    );
    expect(Object.keys(values).filter((key) => key.startsWith('latency'))).toEqual([]);
    expect(values['availability']).toBeLessThan(100);
  });

  test.each([
    ['its count', [exchangeDraft('list', { count: 70, next: '/?page=2', results: [job()] })], 70],
    ['nothing, if it goes on', [exchangeDraft('list', { next: '/?cursor=b', results: [job()] })], undefined],
    [
      'its pages',
      [
        exchangeDraft('list', { next: '/?cursor=b', results: [job()] }),
        exchangeDraft('list-page', { next: null, results: [job({ job_id: secondId })] }),
      ],
      2,
    ],
    ['0, if it is empty', [list()], 0],
  ])('the size of the list is %s', (_, drafts, size) => {
    expect(measure(...drafts)['list_jobs']).toBe(size);
  });
});
