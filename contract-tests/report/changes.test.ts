import { sampleVerdicts } from '../testing/runs.ts';
import { findChanges, listChanges } from './changes.ts';

const thisRun = Object.values(sampleVerdicts);

test('a broken clause is newly or still broken, and only an observed clause can be fixed', () => {
  const before = new Set(['a-kept', 'c-warning', 'e-unobserved', 'f-off', 'g-crashed', 'no-longer-there']);
  expect(findChanges(before, thisRun)).toEqual({
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
])('each change has a label for its effect on the run (strict: %p)', (strict, want) => {
  const changes = findChanges(new Set(['a-kept', 'c-warning']), thisRun);
  const listed = listChanges(changes, { verdicts: thisRun, strict });
  expect(listed.map(({ label, ids }) => [label, ids])).toEqual(want);
});

test('several changes of one kind have a plural label, and empty kinds are omitted', () => {
  const { warning } = sampleVerdicts;
  const other = { ...warning, clause: { ...warning.clause, id: 'x-other' } };
  const verdicts = [warning, other];
  const listed = listChanges(findChanges(new Set(), verdicts), { verdicts, strict: false });
  expect(listed).toEqual([{ label: 'new warnings', ids: ['c-warning', 'x-other'] }]);
});
