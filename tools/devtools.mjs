// Builds the devtools: the drawer for pages, its absence, and the Vite plugin.
// @ts-check
import { build as bundleStyles } from 'esbuild';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/**
 * A style sheet becomes a text in the script, with all that it imports.
 * @type {import('esbuild').Plugin}
 */
const stylesPlugin = {
  name: 'styles',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles, metafile } = await bundleStyles({
        entryPoints: [path],
        bundle: true,
        minify: true,
        write: false,
        metafile: true,
        charset: 'utf8',
      });
      return {
        contents: outputFiles[0]?.text ?? '',
        loader: 'text',
        watchFiles: Object.keys(metafile.inputs),
      };
    });
  },
};

/** @satisfies {BuildOptions} */
export const drawer = {
  entryPoints: {
    'devtools/drawer': 'devtools/drawer/index.ts',
    'devtools/by-environment': 'devtools/drawer/by-environment.ts',
  },
  platform: /** @type {const} */ ('browser'),
  target: 'es2022',
  format: /** @type {const} */ ('esm'),
  splitting: true,
  chunkNames: 'devtools/[name]-[hash]',
  minify: true,
  jsx: /** @type {const} */ ('automatic'),
  jsxImportSource: 'preact',
  lineLimit: 0,
  charset: /** @type {const} */ ('utf8'),
};

/** The bundler of the app decides. */
const environment = { 'process.env.NODE_ENV': 'process.env.NODE_ENV' };

/**
 * @param {(options: BuildOptions) => Promise<import('esbuild').Metafile>} bundle
 * @param {BuildOptions} common
 * @param {string} outdir
 * @returns {Promise<readonly import('esbuild').Metafile[]>} what was bundled
 */
export async function buildDevtools(bundle, common, outdir) {
  const pages = {
    ...common,
    ...drawer,
    outdir,
    define: { ...common.define, ...environment },
    plugins: [stylesPlugin, ...(common.plugins ?? [])],
  };
  const entryPoints = { 'devtools/absent': 'devtools/absent.ts', 'devtools/vite': 'devtools/vite/index.ts' };
  const small = { ...common, entryPoints, outdir, minify: true };
  return [
    await bundle(pages),
    await bundle({ ...small, format: 'esm' }),
    await bundle({ ...small, format: 'cjs', outExtension: { '.js': '.cjs' } }),
  ];
}
