import { canShowColours } from './colours.ts';

test.each<[string, Record<string, string>, boolean, boolean]>([
  ['a terminal', {}, true, true],
  ['a file or a pipe', {}, false, false],
  ['a terminal with NO_COLOR', { NO_COLOR: '1' }, true, false],
  ['a terminal with an empty NO_COLOR', { NO_COLOR: '' }, true, true],
  ['a terminal that can do nothing', { TERM: 'dumb' }, true, false],
  ['a pipe with FORCE_COLOR', { FORCE_COLOR: '1' }, false, true],
  ['a pipe with an empty FORCE_COLOR', { FORCE_COLOR: '' }, false, false],
  ['a terminal with FORCE_COLOR=0', { FORCE_COLOR: '0' }, true, false],
  ['a terminal with FORCE_COLOR=false', { FORCE_COLOR: 'false' }, true, false],
  ['a pipe with both', { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
])('%s', (_, env, isTerminal, shows) => {
  expect(canShowColours(env, isTerminal)).toBe(shows);
});
