// What is bundled, and how: prepared data, the command line, the contract suite and the unit tests.
// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import {
  declareLibrary,
  libraryAsCommonJs,
  libraryAsModules,
  libraryForPages,
  libraryForPagesAsCommonJs,
  ownTimersPlugin,
  sharedIndexPlugin,
} from './library.mjs';
import { licencesOf } from './licences.mjs';
import { sourceFiles } from './source-files.mjs';

/** Each becomes dist/contract/NAME.cjs, which Jest runs as it is. */
const contractEntries = ['contract-tests/enrichment.contract.ts'];

/** Not bundled: Jest finds its own parts by path. */
const shippedExternals = ['jest'];

/** Not bundled into tests either: they carry binaries of their own, are large, or must be one for all of their parts. */
const testExternals = [
  ...shippedExternals,
  '@playwright/test',
  'ajv',
  'ajv-formats',
  'esbuild',
  'fast-check',
  'playwright-core',
  'typescript',
];

/** Bundled once for all tests, since two hundred copies of each would cost a minute and a gigabyte. */
const testPackages = [
  '@faker-js/faker',
  '@faker-js/faker/locale/en',
  '@seriousme/openapi-schema-validator',
  'express',
  'msw',
  'prepared:control-validators.cjs',
  'prepared:state-validator.cjs',
  'prepared:validators.cjs',
  'yaml',
];

// esbuild is a Go program, which lets its memory grow to a gigabyte where nobody sets a limit.
process.env['GOMEMLIMIT'] ??= '500MiB';

const aDay = 24 * 60 * 60 * 1000;

/** @type {Record<string, () => Promise<void>>} */
export const builders = { 'build/prepared': prepare, dist: bundleDist, 'build/tests': bundleTests };

/** @type {esbuild.Plugin} */
const preparedPlugin = {
  name: 'prepared',
  setup(build) {
    build.onResolve({ filter: /^prepared:/ }, ({ path }) => ({
      path: resolve('build/prepared', path.slice('prepared:'.length)),
    }));
  },
};

/**
 * A package that reads a file beside itself must go on finding it when it is bundled into a test.
 * @type {esbuild.Plugin}
 */
const ownAddressPlugin = {
  name: 'own-address',
  setup(build) {
    build.onLoad({ filter: /openapi-schema-validator[\\/]index\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path))),
    }));
  },
};

/** @type {esbuild.Plugin} */
const testPackagesPlugin = {
  name: 'test-packages',
  setup(build) {
    build.onResolve({ filter: /^[@a-z]/ }, ({ path, kind }) =>
      kind !== 'entry-point' && testPackages.includes(path)
        ? { path: resolve('build/tests', `${testPackageFile(path)}.cjs`), external: true }
        : undefined,
    );
  },
};

function testPackageFile(/** @type {string} */ name) {
  return join('packages', name.replace(/\.cjs$/, '').replaceAll(/[^a-z-]+/g, '-'));
}

/** @satisfies {esbuild.BuildOptions} */
export const node20 = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  logLevel: 'silent',
  metafile: true,
  define: { VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version) },
  plugins: [preparedPlugin],
};

/** @satisfies {esbuild.BuildOptions} */
const forJest = {
  ...node20,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  sourcemap: 'linked',
  sourcesContent: false,
  // Inside Jest an `import()` that is left standing needs a flag; a `require` does not.
  supported: { 'dynamic-import': false },
};

/** What runs in pages, as the tests of it take it too. */
export const forPages = { ...node20, ...libraryForPages };

/** The work that needs no repeating at each start, such as parsing the document, is done by a program of its own. */
async function prepare() {
  await bundle({
    ...node20,
    entryPoints: ['tools/prepare.ts'],
    outfile: 'build/prepare.mjs',
    format: 'esm',
    packages: 'external',
  });
  rmSync('build/prepared', { recursive: true, force: true });
  mkdirSync('build/prepared', { recursive: true });
  const run = spawnSync(process.execPath, ['build/prepare.mjs', 'build/prepared'], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr.trim() || 'tools/prepare.ts failed without a word.');
  process.stderr.write(run.stderr);
}

/** Bundled beside dist/ and moved in with the entry last, so that whoever starts it meets a whole one. */
async function bundleDist() {
  rmSync('build/next', { recursive: true, force: true });
  const declared = declareLibrary('build/next/library');
  const command = await bundle({
    ...node20,
    entryPoints: ['cli.ts'],
    outdir: 'build/next',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: shippedExternals,
    // CommonJS packages inside an ES module still call `require`.
    banner: {
      js: 'import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);',
    },
  });
  const suite = await bundle({
    ...forJest,
    entryPoints: contractEntries,
    outdir: 'build/next/contract',
    external: shippedExternals,
  });
  const outdir = 'build/next/library';
  const own = [...node20.plugins, ownTimersPlugin];
  const modules = await bundle({ ...node20, ...libraryAsModules, outdir, plugins: own });
  const plugins = [...own, sharedIndexPlugin];
  const commonJs = await bundle({ ...node20, ...libraryAsCommonJs, outdir, plugins });
  const page = await bundle({ ...forPages, outdir });
  const pageCommonJs = await bundle({ ...node20, ...libraryForPagesAsCommonJs, outdir });
  const bundles = [command, suite, modules, commonJs, page, pageCommonJs];
  writeFileSync('build/next/THIRD-PARTY-LICENSES.txt', licencesOf(bundles));
  await declared;
  const files = filesUnder('build/next').toSorted((a, b) => Number(a === 'cli.js') - Number(b === 'cli.js'));
  for (const file of files) {
    mkdirSync(dirname(join('dist', file)), { recursive: true });
    renameSync(join('build/next', file), join('dist', file));
  }
  // A mock that is still running may yet load a chunk of an earlier build.
  removeOthers('dist', files, aDay);
}

async function bundleTests() {
  // The examples are run by the runners that they are examples of.
  const entryPoints = sourceFiles().filter(
    (file) => file.endsWith('.test.ts') && !file.startsWith('examples/'),
  );
  const common = {
    ...forJest,
    outdir: 'build/tests',
    external: testExternals,
    banner: libraryAsCommonJs.banner,
  };
  const plugins = [...node20.plugins, ownAddressPlugin];
  const packages = await bundle({
    ...common,
    plugins,
    sourcemap: false,
    entryPoints: testPackages.map((name) => ({ in: name, out: testPackageFile(name) })),
  });
  const tests = await bundle({
    ...common,
    plugins: [testPackagesPlugin, ...plugins],
    entryPoints,
    outbase: '.',
  });
  const made = [packages, tests].flatMap(({ outputs }) => Object.keys(outputs));
  removeOthers(
    'build/tests',
    made.map((file) => file.slice('build/tests/'.length)),
    0,
  );
}

/** @param {esbuild.BuildOptions} options */
export async function bundle(options) {
  try {
    const { metafile, warnings } = await esbuild.build(options);
    for (const warning of warnings) console.error(getLine(warning));
    return /** @type {esbuild.Metafile} */ (metafile);
  } catch (error) {
    if (!(error instanceof Error && 'errors' in error)) throw error;
    throw new Error(/** @type {esbuild.BuildFailure} */ (error).errors.map(getLine).join('\n'), {
      cause: error,
    });
  }
}

function getLine(/** @type {esbuild.Message} */ { location, text }) {
  return location === null ? text : `${location.file}:${location.line}:${location.column + 1}: ${text}`;
}

/** @param {string} folder @param {readonly string[]} keep @param {number} age */
function removeOthers(folder, keep, age) {
  for (const file of filesUnder(folder).filter((name) => !keep.includes(name))) {
    const path = join(folder, file);
    if (Date.now() - statSync(path).mtimeMs >= age) rmSync(path);
  }
}

function filesUnder(/** @type {string} */ folder) {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'));
}
