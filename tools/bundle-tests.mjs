// Bundles the unit tests, and once for all of them the modules that they import. A bundle of each test with all that it imports
// would take a minute and half a gigabyte.
// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { libraryAsCommonJs } from './library.mjs';
import { sourceFiles } from './source-files.mjs';

/** Not bundled: they contain binaries, are large, or must exist only once. */
const testExternals = [
  '@modelcontextprotocol/sdk',
  '@playwright/test',
  'ajv',
  'ajv-formats',
  'esbuild',
  'fast-check',
  'playwright-core',
  'typescript',
];

/** The bundle of all modules; tools/jest-environment.cjs loads it. */
const modulesFile = 'modules.cjs';

/**
 * @param {(options: import('esbuild').BuildOptions) => Promise<import('esbuild').Metafile>} bundle
 * @param {import('esbuild').BuildOptions} node20 @param {string} outdir
 * @returns {Promise<string[]>} the files that it wrote, without the folder
 */
export async function bundleTests(bundle, node20, outdir) {
  // The runners of the examples run their tests. Some tests start programs.
  const files = sourceFiles().filter((file) => !file.startsWith('examples/'));
  const common = {
    ...node20,
    format: /** @type {const} */ ('cjs'),
    outExtension: { '.js': '.cjs' },
    sourcemap: /** @type {const} */ ('linked'),
    sourcesContent: false,
    // Inside Jest an `import()` that stays in the bundle needs a flag; a `require` does not.
    supported: { 'dynamic-import': false },
    external: testExternals,
    banner: libraryAsCommonJs.banner,
    plugins: [...(node20.plugins ?? []), ownAddressPlugin],
  };
  /** @type {Set<string>} */
  const names = new Set();
  const tests = await bundle({
    ...common,
    plugins: [takeModulesPlugin(names), ...common.plugins],
    entryPoints: files.filter((file) => file.endsWith('.test.ts')),
    outdir,
    outbase: '.',
  });
  for (const file of Object.keys(tests.outputs).filter((name) => name.endsWith('.cjs'))) removeDefaults(file);
  const others = [
    await bundle({
      ...common,
      entryPoints: files.filter((file) => /\/testing\/[^/]+-program\.ts$/.test(file)),
      outdir,
      outbase: '.',
    }),
    await bundle({
      ...common,
      stdin: { contents: formatModules(names), resolveDir: '.' },
      outfile: join(outdir, modulesFile),
    }),
  ];
  return [tests, ...others].flatMap(({ outputs }) =>
    Object.keys(outputs).map((file) => file.slice(outdir.length + 1)),
  );
}

/**
 * A package that reads a file beside itself must still find it from inside a test bundle.
 * @type {import('esbuild').Plugin}
 */
const ownAddressPlugin = {
  name: 'own-address',
  setup(build) {
    build.onLoad({ filter: /openapi-schema-validator[\\/]index\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path))),
    }));
  },
};

const namespace = 'modules';
const isExternal = (/** @type {string} */ path) =>
  path.startsWith('node:') ||
  builtinModules.includes(path) ||
  testExternals.some((name) => path === name || path.startsWith(`${name}/`));

/**
 * Replaces what a test file imports by a call for the module, and notes its name.
 * @param {Set<string>} names of all modules that test files import @returns {import('esbuild').Plugin}
 */
function takeModulesPlugin(names) {
  return {
    name: 'take-modules',
    setup(build) {
      build.onResolve({ filter: /./ }, ({ path, importer, kind, resolveDir }) => {
        if (kind === 'entry-point' || !importer.endsWith('.test.ts') || isExternal(path)) return undefined;
        const name = path.startsWith('.')
          ? relative('.', resolve(resolveDir, path)).replaceAll('\\', '/')
          : path;
        names.add(name);
        // With another ending, a module in .mjs would not be CommonJS.
        return { path: `${name}.cjs`, namespace };
      });
      build.onLoad({ filter: /./, namespace }, ({ path }) => ({
        contents: `module.exports = TEST_MODULES(require)[${JSON.stringify(path.slice(0, -'.cjs'.length))}]();`,
      }));
    },
  };
}

/** A taken module is CommonJS for esbuild, so a namespace of it would have a property `default`. The text keeps its length. */
function removeDefaults(/** @type {string} */ file) {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll(/(__toESM\(require_[\w$]+\(\)), 1\)/g, '$1   )'));
}

/** The source of the bundle of all modules. @param {Iterable<string>} names */
function formatModules(names) {
  const rows = [...names]
    .toSorted()
    .map((name) => {
      const address =
        /\.[cm]?[jt]sx?$|\.json$/.test(name) && !name.startsWith('prepared:') ? `./${name}` : name;
      return `  ${JSON.stringify(name)}: () => require(${JSON.stringify(address)}),\n`;
    })
    .join('');
  return `module.exports = {\n${rows}};\n`;
}
