import { formatSequence } from '../explore/sequence.ts';
import { type ExploreTrial, runExploreTrial } from './explored.ts';
import { fronts } from './fronts.ts';

async function explore(trial: ExploreTrial) {
  const { faults, left, ...others } = await runExploreTrial({ maxSequences: 4, ...trial });
  const found = faults.map(({ smallest }) => [formatSequence(smallest.sequence), smallest.finding.message]);
  // A paused job may need more credits than are left.
  const unexplained = left.filter(({ reason }) => reason !== 'status 402');
  return { ...others, found, left: unexplained };
}

const seeds = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
const nothing = { found: [], left: [], undecided: 0, sawJobs: true };

test.each(seeds('plain', 24))('nothing is found in the plain mock with the seed %s', async (seed) => {
  expect(await explore({ seed })).toMatchObject(nothing);
});

test.each(seeds('gateway', 12))(
  'nothing is found behind a gateway that fails at random, with the seed %s',
  async (seed) => {
    const { uncertain, found, left, sawJobs } = await explore({ seed, front: fronts.failsAtRandom });
    expect({ found, sawJobs }).toEqual({ found: [], sawJobs: true });
    expect(uncertain).toBeGreaterThan(0);
    // Where the resume failed too, the job is named.
    for (const { jobId, reason } of left) expect([jobId.length, reason]).not.toContain('');
  },
);

test.each([
  ['jobs that take minutes', ['--speed', '0.2']],
  ['jobs that take a moment', ['--speed', '20']],
  ['paged lists', ['--reading', 'list-envelope=page-number']],
  [
    'other errors and timestamps',
    ['--drf', '3.18', '--reading', 'results-not-ready=conflict', '--reading', 'timestamps=microseconds'],
  ],
  ['maintenance now and then', ['--fault', 'maintenance,probability=0.2']],
  ['errors after the effect', ['--fault', 'error,problem=serverError,done=true,probability=0.15']],
])('nothing is found in a mock with %s', async (_, flags) => {
  expect(await explore({ seed: 'legal', flags })).toMatchObject({ found: [], sawJobs: true });
});

test('the same seed gives the same exploration', async () => {
  const [one, other] = [await explore({ seed: 'again' }), await explore({ seed: 'again' })];
  expect(one).toEqual(other);
});

test('an exploration keeps its budget, and leaves a part of it to make findings smaller', async () => {
  const limits = { maxJobs: 10, maxCredits: 30, maxRequests: 200 };
  const { jobs, credits, end } = await explore({ seed: 'budget', limits, maxSequences: 50 });
  expect(['jobs', 'credits', 'requests']).toContain(end);
  expect(jobs).toBeLessThanOrEqual(6);
  expect(credits).toBeLessThanOrEqual(18);
});
