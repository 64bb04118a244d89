// Bundles the simulation for worker threads, with a planted bug if one is given.
// @ts-check
import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';

/** @typedef {{ name: string, file: string, from: string, to: string }} Bug */

/** @param {Bug | undefined} bug @returns {Promise<string>} the path of the bundle */
export async function bundleSimulation(bug) {
  mkdirSync('build/simulation', { recursive: true });
  const outfile = resolve(`build/simulation/${bug?.name.replaceAll(/\W+/g, '-') ?? 'plain'}.cjs`);
  await build({
    entryPoints: ['tools/simulation/worker.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
    sourcemap: 'inline',
    plugins: [
      {
        name: 'simulation',
        setup(made) {
          made.onResolve({ filter: /^prepared:/ }, ({ path }) => ({
            path: resolve('build/prepared', path.slice('prepared:'.length)),
          }));
          if (bug === undefined) return;
          const planted = resolve(bug.file);
          made.onLoad({ filter: /\.ts$/ }, ({ path }) =>
            path === planted ? { contents: plant(bug), loader: 'ts' } : undefined,
          );
        },
      },
    ],
  });
  return outfile;
}

/** The text of its file with the bug. @param {Bug} bug */
function plant({ name, file, from, to }) {
  const text = readFileSync(resolve(process.cwd(), file), 'utf8');
  if (text.split(from).length !== 2)
    throw new Error(`The bug "${name}" must replace a text that is in ${file} once, but it is not: ${from}`);
  return text.replace(from, () => to);
}
