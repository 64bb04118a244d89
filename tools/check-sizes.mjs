// Checks how much the pages load, compressed with Brotli as web servers do, and prints the figures.
// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { brotliCompressSync, constants } from 'node:zlib';
import * as esbuild from 'esbuild';
import { forPages, node20 } from './bundle.mjs';
import { dashboard, worker } from './site.mjs';
import { slimPlugins } from './slim-pages.mjs';

const kilobyte = 1000;

/** Of each, the most that is allowed: a little more than it has. */
const limits = {
  'shell and lanes of the dashboard': 45 * kilobyte,
  'dashboard with its engine': 130 * kilobyte,
  'whole mock in a page (enrichment-sandbox/engine)': 196 * kilobyte,
  'worker of the static site, with the whole mock': 192 * kilobyte,
  'drawer in an app (enrichment-sandbox/devtools)': 28 * kilobyte,
};

const quiet = { ...node20, write: false, outdir: 'build/sizes' };

const app = await esbuild.build({ ...quiet, ...dashboard });
// Without the domain, the views and the log, which the mock has too.
const shell = await esbuild.build({
  ...quiet,
  ...dashboard,
  plugins: [
    {
      name: 'own',
      setup(build) {
        build.onResolve({ filter: /./ }, ({ path, resolveDir, kind }) => {
          if (kind === 'entry-point' || /^@?preact/.test(path) || resolveDir.includes('node_modules'))
            return undefined;
          return join(resolveDir, path).includes(join('mock-server', 'dashboard'))
            ? undefined
            : { path, external: true };
        });
      },
    },
  ],
});
const engine = await esbuild.build({
  ...quiet,
  ...forPages,
  splitting: false,
  entryPoints: ['library/engine.ts'],
});
const sw = await esbuild.build({ ...quiet, ...worker, plugins: [...slimPlugins, ...node20.plugins] });

const sizes = {
  'shell and lanes of the dashboard': measure(listAtStart(shell)),
  'dashboard with its engine': measure(app.outputFiles ?? []),
  'whole mock in a page (enrichment-sandbox/engine)': measure(engine.outputFiles ?? []),
  'worker of the static site, with the whole mock': measure(sw.outputFiles ?? []),
  'drawer in an app (enrichment-sandbox/devtools)': compress(readFileSync('dist/devtools/drawer.js')).length,
};
for (const [name, size] of Object.entries(sizes)) {
  const limit = limits[/** @type {keyof typeof limits} */ (name)];
  console.log(`${(size / kilobyte).toFixed(1).padStart(6)} kB of ${limit / kilobyte} kB  ${name}`);
  if (size <= limit) continue;
  console.error(
    `${name}: ${size.toLocaleString('en')} bytes; at most ${limit.toLocaleString('en')} are allowed.`,
  );
  process.exitCode = 1;
}

/** The files that are loaded before anything is clicked. @param {import('esbuild').BuildResult} built */
function listAtStart({ metafile, outputFiles = [] }) {
  const { outputs } = /** @type {import('esbuild').Metafile} */ (metafile);
  const first = Object.keys(outputs).filter(
    (path) => outputs[path]?.entryPoint !== undefined && !isLater(outputs, path),
  );
  const paths = new Set(first);
  // Iterating over a set includes files that are added on the way.
  for (const path of paths) {
    const { imports = [], cssBundle } = outputs[path] ?? {};
    if (cssBundle !== undefined) paths.add(cssBundle);
    for (const one of imports)
      if (one.external !== true && one.kind !== 'dynamic-import') paths.add(one.path);
  }
  return outputFiles.filter(({ path }) =>
    [...paths].some((one) => path.endsWith(one.slice(one.lastIndexOf('/')))),
  );
}

/** @param {import('esbuild').Metafile['outputs']} outputs @param {string} path */
function isLater(outputs, path) {
  return Object.values(outputs).some(({ imports }) =>
    imports.some((one) => one.kind === 'dynamic-import' && one.path === path),
  );
}

/** @param {readonly import('esbuild').OutputFile[]} files @returns {number} their compressed bytes */
function measure(files) {
  return files.reduce((sum, { contents }) => sum + compress(contents).length, 0);
}

/** @param {Uint8Array} contents */
function compress(contents) {
  return brotliCompressSync(contents, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  });
}
