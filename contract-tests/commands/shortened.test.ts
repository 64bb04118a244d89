import { contract } from '../contract/index.ts';
import { judge } from '../verdict/judge.ts';
import { createObservations } from '../testing/exchanges.ts';

test('expected and actual are cut to two thousand characters, with the full length', () => {
  const [first] = contract;
  if (first === undefined) throw new Error('There is no clause.');
  const breach = { exchange: '#1', expected: 'e'.repeat(2000), actual: 'a'.repeat(15_000_000) };
  const clause = { ...first, judge: () => ({ verdict: 'broken', breaches: [breach] }) as const };
  expect(judge([clause], createObservations())).toEqual([
    {
      clause,
      verdict: 'broken',
      breaches: [{ ...breach, actual: `${'a'.repeat(2000)}... (15000000 characters)` }],
    },
  ]);
});
