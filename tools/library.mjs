// Bundles the library, which others import: as ES module, as CommonJS, and what it is to the type checker of each.
// @ts-check
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';

/** What can be imported from the package: NAME is `enrichment-sandbox/NAME`, and index the package itself. */
const entries = ['index', 'fake-timers', 'playwright'];
const entryFiles = entries.map((name) => `library/${name}.ts`);

/** Users bring their own. */
const peers = ['@playwright/test'];

/** What runs in pages too, apart from the others: nothing of Node may be in it. */
const pageEntries = ['msw'];

const emitted = 'build/types';

/** Takes the place of what the environment of a test has. */
const ownGlobals = ['library/node-own/globals.ts'];

/** Node's timers as no test can fake them, for all that is bundled. */
const ownTimers = { timers: 'timers', 'timers/promises': 'timers-promises' };

/** @type {import('esbuild').Plugin} */
export const ownTimersPlugin = {
  name: 'own-timers',
  setup(build) {
    build.onResolve({ filter: /^(node:)?timers(\/promises)?$/ }, ({ path, importer }) => {
      const name = /** @type {keyof typeof ownTimers} */ (path.replace(/^node:/, ''));
      if (importer.replaceAll('\\', '/').includes('/library/node-own/')) return { path, external: true };
      return { path: resolve(`library/node-own/${ownTimers[name]}.ts`) };
    });
  },
};

/**
 * One bundle for all that imports, so that they share what they hold.
 * @satisfies {import('esbuild').BuildOptions}
 */
export const libraryAsModules = {
  entryPoints: entryFiles,
  format: /** @type {const} */ ('esm'),
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  external: peers,
  inject: ownGlobals,
  banner: {
    js: 'import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url); const OWN_ADDRESS = import.meta.url;',
  },
};

/** @satisfies {import('esbuild').BuildOptions} */
export const libraryAsCommonJs = {
  entryPoints: entryFiles,
  format: /** @type {const} */ ('cjs'),
  outExtension: { '.js': '.cjs' },
  external: peers,
  inject: ownGlobals,
  // Inside Jest an `import()` that is left standing needs a flag; a `require` does not.
  supported: { 'dynamic-import': false },
  banner: { js: 'const OWN_ADDRESS = require("node:url").pathToFileURL(__filename).href;' },
};

/** @satisfies {import('esbuild').BuildOptions} */
const pages = {
  entryPoints: pageEntries.map((name) => `library/${name}.ts`),
  platform: 'browser',
  target: 'es2022',
  minify: true,
  external: ['msw'],
  // The same code of the same packages, with a Buffer of their own.
  alias: {
    'csv-stringify/sync': 'csv-stringify/browser/esm/sync',
  },
};

/**
 * What is seldom needed is in files of its own, which are loaded on first use.
 * @satisfies {import('esbuild').BuildOptions}
 */
export const libraryForPages = {
  ...pages,
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/page-[name]-[hash]',
};

/** @satisfies {import('esbuild').BuildOptions} */
export const libraryForPagesAsCommonJs = {
  ...pages,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  supported: { 'dynamic-import': false },
};

/**
 * The others take the package itself instead of carrying another one.
 * @type {import('esbuild').Plugin}
 */
export const sharedIndexPlugin = {
  name: 'shared-index',
  setup(build) {
    build.onResolve({ filter: /^\.\/index\.ts$/ }, () => ({ path: './index.cjs', external: true }));
  },
};

/**
 * The declarations of the entries and of all that they mention, for importers and for those who require.
 * @param {string} directory where the bundles are
 */
export async function declareLibrary(directory) {
  rmSync(emitted, { recursive: true, force: true });
  const { status, output } = await compiler(['-p', 'tools/tsconfig.library.json', '--outDir', emitted]);
  if (status !== 0) throw new Error(`The declarations of the library cannot be made:\n${output.trim()}`);
  const files = mentioned(
    [...entries, ...pageEntries].map((name) => join(emitted, 'library', `${name}.d.ts`)),
  );
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    for (const letter of ['', 'c']) {
      const target = join(directory, 'types', relative(emitted, file)).replace(/\.d\.ts$/, `.d.${letter}ts`);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(
        target,
        text.replaceAll(ownImport, (_, before, path, end) => `${before}${path}.${letter}js${end}`),
      );
    }
  }
}

const ownImport = /((?:from |import\()['"])(\.{1,2}\/[^'"]*)\.(?:ts|js)(['"])/g;

/** @param {readonly string[]} files @returns {ReadonlySet<string>} */
function mentioned(files) {
  const found = new Set(files.map((file) => resolve(file)));
  // A set that grows while it is walked is walked to its new end.
  for (const file of found) {
    for (const [, , path = ''] of readFileSync(file, 'utf8').matchAll(ownImport))
      found.add(resolve(dirname(file), `${path}.d.ts`));
  }
  return found;
}

/** @param {readonly string[]} args @returns {Promise<{ status: number | null, output: string }>} */
function compiler(args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['node_modules/typescript/bin/tsc', ...args]);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    child.on('close', (status) => done({ status, output }));
  });
}
