// Bundles the library, which others import: as ES module, as CommonJS, and what it is to the type checker of each.
// @ts-check
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';

/** What can be imported from the package: NAME is `enrichment-sandbox/NAME`, and index the package itself. */
const entries = {
  index: 'library/index',
  'fake-timers': 'library/fake-timers',
  playwright: 'library/playwright',
  contract: 'contract-tests/api/index',
};
const entryFiles = Object.fromEntries(
  Object.entries(entries).map(([name, file]) => [`library/${name}`, `${file}.ts`]),
);

/** What is run as a program: the command line, and the survey for runners that cannot wait. */
const programs = { cli: 'cli.ts', 'observe-contract': 'contract-tests/api/observe-program.ts' };

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
 * One bundle for the programs and for all that imports, so that they share what they hold.
 * @satisfies {import('esbuild').BuildOptions}
 */
export const modules = {
  entryPoints: { ...programs, ...entryFiles },
  minify: true,
  format: /** @type {const} */ ('esm'),
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  external: peers,
  inject: ownGlobals,
  // CommonJS packages inside an ES module still call `require`.
  banner: {
    js: 'import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url); const OWN_ADDRESS = import.meta.url;',
  },
};

/** @satisfies {import('esbuild').BuildOptions} */
export const libraryAsCommonJs = {
  entryPoints: entryFiles,
  minify: true,
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
  entryPoints: Object.fromEntries(pageEntries.map((name) => [`library/${name}`, `library/${name}.ts`])),
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
  chunkNames: 'library/chunks/page-[name]-[hash]',
};

/** @satisfies {import('esbuild').BuildOptions} */
export const libraryForPagesAsCommonJs = {
  ...pages,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  supported: { 'dynamic-import': false },
};

/**
 * What several CommonJS bundles hold, each once, by the names of their files: esbuild splits ES modules only.
 * @type {Readonly<Record<string, string>>}
 */
const shared = {
  ajv: 'openapi/validators.ts',
  'control-document': 'prepared:control.json',
  'control-validators': 'prepared:control-validators.cjs',
  document: 'prepared:enrichment.json',
  faker: '@faker-js/faker/locale/base',
  people: 'prepared:people.json',
  validators: 'prepared:validators.cjs',
};

/** Pages take another build of it. */
const sharedInNode = { yaml: 'yaml' };

/** @satisfies {import('esbuild').BuildOptions} */
const sharedPart = {
  minify: true,
  format: /** @type {const} */ ('cjs'),
  outExtension: { '.js': '.cjs' },
};

/** @satisfies {import('esbuild').BuildOptions} */
export const sharedParts = {
  ...sharedPart,
  mainFields: ['browser', 'module', 'main'],
  target: 'es2022',
  entryPoints: inSharedFolder(shared),
};

/** @satisfies {import('esbuild').BuildOptions} */
export const sharedPartsInNode = { ...sharedPart, entryPoints: inSharedFolder(sharedInNode) };

function inSharedFolder(/** @type {Readonly<Record<string, string>>} */ parts) {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [`library/shared/${name}`, part]));
}

/**
 * Data becomes a module that exports it whole, as a bundle that requires it expects.
 * @type {import('esbuild').Plugin}
 */
export const sharedDataPlugin = {
  name: 'shared-data',
  setup(build) {
    build.onLoad({ filter: /\.json$/ }, ({ path }) => ({
      contents: `module.exports = ${readFileSync(path, 'utf8')};`,
    }));
  },
};

/** They leave the shared parts out of a bundle, which requires them instead. */
export const sharedPlugin = toSharedPlugin(shared, (name) => `./shared/${name}.cjs`);
export const sharedInNodePlugin = toSharedPlugin(
  { ...shared, ...sharedInNode },
  (name) => `./shared/${name}.cjs`,
);
const { 'control-document': _, document: __, ...seldom } = { ...shared, ...sharedInNode };
/** ES modules lie in several folders, so package.json says where their parts are; what each start needs is in themselves. */
export const sharedWithModulesPlugin = toSharedPlugin(seldom, (name) => `#shared/${name}`);

/**
 * @param {Readonly<Record<string, string>>} parts
 * @param {(name: string) => string} toPath
 * @returns {import('esbuild').Plugin}
 */
function toSharedPlugin(parts, toPath) {
  const names = new Map(Object.entries(parts).map(([name, part]) => [part, name]));
  return {
    name: 'shared',
    setup(build) {
      build.onResolve({ filter: /./ }, ({ path, kind, resolveDir }) => {
        const part = path.startsWith('.')
          ? relative('.', resolve(resolveDir, path)).replaceAll('\\', '/')
          : path;
        const name = kind === 'entry-point' ? undefined : names.get(part);
        return name === undefined ? undefined : { path: toPath(name), external: true };
      });
    },
  };
}

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
  const entryDeclarations = [...Object.values(entries), ...pageEntries.map((name) => `library/${name}`)];
  const files = mentioned(entryDeclarations.map((file) => join(emitted, `${file}.d.ts`)));
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
