// Which world the drawer shows: what the app says comes before what was chosen in the drawer.
import { findWorld, isWorldGiven } from './find-world.ts';

const fail = (): string => {
  throw new Error('Nobody has signed in.');
};

test.each([
  ['nothing is known', {}, undefined, 'default'],
  ['one was chosen', {}, 'shop', 'shop'],
  ['the app names it', { world: 'mine' }, 'shop', 'mine'],
  ['the app names it, and has a token', { world: 'mine', token: 'alice-token~other' }, 'shop', 'mine'],
  ['the token names it', { token: 'alice-token~checkout-7' }, 'shop', 'checkout-7'],
  ['the token comes with its scheme', { token: 'Bearer alice-token~checkout-7 ' }, undefined, 'checkout-7'],
  ['the token is of the first world', { token: 'alice-token' }, 'shop', 'default'],
  ['the app returns the token', { token: () => 'bob-token~two' }, undefined, 'two'],
  ['the app has no token yet', { token: () => null }, 'shop', 'default'],
  ['the app cannot say', { token: fail }, undefined, 'default'],
])('%s', (_, options, chosen, want) => {
  expect(findWorld(options, chosen)).toBe(want);
});

test('the drawer offers a choice unless the app says it', () => {
  expect([{}, { world: 'a' }, { token: () => null }].map(isWorldGiven)).toEqual([false, true, true]);
});
