// Whose connections make room for new ones: of the team that has most of them.
import { listNeedless } from './needless-connections.ts';

const connection = (owner: string, inFlight: number, since: number) => ({ owner, inFlight, since });

test('of the owner who has most, the longest idle ones come first', () => {
  const few = [connection('zoo', 0, 1), connection('zoo', 0, 2)];
  const many = [5, 3, 4].map((since) => connection('acme', 0, since));
  const busy = connection('acme', 1, 0);
  expect(listNeedless([...few, busy, ...many]).map(({ owner, since }) => `${owner} ${since}`)).toEqual([
    'acme 3',
    'acme 4',
    'acme 5',
  ]);
});

test('who fills the server with busy ones loses the oldest, but only if others are there', () => {
  const busy = [2, 1, 3].map((since) => connection('acme', 1, since));
  expect(listNeedless([...busy, connection('zoo', 0, 0)]).map(({ since }) => since)).toEqual([1, 2, 3]);
  expect(listNeedless(busy)).toEqual([]);
});
