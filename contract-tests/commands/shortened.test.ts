import { contract } from '../contract.ts';
import { judge } from '../verdict/judge.ts';
import { createObservations } from '../testing/exchanges.ts';

test('what was expected and what came are shown up to two thousand letters, and how many there were', () => {
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
