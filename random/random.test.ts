import fc from 'fast-check';

import { drawFraction, hash, drawUuid, drawInteger } from './random.ts';

const words = fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 4 });

test('the same words give the same numbers on every machine', () => {
  expect([hash(), hash('a'), hash('default', 'alice', 0)]).toEqual([2_872_998_923, 444_641_715, 139_151_980]);
});

test('where one word ends and the next begins makes a difference', () => {
  expect(hash('ab', 'c')).not.toBe(hash('a', 'bc'));
});

test('a fraction is at least 0 and less than 1', () => {
  fc.assert(
    fc.property(words, (some) => {
      expect(drawFraction(...some)).toBeGreaterThanOrEqual(0);
      expect(drawFraction(...some)).toBeLessThan(1);
    }),
  );
});

test('a whole number is between its bounds, both included', () => {
  const dice = Array.from({ length: 200 }, (_, throwing) => drawInteger(1, 6, throwing));
  expect([...new Set(dice)].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('an id is a UUID of version 4 in lower case, and no two words give the same', () => {
  const ids = Array.from({ length: 2000 }, (_, index) => drawUuid('seed', index));
  expect(new Set(ids).size).toBe(2000);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
