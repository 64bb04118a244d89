import { lies } from '../../mock-server/mutants/index.ts';
import { contract } from '../contract.ts';
import { trial } from './trial.ts';

const clauseIds = new Set(contract.map(({ id }) => id));

test('every MUST is broken by two lies that are unlike each other, so that none of them is empty', () => {
  const musts = contract.filter(({ level }) => level === 'MUST');
  const breakers = musts.map(({ id }) => ({ id, by: lies.filter(({ breaks }) => breaks.includes(id)) }));
  expect(breakers.filter(({ by }) => by.length < 2).map(({ id }) => id)).toEqual([]);
  expect(breakers.filter(({ by }) => new Set(by.map(({ about }) => about)).size < 2)).toEqual([]);
});

/** Below what a lie can change, and beyond: bytes on a connection, jobs of the same instant, a job at work for a month. */
const beyondLies = ['list-ties-steady', 'head-without-body', 'night-comes-to-an-end'];

test('every clause that can be broken by a lie is', () => {
  const breakable = new Set([...lies.flatMap((lie) => lie.breaks), ...beyondLies]);
  const idle = contract.filter(({ id }) => !breakable.has(id)).map(({ id }) => id);
  expect(idle).toEqual([]);
});

test('there are lies enough', () => {
  expect(lies.length).toBeGreaterThanOrEqual(120);
});

test('lies have names of their own and name clauses that exist', () => {
  expect(new Set(lies.map(({ name }) => name)).size).toBe(lies.length);
  expect(lies.flatMap((lie) => lie.breaks).filter((id) => !clauseIds.has(id))).toEqual([]);
});

test('two lies at once break the clauses of both', async () => {
  const { ids } = await trial({
    lies: lies.filter(({ name }) => /^(oldest-first|no-challenge)$/.test(name)),
    watchMs: 0,
  });
  expect(ids('broken')).toEqual(['unauthorized-challenge', 'list-newest-first', 'new-job-on-top']);
});
