import { drawOddIds, toSeed } from './odd-ids.ts';

test('the same seed gives the same ids, and another seed gives others', () => {
  expect(drawOddIds(7, 40)).toEqual(drawOddIds(7, 40));
  expect(drawOddIds(7, 40)).not.toEqual(drawOddIds(8, 40));
});

test('no id is a UUID, empty, a relative path segment, or contains a slash', () => {
  const all = Array.from({ length: 200 }, (_, seed) => drawOddIds(seed, 40)).flat();
  const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
  expect(all.filter((id) => uuid.test(id) || id.includes('/') || /^\.{0,2}$/.test(id))).toEqual([]);
});

test('the seed of an id is the same number in any notation', () => {
  expect(toSeed('5f0c1d9e-3b7a-4c2d-8e6f-a1b2c3d4e5f6')).toBe(0x5f0c1d9e);
});
