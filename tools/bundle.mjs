// Bundles the prepared data, the programs, the library and the unit tests.
// @ts-check
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import * as esbuild from 'esbuild';
import { bundleTests } from './bundle-tests.mjs';
import { declareLibrary } from './declare-library.mjs';
import {
  inPagePlugin,
  libraryAsCommonJs,
  libraryForPages,
  libraryForPagesAsCommonJs,
  modules,
  ownTimersPlugin,
  sharedEnginePlugin,
  sharedIndexPlugins,
  writeInPageEntries,
} from './library.mjs';
import { buildDevtools } from './devtools.mjs';
import { formatNotices } from './notices/format.mjs';
import { formatBillOfMaterials } from './notices/bill-of-materials.mjs';
import { listBundled } from './notices/bundled.mjs';
import { preloadParts } from './page-parts.mjs';
import { buildSite } from './site.mjs';
import { sharedDataPlugin, sharedParts, sharedPlugin, sharedWithModulesPlugin } from './shared-parts.mjs';

// esbuild is a Go program, whose memory grows to two gigabytes without a limit. With half a gigabyte it collects garbage most of the time.
process.env['GOMEMLIMIT'] ??= '1200MiB';

const aDay = 24 * 60 * 60 * 1000;

/** @type {Record<string, () => Promise<void>>} */
export const builders = {
  'build/prepared': prepare,
  dist: bundleDist,
  'dist/library/types': () => declareLibrary('dist/library/types'),
  'build/tests': async () => removeOthers('build/tests', await bundleTests(bundle, node20, 'build/tests'), 0),
};

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
 * Parts of Express and ioredis that our code never calls: it reads no body, serves no file, derives no media type from a file name, parses no
 * query, trusts no proxy, and writes no log of its own. Loading them would only make the start slower.
 */
const unused = {
  'body-parser': 'module.exports = {}',
  debug: 'module.exports = () => () => undefined; module.exports.default = module.exports',
  'mime-db': 'module.exports = {}',
  'proxy-addr': 'module.exports = { compile: () => () => false }',
  qs: 'module.exports = {}',
  send: 'module.exports = {}',
  'serve-static': 'module.exports = {}',
};

/** @type {esbuild.Plugin} */
const unusedPlugin = {
  name: 'unused',
  setup(build) {
    const filter = new RegExp(`^(${Object.keys(unused).join('|')})$`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'unused' }));
    build.onLoad({ filter: /./, namespace: 'unused' }, ({ path }) => ({
      contents: unused[/** @type {keyof typeof unused} */ (path)],
    }));
  },
};

/** @satisfies {esbuild.BuildOptions} */
export const node20 = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  // An uncaught error shows the line that threw it.
  lineLimit: 200,
  logLevel: 'silent',
  metafile: true,
  define: { VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version) },
  plugins: [preparedPlugin, unusedPlugin],
};

/** Code for pages, which the tests of it import too. */
export const forPages = {
  ...node20,
  ...libraryForPages,
  plugins: [...libraryForPages.plugins, ...node20.plugins],
};

/** A separate program does the work that need not be repeated at each start, such as parsing the document. */
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
  if (run.status !== 0)
    throw new Error(run.stderr.trim() || 'tools/prepare.ts failed without an error message.');
  process.stderr.write(run.stderr);
}

/** Bundled beside dist/ and moved in with the entry last, so that a program that starts meanwhile is complete. */
async function bundleDist() {
  rmSync('build/next', { recursive: true, force: true });
  const outdir = 'build/next';
  const own = [...node20.plugins, ownTimersPlugin];
  const forPagesAsModules = await bundle({ ...forPages, outdir });
  const bundles = [
    await bundle({ ...node20, ...modules, outdir, plugins: [sharedWithModulesPlugin, ...own] }),
    await bundle({
      ...node20,
      ...libraryAsCommonJs,
      outdir,
      plugins: [sharedPlugin, ...own, ...sharedIndexPlugins],
    }),
    preloadParts(forPagesAsModules),
    await bundle({
      ...node20,
      ...libraryForPagesAsCommonJs,
      outdir,
      plugins: [inPagePlugin, sharedPlugin, ...node20.plugins, sharedEnginePlugin],
    }),
    await bundle({ ...node20, ...sharedParts, outdir, plugins: [...node20.plugins, sharedDataPlugin] }),
    ...(await buildDevtools(bundle, node20, outdir)),
    ...(await buildSite(bundle, node20, join(outdir, 'site'))),
  ];
  writeInPageEntries(forPagesAsModules, outdir);
  cpSync('build/prepared/openapi', 'build/next/openapi', { recursive: true });
  const bundled = listBundled(bundles);
  const notices = formatNotices(bundled);
  writeFileSync('build/next/site/THIRD-PARTY-NOTICES.txt', notices);
  writeFileSync('build/THIRD-PARTY-NOTICES', notices);
  writeFileSync('build/next/sbom.cdx.json', formatBillOfMaterials(bundled));
  const files = filesUnder('build/next').toSorted((a, b) => Number(a === 'cli.js') - Number(b === 'cli.js'));
  for (const file of files) {
    mkdirSync(dirname(join('dist', file)), { recursive: true });
    renameSync(join('build/next', file), join('dist', file));
  }
  // A running mock may still load a chunk of an earlier build.
  removeOthers('dist', files, aDay);
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
  const others = filesUnder(folder).filter(
    (name) => !keep.includes(name) && !name.startsWith('library/types/'),
  );
  for (const file of others) {
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
