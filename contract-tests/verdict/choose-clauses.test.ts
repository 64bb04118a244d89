import { contract } from '../contract/index.ts';
import { chooseClauses, listNames, toPartialContract } from './choose-clauses.ts';

const choose = (...names: readonly string[]) => chooseClauses(contract, names).map(({ id }) => id);

test('without a name every clause is chosen', () => {
  expect(choose()).toEqual(contract.map(({ id }) => id));
  expect(toPartialContract(contract, [])).toBeUndefined();
});

test('clauses are chosen by id, each once, in the order of the contract', () => {
  expect(choose('list-shape', 'detail-shape', 'list-shape')).toEqual(['detail-shape', 'list-shape']);
  expect(toPartialContract(contract, ['list-shape'])).toEqual({
    names: ['list-shape'],
    chosen: 1,
    all: contract.length,
  });
});

test.each([
  ['a section, in any case', 'resume', ['resume-obeyed', 'resume-only-paused']],
  [
    'a section with its page',
    'control: Endpoint',
    [
      'action-on-its-job-only',
      'rejected-action-no-effect',
      'foreign-control-404',
      'foreign-control-no-effect',
    ],
  ],
  ['a page', 'submit', ['submission-tells-job', 'submission-creates-one', 'bad-submission-creates-none']],
])('%s chooses its clauses', (_, name, ids) => {
  expect(choose(name)).toEqual(ids);
});

test('every name chooses at least one clause', () => {
  expect(listNames(contract).filter((name) => choose(name).length === 0)).toEqual([]);
});
