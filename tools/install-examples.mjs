// Installs the runners of the examples, and the packed package beside them, as npm would.
// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';

export const installed = 'examples/node_modules';

/** The package as npm publishes it. */
export const packed = `build/package/enrichment-sandbox-${JSON.parse(readFileSync('package.json', 'utf8')).version}.tgz`;

/** The runners of the examples. */
export function installRunners() {
  if (mtime(`${installed}/.package-lock.json`) > mtime('examples/package-lock.json')) return;
  console.log('installing the test runners of the examples');
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['ci', '--prefix', 'examples', ...options]);
}

/** A separate folder, not a link, so that the package finds its peers as at a user's. */
export function installPackage() {
  const target = join(installed, 'enrichment-sandbox');
  run(process.execPath, ['tools/build.mjs', '--types']);
  const isCurrent =
    mtime(join(target, 'package.json')) > Math.max(mtime('dist/.built'), mtime('package.json'));
  if (isCurrent && existsSync(packed)) return;
  rmSync(target, { recursive: true, force: true });
  rmSync('build/package', { recursive: true, force: true });
  mkdirSync('build/package', { recursive: true });
  run('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination=build/package']);
  // A tar file keeps old timestamps.
  run('tar', ['-xzmf', basename(packed)], 'build/package');
  renameSync('build/package/package', target);
}

/** @param {string} command @param {readonly string[]} args @param {string} [cwd] */
function run(command, args, cwd = '.') {
  const { status, stderr } = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(`${command} ${args.join(' ')} failed:\n${stderr}`);
  process.exit(2);
}

function mtime(/** @type {string} */ path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
