import { lies } from '../../mock-server/lies/index.ts';
import { contract } from '../contract.ts';
import { trial } from './trial.ts';

const clauseIds = new Set(contract.map(({ id }) => id));

// Those that take more than one night are tried in nights.test.ts.
test.each(lies.filter(({ nights }) => nights === undefined).map((lie) => [lie.name, lie] as const))(
  '%s breaks the clauses that it must break, and no others',
  async (_, lie) => {
    const { ids } = await trial({ lies: [lie] });
    expect(ids('crashed')).toEqual([]);
    expect(ids('broken').toSorted()).toEqual(lie.breaks.toSorted());
  },
);

test('every MUST is broken by a lie, so that none of them is empty', () => {
  const breakable = new Set(lies.flatMap((lie) => lie.breaks));
  const idle = contract.filter(({ id, level }) => level === 'MUST' && !breakable.has(id)).map(({ id }) => id);
  expect(idle).toEqual([]);
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
