import { readFileSync } from 'node:fs';

import { buildPackages, pickPackages } from './build-packages.mjs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Record<string, string> }>>;
};
const picked = Object.keys(pickPackages(packages, buildPackages)).map((place) =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
);

test('`make mock` installs every package that the bundles contain', () => {
  const bundled = [...readFileSync('THIRD-PARTY-NOTICES', 'utf8').matchAll(/^(\S+) \d+\.\d+\.\S+ \(/gm)];
  expect(bundled.length).toBeGreaterThan(30);
  expect(bundled.map(([, name]) => name).filter((name) => !picked.includes(name ?? ''))).toEqual([]);
});

test('`make mock` installs every package that the build reads by its path', () => {
  const sources = [
    'library',
    'notices/bundled',
    'notices/licences',
    'playground',
    'shared-parts',
    'site',
    'slim-pages',
  ];
  const read = sources.flatMap((name) =>
    Array.from(
      readFileSync(`tools/${name}.mjs`, 'utf8').matchAll(/node_modules\/((?:@[\w-]+\/)?[\w-]+)/g),
      ([, found = '']) => found,
    ),
  );
  expect(read).toContain('swagger-ui-dist');
  expect(read.filter((name) => !picked.includes(name))).toEqual([]);
});

test('it installs a small part of all packages: esbuild for each platform, and nothing for tests or checks', () => {
  expect(picked.length).toBeLessThan(Object.keys(packages).length / 3);
  expect(picked).toEqual(expect.arrayContaining(['@esbuild/darwin-arm64', '@esbuild/win32-x64']));
  const heavy = ['jest', 'playwright-core', 'typescript', 'oxlint', 'msw', '@biomejs/biome'];
  expect(heavy.filter((name) => picked.includes(name))).toEqual([]);
});

test('packages are resolved as Node resolves them', () => {
  const locked = {
    '': {},
    'node_modules/a': { dependencies: { b: '1', c: '1' } },
    'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
    'node_modules/b': {},
    'node_modules/c': { optionalDependencies: { gone: '1' } },
    'node_modules/d': {},
  };
  expect(Object.keys(pickPackages(locked, ['a']))).toEqual([
    'node_modules/a',
    'node_modules/a/node_modules/b',
    'node_modules/c',
  ]);
});
