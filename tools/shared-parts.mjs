// The parts that several bundles of the package share, each built once.
// @ts-check
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';

/**
 * Shared parts of several CommonJS bundles, by their file names: esbuild splits only ES modules.
 * @type {Readonly<Record<string, string>>}
 */
const shared = {
  'control-document': 'prepared:control.json',
  document: 'prepared:enrichment.json',
  ioredis: 'mock-server/store/redis/ioredis.ts',
  people: 'prepared:people.json',
  yaml: 'yaml',
};

/** The build for pages, which behaves the same in Node. */
const yamlForPages = 'node_modules/yaml/browser/index.js';

/** @satisfies {import('esbuild').BuildOptions} */
export const sharedParts = {
  minify: true,
  format: /** @type {const} */ ('cjs'),
  outExtension: { '.js': '.cjs' },
  mainFields: ['browser', 'module', 'main'],
  target: 'es2022',
  entryPoints: Object.fromEntries(
    Object.entries({ ...shared, yaml: yamlForPages }).map(([name, part]) => [`library/shared/${name}`, part]),
  ),
};

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

/** Leaves the shared parts out of a bundle, which requires them instead. */
export const sharedPlugin = toSharedPlugin(shared, (name) => `./shared/${name}.cjs`);
const atEachStart = new Set(['control-document', 'document']);
const seldom = Object.fromEntries(Object.entries(shared).filter(([name]) => !atEachStart.has(name)));
/** ES modules are in several folders, so package.json gives the paths of their parts; they contain what each start needs. */
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
