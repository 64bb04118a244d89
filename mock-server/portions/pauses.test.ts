import { createPause } from './pauses.ts';
import { runInPortions } from './portions.ts';

function* work(portions: number) {
  for (let portion = 0; portion < portions; portion += 1) yield;
  return 'done';
}

test.each([
  [1, 12, 12],
  [4, 12, 3],
  [8, 7, 0],
])('with a budget of %d portions, %d portions pause %d times', async (stretch, portions, turns) => {
  let taken = 0;
  const pause = createPause(async () => {
    taken += 1;
  }, stretch);
  expect(await runInPortions(work(portions), pause)).toBe('done');
  expect(taken).toBe(turns);
});
