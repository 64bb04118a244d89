// Builds the pages: the dashboard that the mock serves, which is also a static site.
// @ts-check
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildPlayground } from './playground.mjs';
import { slimPlugins } from './slim-pages.mjs';

/** @typedef {import('esbuild').Metafile} Metafile */
/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/** What pages of ours may do; `frame-ancestors` works only in a header. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; worker-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

/** @satisfies {BuildOptions} */
export const dashboard = {
  entryPoints: { app: 'mock-server/dashboard/main.tsx' },
  platform: /** @type {const} */ ('browser'),
  target: 'es2022',
  format: /** @type {const} */ ('esm'),
  splitting: true,
  minify: true,
  jsx: /** @type {const} */ ('automatic'),
  jsxImportSource: 'preact',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  lineLimit: 0,
  charset: /** @type {const} */ ('utf8'),
};

/**
 * The worker of the static site: one file, since a service worker loads no modules later.
 * @satisfies {BuildOptions}
 */
export const worker = {
  entryPoints: { sw: 'mock-server/dashboard/site/sw.ts' },
  platform: /** @type {const} */ ('browser'),
  target: 'es2022',
  format: /** @type {const} */ ('iife'),
  minify: true,
  lineLimit: 0,
  charset: /** @type {const} */ ('utf8'),
};

/**
 * @param {(options: BuildOptions) => Promise<Metafile>} bundle
 * @param {BuildOptions} common
 * @param {string} outdir the folder of the site
 * @returns {Promise<readonly Metafile[]>} what was bundled
 */
export async function buildSite(bundle, common, outdir) {
  const folder = join(outdir, '__mock__');
  mkdirSync(folder, { recursive: true });
  const built = await bundle({ ...common, ...dashboard, outdir: folder });
  const files = Object.entries(built.outputs);
  const script = files.find(([, { entryPoint }]) => entryPoint === 'mock-server/dashboard/main.tsx');
  if (script === undefined) throw new Error('The dashboard has no entry.');
  const [path, { cssBundle = '' }] = script;
  writePage('mock-server/dashboard/index.html', join(folder, 'index.html'), {
    POLICY: policy,
    SCRIPT: basename(path),
    STYLE: basename(cssBundle),
  });
  cpSync('mock-server/dashboard/site-index.html', join(outdir, 'index.html'));
  cpSync('build/prepared/site/openapi', join(folder, 'openapi'), { recursive: true });
  const pages = { ...common, ...dashboard };
  const playground = await buildPlayground(bundle, pages, join(folder, 'docs'), writePage, policy);
  return [built, playground, await buildWorker(bundle, common, outdir)];
}

/**
 * Bundles the worker of the static site. It knows all files of the site, so it is the last one.
 * @param {(options: BuildOptions) => Promise<Metafile>} bundle
 * @param {BuildOptions} common
 * @param {string} outdir the folder of the site
 */
function buildWorker(bundle, common, outdir) {
  const paths = readdirSync(outdir, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(outdir, path)).isFile())
    .toSorted();
  const version = createHash('sha256');
  for (const path of paths) version.update(path).update(readFileSync(join(outdir, path)));
  return bundle({
    ...common,
    ...worker,
    plugins: [...slimPlugins, ...(common.plugins ?? [])],
    outdir,
    define: {
      ...common.define,
      SITE_FILES: JSON.stringify(paths),
      SITE_VERSION: JSON.stringify(version.digest('hex').slice(0, 16)),
    },
  });
}

/** @param {string} from @param {string} to @param {Readonly<Record<string, string>>} values that replace words in capitals */
function writePage(from, to, values) {
  const text = Object.entries(values).reduce(
    (page, [word, value]) => page.replaceAll(`"${word}"`, `"${value}"`),
    readFileSync(from, 'utf8'),
  );
  writeFileSync(to, text);
}
