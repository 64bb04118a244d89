import { mutants } from '../../mock-server/mutants/index.ts';
import { type ClauseId, contract } from '../contract/index.ts';
import { explored } from './caught-by/explore.ts';
import { caughtBy } from './caught-by/index.ts';
import { getExpectedIds } from './expected.ts';
import { runTrial } from './trial.ts';

test('at least two unlike mutants break each MUST, so that no clause is empty', () => {
  const musts = contract.filter(({ level }) => level === 'MUST');
  const breakers = musts.map(({ id }) => ({
    id,
    by: mutants.filter(({ name }) => getExpectedIds(name).some((one) => one === id)),
  }));
  expect(breakers.filter(({ by }) => by.length < 2).map(({ id }) => id)).toEqual([]);
  expect(breakers.filter(({ by }) => new Set(by.map(({ about }) => about)).size < 2)).toEqual([]);
});

/** Beyond the reach of a mutant: bytes on a connection, slow responses, jobs with the same timestamp, a job in progress for a month. */
const beyondMutants: readonly ClauseId[] = [
  'list-ties-steady',
  'answers-soon',
  'head-without-body',
  'night-comes-to-an-end',
];

test('each clause that a mutant can break has such a mutant', () => {
  const breakable = new Set<string>([...Object.values(caughtBy).flat(), ...beyondMutants]);
  const idle = contract.filter(({ id }) => !breakable.has(id)).map(({ id }) => id);
  expect(idle).toEqual([]);
});

test('there are enough mutants', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(120);
});

test('each mutant has a unique name and a clause that catches it, or an exploration that finds it', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  const uncaught = mutants.filter(({ name }) => getExpectedIds(name).length === 0);
  expect(uncaught.filter(({ name }) => !Object.hasOwn(explored, name))).toEqual([]);
});

test('two mutants at once break the clauses of both', async () => {
  const { ids } = await runTrial({
    mutants: mutants.filter(({ name }) => /^(oldest-first|no-challenge)$/.test(name)),
    watchMs: 0,
  });
  expect(ids('broken')).toEqual(['unauthorized-challenge', 'list-newest-first', 'new-job-on-top']);
});
