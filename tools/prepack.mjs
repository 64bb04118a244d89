// What `npm pack` runs first: builds dist/ afresh, with the type declarations, for which it installs what is missing.
// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import process from 'node:process';

if (!existsSync('node_modules/typescript')) run('tools/install.mjs', '--all');
rmSync('dist', { recursive: true, force: true });
run('tools/build.mjs', '--types');

/** Standard output belongs to npm, which prints the name of the package there. */
function run(/** @type {string[]} */ ...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', process.stderr, process.stderr] });
  if (status !== 0) process.exit(status ?? 1);
}
