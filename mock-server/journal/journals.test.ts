// The journals of all worlds: their contents, their numbers, and their listeners.
import { draft } from '../testing/journal.ts';
import { createJournals } from './journals.ts';

const numbers = (entries: readonly { readonly number: number }[]) => entries.map(({ number }) => number);

test('a world keeps its latest entries, oldest first, and continues counting', () => {
  const journals = createJournals(3);
  for (let index = 0; index < 8; index += 1) journals.add('one', draft());
  expect(numbers(journals.entries('one'))).toEqual([6, 7, 8]);
  expect([journals.latest('one'), journals.latest('two')]).toEqual([8, 0]);
  expect(journals.entries('two')).toEqual([]);
});

test('clearing a journal keeps its numbering; deleting it restarts the numbering', () => {
  const journals = createJournals(2);
  for (let index = 0; index < 3; index += 1) journals.add('one', draft());
  journals.clear('one');
  expect(journals.entries('one')).toEqual([]);
  journals.add('one', draft());
  expect(numbers(journals.entries('one'))).toEqual([4]);
  journals.drop('one');
  expect(journals.worlds()).toEqual([]);
  journals.add('one', draft());
  expect(numbers(journals.entries('one'))).toEqual([1]);
});

test('above the total limit, the world whose last request is oldest loses its entries', () => {
  const journals = createJournals(3, () => 5);
  const add = (...worlds: readonly string[]) => worlds.forEach((world) => journals.add(world, draft()));
  const kept = () => journals.worlds().map((world) => [world, numbers(journals.entries(world))]);
  add('one', 'one', 'two', 'one', 'two');
  expect(kept()).toEqual([
    ['one', [1, 2, 3]],
    ['two', [1, 2]],
  ]);
  add('three');
  expect(kept()).toEqual([
    ['one', []],
    ['two', [1, 2]],
    ['three', [1]],
  ]);
  add('one', 'one', 'three');
  journals.drop('three');
  journals.clear('one');
  add('one', 'one', 'one');
  expect(kept()).toEqual([
    ['two', []],
    ['one', [6, 7, 8]],
  ]);
});

test('a subscriber of a world gets only its entries, until it unsubscribes', () => {
  const journals = createJournals(10);
  const reported: string[] = [];
  const ends = ['a', 'b'].map((who) =>
    journals.watch('one', ({ number }) => reported.push(`${who}${number}`)),
  );
  journals.add('one', draft());
  journals.add('two', draft());
  ends[0]?.();
  journals.add('one', draft());
  ends[1]?.();
  journals.add('one', draft());
  expect(reported).toEqual(['a1', 'b1', 'b2']);
});

test('above the total limit, worlds of foreign pages lose their entries first', () => {
  const journals = createJournals(
    3,
    () => 5,
    (world) => world.startsWith('evil'),
  );
  const add = (...worlds: readonly string[]) => worlds.forEach((world) => journals.add(world, draft()));
  add('mine', 'mine', 'evil-1', 'evil-1', 'evil-2', 'evil-3', 'evil-4', 'evil-5');
  expect(numbers(journals.entries('mine'))).toEqual([1, 2]);
  expect(journals.entries('evil-1')).toEqual([]);
});
