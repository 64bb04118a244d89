// The folder outside the project into which the bench installs the servers that the project itself does not use.
// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Prism 5.15 and newer need Node 24. */
const dependencies = { '@stoplight/prism-cli': '5.14.2', fastify: '5.12.8' };

/** @param {string} folder @param {string} name */
function hasInstalled(folder, name) {
  const file = join(folder, 'node_modules', name, 'package.json');
  const version = dependencies[/** @type {keyof typeof dependencies} */ (name)];
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
}

/** @returns {string} the folder, which is used again by the next run */
export function openScratch() {
  const folder = join(tmpdir(), 'enrichment-sandbox-bench');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Programs of this folder are run, so nobody else may write to it.
  const { uid, mode } = statSync(folder);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
    throw new Error(`Others can write to ${folder}. Remove it, or set TMPDIR to a folder of yours.`);
  return folder;
}

/**
 * Installs Fastify and Prism unless they are there.
 * @param {string} folder
 * @returns {boolean} whether they are there; a sentence on standard error says why not
 */
export function installServers(folder) {
  const names = Object.keys(dependencies);
  if (names.every((name) => hasInstalled(folder, name))) return true;
  console.error(`installing ${names.join(' and ')} into ${folder}`);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawnSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (names.every((name) => hasInstalled(folder, name))) return true;
  const reason = npm.stderr?.trim().split('\n')[0] || npm.error?.message || 'npm failed without a message';
  console.error(`Fastify and Prism are left out, since npm could not install them: ${reason}`);
  return false;
}
