import { came } from '../testing/runs.ts';
import { changeKinds, changesSince } from './changes.ts';

const tonight = Object.values(came);

test('what is broken is new or still so, and only what is seen kept is fixed', () => {
  const before = new Set(['a-kept', 'c-warning', 'e-unobserved', 'f-off', 'g-crashed', 'no-longer-there']);
  expect(changesSince(before, tonight)).toEqual({
    newly: ['b-broken', 'd-notice'],
    still: ['c-warning'],
    fixed: ['a-kept'],
  });
});

test('kinds without a clause are not told', () => {
  const changes = changesSince(new Set(['b-broken', 'c-warning', 'd-notice']), tonight);
  expect(changeKinds(changes)).toEqual([['still', ['b-broken', 'c-warning', 'd-notice']]]);
});
