// What the lanes say, to people who see them and to people who hear them.
import { instant, never } from '../../../time/time.ts';
import { JobIndex } from '../../domain/job-index.ts';
import { fixture, lifeCycle, ownJobId, start } from '../../testing/shipped.ts';
import type { ShownRequest } from '../../../page-parts/polls.ts';
import { describeFlag, describeIdle, describePolls, describeStretch, formatLaneName } from './lane-text.ts';
import type { Poll, PollCluster } from '../../../page-parts/polls.ts';

const jobs = new JobIndex(fixture, start);
const [second, minute, hour] = [1000, 60_000, 3_600_000];
const name = (id: string, after: number): string => {
  const job = jobs.get(id);
  if (job === undefined) throw new Error(`No job ${id}.`);
  return formatLaneName(job, start + after, lifeCycle);
};

test('the name of a lane says whose job it is, its status, and what follows when', () => {
  expect(name(ownJobId, 0)).toBe('Job 9f3e7a2b of alice, 120 rows: queued (Uploading), next Draft in 11 s');
  expect(name(ownJobId, 40 * second)).toMatch(
    /^Job 9f3e7a2b of alice, 120 rows: in-progress \(Enrichment Started\), next Enrichment Completed in (\d+ min )?\d+ s$/,
  );
});

test('nothing follows the last status', () => {
  expect(name(ownJobId, hour)).toBe('Job 9f3e7a2b of alice, 120 rows: completed (Enhancement Completed)');
});

test('each job of the default world has a name, at every time', () => {
  for (const job of jobs.list()) {
    for (const after of [0, minute, hour, 100 * hour])
      expect(formatLaneName(job, start + after, lifeCycle)).toMatch(/^Job \w{8} of \w+, [\d,]+ rows?: /);
  }
});

const createPoll = (after: number, status: number, faults: readonly string[] = []): Poll => ({
  at: start + after,
  kind: 'ok',
  request: { method: 'GET', path: '/x/', status, faults: [...faults] } as unknown as ShownRequest,
});
const describeCluster = (first: Poll, last: Poll, more: Partial<PollCluster> = {}) =>
  describePolls({ kind: 'ok', x: 0, end: 0, first, last, count: 1, faults: 0, ...more });

describe('a note', () => {
  const stretch = { status: 'Draft', from: start, to: instant(start + 90 * second) };

  test.each([
    ['has passed', 2 * minute, 'From 2026-05-06 14:25:42, until 14:27:12 (1 min 30 s)'],
    ['is now', minute, 'Since 2026-05-06 14:25:42, until 14:27:12 (1 min 30 s)'],
    ['is to come', -minute, 'Expected 2026-05-06 14:25:42, until 14:27:12 (1 min 30 s)'],
  ])('on a status that %s', (_, after, line) => {
    expect(describeStretch(stretch, start + after, lifeCycle)).toEqual({
      title: 'Draft · queued',
      lines: [line],
    });
  });

  test('on a status without an end, with its reason', () => {
    const failed = { status: 'Failure', from: start, to: never, reason: 'No credits.' };
    expect(describeStretch(failed, start + hour, lifeCycle)).toEqual({
      title: 'Failure · failed',
      lines: ['Since 2026-05-06 14:25:42', 'No credits.'],
    });
  });

  test('on a status that responses end', () => {
    const polled = { ...stretch, polls: { of: 3, next: 'Enrichment Started' }, seen: [start] };
    expect(describeStretch(polled, start, lifeCycle).lines).toContain(
      'Becomes Enrichment Started after 3 responses; 1 counted',
    );
  });

  test('on a request', () => {
    const poll = createPoll(0, 200, ['slow']);
    expect(describeCluster(poll, poll, { faults: 1 })).toEqual({
      title: 'GET /x/ → 200',
      lines: ['2026-05-06 14:25:42', 'Changed by the fault slow'],
    });
    const lost = createPoll(0, 0);
    expect(describeCluster(lost, lost).title).toBe('GET /x/ → no response');
  });

  test('on many requests', () => {
    expect(describeCluster(createPoll(0, 200), createPoll(minute, 200), { count: 1200, faults: 2 })).toEqual({
      title: '1,200 requests, the first → 200',
      lines: ['2026-05-06 14:25:42 to 14:26:42', '2 of them changed by a fault'],
    });
  });

  test('on an idle stretch', () => {
    expect(describeIdle({ from: start, to: start + 24 * hour })).toEqual({
      title: '1 d without any event',
      lines: ['2026-05-06 14:25:42 to 2026-05-07 14:25:42'],
    });
  });

  test('on advice', () => {
    const advice = ['one', 'two'].map((title) => ({ title, seen: `seen ${title}` }));
    expect(describeFlag({ x: 0, advice } as unknown as Parameters<typeof describeFlag>[0])).toEqual({
      title: 'Advice: one',
      lines: ['seen one', 'two'],
    });
  });
});
