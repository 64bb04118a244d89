// The build command: brings dist/, with --types its declarations, and with --tests build/tests/ up to date with their sources.
// @ts-check
import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { sourceTree } from './source-files.mjs';

// Files that do not affect the bundles: prose, the examples, and the settings of other tools (all start with a dot or are YAML).
const input =
  /^(?!\.)(?!.*\.md$)(?!examples([\\/]|$))(?!(Makefile|LICENSE|THIRD-PARTY-NOTICES|Dockerfile|(compose|redocly)\.yaml|action\.yml|(biome|knip)\.json)$)(?!deploy[\\/][^\\/]*\.cfg$)/;

const targets = [
  'build/prepared',
  'dist',
  ...(process.argv.includes('--types') ? ['dist/library/types'] : []),
  ...(process.argv.includes('--tests') ? ['build/tests'] : []),
];
const begun = new Date();
const newest = Math.max(...sourceTree().map(({ path }) => (input.test(path) ? mtime(path) : 0)));
const stale = targets.filter((target) => newest >= mtime(stampOf(target)));
if (stale.length > 0) await buildAll();

async function buildAll() {
  try {
    // esbuild is loaded only if there is something to build: a fresh start costs some milliseconds.
    const { builders } = await import('./bundle.mjs');
    for (const target of stale) {
      rmSync(stampOf(target), { force: true });
      await builders[target]?.();
      mkdirSync(target, { recursive: true });
      writeFileSync(stampOf(target), '');
      // A file that was edited during the build is newer than the build.
      utimesSync(stampOf(target), begun, begun);
    }
    console.log(`built ${stale.join('/, ')}/ in ${((Date.now() - begun.getTime()) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  }
}

function stampOf(/** @type {string} */ target) {
  return join(target, '.built');
}

function mtime(/** @type {string} */ path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function sentenceOf(/** @type {unknown} */ error) {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes("'esbuild'")) {
    return 'esbuild is not installed: run `npm ci --ignore-scripts` first.';
  }
  return error.message;
}
