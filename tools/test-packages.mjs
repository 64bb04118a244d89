// Shares packages between the bundles of the unit tests.
// @ts-check
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Not bundled into tests: they contain binaries, are large, or must exist only once. */
export const testExternals = [
  '@modelcontextprotocol/sdk',
  '@playwright/test',
  'ajv',
  'ajv-formats',
  'esbuild',
  'fast-check',
  'playwright-core',
  'typescript',
];

/** Bundled once for all tests, since two hundred copies of each would cost a minute and a gigabyte. */
export const testPackages = ['@seriousme/openapi-schema-validator', 'express', 'msw', 'yaml'];

/**
 * A package that reads a file beside itself must still find it from inside a test bundle.
 * @type {import('esbuild').Plugin}
 */
export const ownAddressPlugin = {
  name: 'own-address',
  setup(build) {
    build.onLoad({ filter: /openapi-schema-validator[\\/]index\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path))),
    }));
  },
};

/** @type {import('esbuild').Plugin} */
export const testPackagesPlugin = {
  name: 'test-packages',
  setup(build) {
    build.onResolve({ filter: /^[@a-z]/ }, ({ path, kind }) =>
      kind !== 'entry-point' && testPackages.includes(path)
        ? { path: resolve('build/tests', `${testPackageFile(path)}.cjs`), external: true }
        : undefined,
    );
  },
};

/** The path of such a package in build/tests/, without `.cjs`. */
export function testPackageFile(/** @type {string} */ name) {
  return join('packages', name.replace(/\.cjs$/, '').replaceAll(/[^a-z-]+/g, '-'));
}
