import { addLatest, createMemo } from './memo.ts';

test('results for the latest keys are computed once, and those for others again', () => {
  const computed: number[] = [];
  const double = createMemo(4, (key: number) => {
    computed.push(key);
    return 2 * key;
  });
  expect([1, 2, 1, 2, 3, 1, 4, 5, 1, 2].map(double)).toEqual([2, 4, 2, 4, 6, 2, 8, 10, 2, 4]);
  expect(computed).toEqual([1, 2, 3, 4, 5, 2]);
});

test('a set keeps the latest items, and returns the one that had to go', () => {
  const items = new Set<string>();
  expect(['a', 'b', 'a', 'c', 'd'].map((item) => addLatest(items, item, 3))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    'b',
  ]);
  expect([...items]).toEqual(['a', 'c', 'd']);
});
