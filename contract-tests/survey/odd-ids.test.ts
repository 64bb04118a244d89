import { drawOddIds, drawOddWord, toSeed } from './odd-ids.ts';

const seeds = Array.from({ length: 200 }, (_, seed) => seed);
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

test('the same seed gives the same ids, and another seed gives others', () => {
  expect(drawOddIds(7)).toEqual(drawOddIds(7));
  expect(drawOddIds(7)).not.toEqual(drawOddIds(8));
});

test('no id and no part is a UUID, empty, a relative path segment, or contains a slash', () => {
  const all = seeds.flatMap((seed) => [
    drawOddWord(seed),
    ...drawOddIds(seed).flatMap(({ id, parts }) => [id, ...parts]),
    ...drawOddIds(seed, { onlyHarmlessIds: true }).map(({ id }) => id),
  ]);
  expect(all.filter((id) => uuid.test(id) || id.includes('/') || /^\.{0,2}$/.test(id))).toEqual([]);
});

test('each run has three ids, which combine at least two parts: a NUL character, an emoji, a long text and quotes', () => {
  for (const seed of seeds) {
    const ids = drawOddIds(seed);
    expect(ids).toHaveLength(3);
    expect(ids.filter(({ parts }) => parts.length < 2)).toEqual([]);
    const all = ids.map(({ id }) => id);
    for (const pattern of [/\0/, /\u{1f680}/u, /^.{201,}$/u, /['"]/])
      expect(all.filter((id) => pattern.test(id))).toHaveLength(1);
  }
});

test('a server in front of the API rejects the NUL character alone, so no other important part is in the same id', () => {
  const [nul] = drawOddIds(3);
  expect(nul?.id).not.toMatch(/\u{1f680}|['"]/u);
  expect(nul?.id.length).toBeLessThan(60);
});

test('for production, the only id is a typing mistake', () => {
  const all = seeds.flatMap((seed) => drawOddIds(seed, { onlyHarmlessIds: true }));
  expect(all).toHaveLength(seeds.length);
  expect(all.filter(({ id }) => !/^[\w-]{1,40}$/.test(id))).toEqual([]);
});

test('the seed of an id is the same number in any notation', () => {
  expect(toSeed('5f0c1d9e-3b7a-4c2d-8e6f-a1b2c3d4e5f6')).toBe(0x5f0c1d9e);
});
