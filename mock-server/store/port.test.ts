import { andThen } from './port.ts';

test('a value that is there is passed on at once, and a promised one when it is there', async () => {
  expect(andThen(1, (value) => value + 1)).toBe(2);
  await expect(andThen(Promise.resolve(1), (value) => value + 1)).resolves.toBe(2);
});
