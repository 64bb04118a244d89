import { memoize } from './memoize.ts';

/** How often each of the keys was computed. */
function countMaking(keys: readonly string[], isKept?: () => boolean): number {
  let made = 0;
  const find = memoize((key) => {
    made += 1;
    return { key };
  }, isKept);
  expect(keys.filter((key) => find(key).key !== key)).toEqual([]);
  return made;
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `/status/${index}/`);

test('what was made for a key is given again', () => {
  expect(countMaking(['a', 'b', 'a', 'b', 'a'])).toBe(2);
});

test.each<[string, readonly string[], boolean]>([
  ['a long key', ['x'.repeat(501), 'x'.repeat(501)], true],
  ['what is not worth it', ['a', 'a'], false],
  ['a key that was in use long before many others', ['a', ...many(5000), 'a'], true],
])('%s is not remembered', (_, keys, isKept) => {
  expect(countMaking(keys, () => isKept)).toBe(keys.length);
});

test('a key that is used again and again outlasts any number of others', () => {
  const keys = many(20_000).flatMap((key) => [key, 'often']);
  // Once, and again when both generations were replaced between two uses, which they never are.
  expect(countMaking(keys)).toBe(20_001);
});
