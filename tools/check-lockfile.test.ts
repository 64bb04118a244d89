// The lock-file check, on small lock files with one fault each.
import { complaintsAbout } from './check-lockfile.mjs';

const lint = { optionalDependencies: { 'lint-linux': '1', 'lint-darwin': '1' } };

test('a lock file with every platform is valid, wherever npm put the packages', () => {
  const packages = {
    '': {},
    'node_modules/lint': lint,
    'node_modules/lint-linux': {},
    'node_modules/lint/node_modules/lint-darwin': {},
    'node_modules/@a/b': {},
    'node_modules/@a/b/node_modules/lint': lint,
    'node_modules/@a/b/node_modules/lint-darwin': {},
  };
  expect(complaintsAbout('lock', { packages })).toEqual([]);
});

test('a platform without an entry is reported, and an entry inside another package does not count', () => {
  const packages = {
    'node_modules/lint': lint,
    'node_modules/lint-linux': {},
    'node_modules/other/node_modules/lint-darwin': {},
  };
  expect(complaintsAbout('lock', { packages })).toEqual([
    'lock: node_modules/lint depends on lint-darwin, which has no entry, so some platforms cannot install it.',
  ]);
});

test('an address in the lock file is rejected, since others may not reach it', () => {
  const packages = { 'node_modules/a': { resolved: 'https://mirror.invalid/a.tgz' } };
  expect(complaintsAbout('lock', { packages })).toEqual([
    'lock: node_modules/a has a "resolved" address; delete that line.',
  ]);
});
