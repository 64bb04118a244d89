import { formatSequence } from '../explore/sequence.ts';
import { runExploreTrial } from './explored.ts';

test.each(Array.from({ length: 20 }, (_, index) => `plain-${index + 1}`))(
  'the plain mock keeps what explore looks for, with the seed %s',
  async (seed) => {
    const { faults, left, sawJobs, undecided } = await runExploreTrial({ seed });
    expect(faults.map(({ smallest }) => [formatSequence(smallest.sequence), smallest.finding])).toEqual([]);
    // A paused job may need more credits than are left.
    expect(left.filter(({ reason }) => reason !== 'status 402')).toEqual([]);
    expect([sawJobs, undecided]).toEqual([true, 0]);
  },
);
