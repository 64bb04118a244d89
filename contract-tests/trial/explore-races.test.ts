import { mutants } from '../../mock-server/mutants/index.ts';
import { formatSequence, listCalls } from '../explore/sequence.ts';
import { type ExploreTrial, runExploreTrial } from './explored.ts';
import { fronts } from './fronts.ts';

const mutant = (name: string): Partial<ExploreTrial> => ({ mutants: mutants.filter((one) => one.name === name) });

test.each<[string, Partial<ExploreTrial>, string]>([
  ['pause-twice-at-once', mutant('pause-twice-at-once'), 'no-order'],
  ['resume-overwritten', mutant('resume-overwritten'), 'no-order'],
  ['list-from-a-snapshot', mutant('list-from-a-snapshot'), 'updated-back'],
  ['one-id-for-two', mutant('one-id-for-two'), 'same-id'],
  ['second-job-lost', mutant('second-job-lost'), 'lost-job'],
  ['results-too-late', mutant('results-too-late'), 'no-order'],
  ['resume-restarts', mutant('resume-restarts'), 'no-order'],
  ['checksThenActs', { front: fronts.checksThenActs }, 'no-order'],
  ['pausesAfterTheEnd', { front: fronts.pausesAfterTheEnd }, 'final-changed'],
  ['sharesItsCache', { front: fronts.sharesItsCache }, 'no-order'],
  ['mixesUpUsers', { front: fronts.mixesUpUsers }, 'foreign-job'],
  ['submitsTwice', { front: fronts.submitsTwice }, 'extra-job'],
  ['spendsTwice', { front: fronts.spendsTwice }, 'credits'],
  ['readsAReplica', { front: fronts.readsAReplica }, 'updated-back'],
])('%s is found and shrunk', async (name, trial, kind) => {
  const result = await runExploreTrial({ seed: 'races', maxSequences: 40, ...trial });
  const [fault] = result.faults;
  console.log(name, fault?.index, fault?.plays, fault && formatSequence(fault.smallest.sequence), fault?.smallest.finding.message, result.left.length);
  expect(fault?.smallest.finding.kind).toBe(kind);
  expect(listCalls(fault?.smallest.sequence ?? []).length).toBeLessThanOrEqual(4);
});
