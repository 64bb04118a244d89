import { sampleVerdicts } from '../testing/runs.ts';
import { findChanges, listChanges } from './changes.ts';

const tonight = Object.values(sampleVerdicts);

test('what is broken is new or still so, and only what is seen kept is fixed', () => {
  const before = new Set(['a-kept', 'c-warning', 'e-unobserved', 'f-off', 'g-crashed', 'no-longer-there']);
  expect(findChanges(before, tonight)).toEqual({
    newly: ['b-broken', 'd-notice'],
    still: ['c-warning'],
    fixed: ['a-kept'],
  });
});

test.each([
  [
    false,
    [
      ['newly broken', ['b-broken']],
      ['new notice', ['d-notice']],
      ['same warning', ['c-warning']],
      ['fixed', ['a-kept']],
    ],
  ],
  [
    true,
    [
      ['newly broken', ['b-broken']],
      ['new notice', ['d-notice']],
      ['still broken', ['c-warning']],
      ['fixed', ['a-kept']],
    ],
  ],
])('strictly (%p): changes are called by what they mean for the run, as the counts are', (strict, want) => {
  const changes = findChanges(new Set(['a-kept', 'c-warning']), tonight);
  const listed = listChanges(changes, { verdicts: tonight, strict });
  expect(listed.map(({ label, ids }) => [label, ids])).toEqual(want);
});

test('several of a kind have a word of their own, and kinds without a clause have none', () => {
  const { warning } = sampleVerdicts;
  const other = { ...warning, clause: { ...warning.clause, id: 'x-other' } };
  const verdicts = [warning, other];
  const listed = listChanges(findChanges(new Set(), verdicts), { verdicts, strict: false });
  expect(listed).toEqual([{ label: 'new warnings', ids: ['c-warning', 'x-other'] }]);
});
