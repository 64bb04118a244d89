// Bundles the programs and the library as ES modules and as CommonJS.
// @ts-check
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { slimPlugins } from './slim-pages.mjs';

/** The exports of the package: NAME is `enrichment-sandbox/NAME`, and index the package itself. */
const entries = {
  index: 'library/index',
  'fake-timers': 'library/fake-timers',
  playwright: 'library/playwright',
  contract: 'contract-tests/api/index',
  'torture-app': 'torture/app/index',
  'torture-http': 'torture/http/index',
};
const entryFiles = Object.fromEntries(
  Object.entries(entries).map(([name, file]) => [`library/${name}`, `${file}.ts`]),
);

/** The programs: the command line, and the survey for runners that cannot wait. */
const programs = { cli: 'cli.ts', 'observe-contract': 'contract-tests/api/observe-program.ts' };

/** Users bring these packages themselves. */
const peers = ['@playwright/test', 'playwright-core', '@modelcontextprotocol/sdk'];

/** Code that also runs in pages, bundled separately; it must not use Node. */
const pageEntries = { engine: 'library/engine', msw: 'library/msw', torture: 'torture/index' };

/** The devtools have a file of types for each entry; `drawer` has the same as `absent`. */
const devtoolsEntries = ['devtools/absent', 'devtools/vite/index'];

/** The sources of all exports whose types are declared. */
export const libraryEntries = [...Object.values(entries), ...Object.values(pageEntries), ...devtoolsEntries];

/** Replaces a module that the environment of a test provides. */
const ownGlobals = ['library/node-own/globals.ts'];

/** Completes a page that a test environment simulates. */
const missingGlobals = ['library/missing-globals.ts'];

/** Node's timers, which no test can fake, for all bundles. */
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
 * One bundle for the programs and all exports, so that they share state.
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
  // Inside Jest an `import()` that stays in the bundle needs a flag; a `require` does not.
  supported: { 'dynamic-import': false },
  banner: { js: 'const OWN_ADDRESS = require("node:url").pathToFileURL(__filename).href;' },
};

const inPage = 'library/in-page';
const inPageNames = /** @type {const} */ (['engine', 'torture']);

/** @satisfies {import('esbuild').BuildOptions} */
const pages = {
  entryPoints: Object.fromEntries(
    Object.entries(pageEntries).map(([name, file]) => [`library/${name}`, `${file}.ts`]),
  ),
  platform: 'browser',
  target: 'es2022',
  minify: true,
  // Lines that are broken, and letters that are escaped, cost several kilobytes.
  lineLimit: 0,
  charset: /** @type {const} */ ('utf8'),
  external: ['msw'],
  inject: missingGlobals,
};

/**
 * Rarely used code is in separate files, which are loaded on first use.
 * @satisfies {import('esbuild').BuildOptions}
 */
export const libraryForPages = {
  ...pages,
  plugins: slimPlugins,
  format: 'esm',
  splitting: true,
  chunkNames: 'library/chunks/page-[name]-[hash]',
};

/** @satisfies {import('esbuild').BuildOptions} */
export const libraryForPagesAsCommonJs = {
  ...pages,
  // `engine` and `torture` share the engine, and esbuild splits only ES modules.
  entryPoints: { 'library/msw': 'library/msw.ts', [inPage]: `${inPage}.virtual` },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  supported: { 'dynamic-import': false },
};

/** What `torture-http` imports from the file that `torture` is in. */
const tortureFiles = ['create-torture.ts', 'play/create-player.ts'];

/** @type {import('esbuild').Plugin} */
const sharedTorturePlugin = {
  name: 'shared-torture',
  setup(build) {
    build.onResolve({ filter: /^\.\.\// }, ({ path, importer }) =>
      tortureFiles.includes(path.slice(3)) &&
      importer.replaceAll('\\', '/').endsWith('/torture/http/index.ts')
        ? { path: 'pieces', namespace: 'shared-torture' }
        : undefined,
    );
    build.onResolve({ filter: /./, namespace: 'shared-torture' }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /./, namespace: 'shared-torture' }, () => ({
      contents: "module.exports = require('./in-page.cjs').pieces();",
    }));
  },
};

/** Evaluates only the part that is asked for. @type {import('esbuild').Plugin} */
export const inPagePlugin = {
  name: 'in-page',
  setup(build) {
    build.onResolve({ filter: /\.virtual$/ }, ({ path }) => ({ path, namespace: 'in-page' }));
    build.onLoad({ filter: /./, namespace: 'in-page' }, () => ({
      contents: [
        ...inPageNames.map((name) => `exports.${name} = () => require('./${pageEntries[name]}.ts');`),
        `exports.pieces = () => ({ ${tortureFiles.map((file) => `...require('./torture/${file}')`).join(', ')} });`,
      ].join('\n'),
      resolveDir: resolve('.'),
    }));
  },
};

/**
 * Writes the CommonJS entries that only name a part of the shared file.
 * @param {import('esbuild').Metafile} modulesForPages tells the names that each entry exports
 * @param {string} directory
 */
export function writeInPageEntries({ outputs }, directory) {
  for (const name of inPageNames) {
    const [, output] = Object.entries(outputs).find(([path]) => path.endsWith(`/library/${name}.js`)) ?? [];
    // Never executed: it tells Node which names an ES module can import.
    const hint = `0 && (module.exports = {${(output?.exports ?? []).join(',')}});`;
    const text = `"use strict";module.exports = require('./in-page.cjs').${name}();\n${hint}\n`;
    writeFileSync(join(directory, `library/${name}.cjs`), text);
  }
}

/** What the entries of the package import from each other instead of containing a copy. */
const sharedIndexPlugin = toEntryPlugin('index.ts', './index.cjs');
export const sharedIndexPlugins = [sharedIndexPlugin, sharedTorturePlugin];
export const sharedEnginePlugin = toEntryPlugin('embedded-mock.ts', './engine.cjs');

/** @param {string} file @param {string} path @returns {import('esbuild').Plugin} */
function toEntryPlugin(file, path) {
  return {
    name: path,
    setup(build) {
      build.onResolve({ filter: /^\.\// }, (given) =>
        given.path === `./${file}` && !given.importer.endsWith('engine.ts')
          ? { path, external: true }
          : undefined,
      );
    },
  };
}
