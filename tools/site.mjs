// Builds the pages: the dashboard that the mock serves, which is also a static site.
// @ts-check
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildPlayground } from './playground.mjs';

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
  return [built, await buildPlayground(bundle, pages, join(folder, 'docs'), writePage, policy)];
}

/** @param {string} from @param {string} to @param {Readonly<Record<string, string>>} values that replace words in capitals */
function writePage(from, to, values) {
  const text = Object.entries(values).reduce(
    (page, [word, value]) => page.replaceAll(`"${word}"`, `"${value}"`),
    readFileSync(from, 'utf8'),
  );
  writeFileSync(to, text);
}
