// At a real pace: five seconds between polls, at most five requests per second, and only reading.
import { mutants } from '../../mock-server/mutants/index.ts';
import { modes } from '../traffic/modes.ts';
import { getExpectedIds } from './expected.ts';
import { runTrial } from './trial.ts';

const nightly = {
  readsOnly: true,
  paceMs: 5000,
  watchMs: 60_000,
  limits: { mode: modes.nightly, maxRequests: 80, perSecond: 5 },
} as const;

/** Breaches of the life cycle that a minute shows, unlike each other. */
const shownInAMinute = [
  'updated-swings',
  'updated-goes-to-and-fro',
  'forgets-finished-jobs',
  'list-empty-at-times',
  'single-status-frozen',
  'list-frozen',
  'oldest-job-fails-singly',
  'poll-of-the-oldest-is-empty',
  'completed-for-a-moment',
  'queued-again-for-a-moment',
  'finished-jobs-touched-now-and-then',
  'failed-becomes-completed',
] as const;

test.each(shownInAMinute)('a minute of watching shows %s', async (name) => {
  const { ids } = await runTrial({ ...nightly, mutants: mutants.filter((one) => one.name === name) });
  const expected = new Set<string>(getExpectedIds(name));
  expect(ids('broken').filter((id) => expected.has(id))).not.toEqual([]);
});

test('an honest mock breaks no promise in this minute, and each of its jobs is requested singly', async () => {
  const { ids, seen } = await runTrial(nightly);
  const { conduct } = seen.evidence.target;
  expect(ids('broken')).toEqual([]);
  expect(conduct?.used).toBeLessThanOrEqual(80);
  const read = seen.evidence.exchanges.filter(({ tag }) => ['detail', 'watch-detail'].includes(tag));
  expect(new Set(read.map(({ jobId }) => jobId)).size).toBe(14);
});
