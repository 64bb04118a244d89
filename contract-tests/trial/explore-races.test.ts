import { mutants } from '../../mock-server/mutants/index.ts';
import type { FindingKind } from '../explore/finding.ts';
import { formatSequence, listCalls } from '../explore/sequence.ts';
import { explored } from './caught-by/explore.ts';
import { type ExploreTrial, runExploreTrial } from './explored.ts';
import { fronts } from './fronts.ts';

const mutant = (name: string): Partial<ExploreTrial> => ({
  mutants: mutants.filter((one) => one.name === name),
});

const races: readonly (readonly [string, Partial<ExploreTrial>, FindingKind, string])[] = [
  [
    'pause-twice-at-once',
    mutant('pause-twice-at-once'),
    'no-order',
    'submit A; wait A in-progress; pause A & pause A',
  ],
  [
    'resume-overwritten',
    mutant('resume-overwritten'),
    'no-order',
    'submit A; wait A in-progress; pause A & resume A; read A',
  ],
  [
    'list-from-a-snapshot',
    mutant('list-from-a-snapshot'),
    'no-order',
    'submit A; wait A in-progress; pause A; list',
  ],
  ['one-id-for-two', mutant('one-id-for-two'), 'same-id', 'submit A & submit B'],
  ['second-job-lost', mutant('second-job-lost'), 'lost-job', 'submit A 2 & submit B; read A'],
  ['results-too-late', mutant('results-too-late'), 'no-order', 'submit A; wait A completed; results A'],
  [
    'resume-restarts',
    mutant('resume-restarts'),
    'no-order',
    'submit A; wait A in-progress; pause A; resume A; list',
  ],
  [
    'checks, then acts',
    { front: fronts.checksThenActs },
    'no-order',
    'submit A; wait A in-progress; pause A & pause A',
  ],
  [
    'pauses after the end',
    { front: fronts.pausesAfterTheEnd },
    'final-changed',
    'submit A; wait A completed; pause A; read A',
  ],
  [
    'shares its cache',
    { front: fronts.sharesItsCache },
    'updated-back',
    'submit A; wait A in-progress; pause A; list; read A',
  ],
  ['mixes up users', { front: fronts.mixesUpUsers }, 'lost-job', 'submit A; list & other: list'],
  ['submits twice', { front: fronts.submitsTwice }, 'extra-job', 'submit A & submit B'],
  ['spends twice', { front: fronts.spendsTwice }, 'credits', 'submit A 25 & submit B 25; submit C 25'],
  [
    'reads a replica',
    { front: fronts.readsAReplica },
    'updated-back',
    'submit A; wait A in-progress; pause A; list; read A',
  ],
];

test.each(races)(
  'a server that fails as "%s" is found with at most four calls',
  async (_, trial, kind, smallest) => {
    const { faults } = await runExploreTrial({ seed: 'races', maxSequences: 40, ...trial });
    const [fault] = faults;
    expect([fault?.smallest.finding.kind, formatSequence(fault?.smallest.sequence ?? [])]).toEqual([
      kind,
      smallest,
    ]);
    expect(listCalls(fault?.smallest.sequence ?? []).length).toBeLessThanOrEqual(4);
  },
);

test('every mutant of races is among them', () => {
  const names = new Set(races.map(([name]) => name));
  expect(Object.keys(explored).filter((name) => !names.has(name))).toEqual([]);
});
