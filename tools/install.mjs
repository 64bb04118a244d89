// Installs packages: with --all everything in package-lock.json, otherwise only what building and serving the mock
// need, which is a tenth of it. If everything was installed before, everything is installed again.
// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { buildPackages, pickPackages } from './build-packages.mjs';

const folder = 'build/install';
const begun = performance.now();
const isWhole = process.argv.includes('--all') || existsSync('node_modules/jest');
console.log(isWhole ? 'installing all packages' : 'installing the packages that the mock needs');
const status = isWhole ? install('.') : installForBuild();
if (status === 0) console.log(`installed in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
else console.error('The packages could not be installed: run `npm ci --ignore-scripts` to see why.');
process.exitCode = status === 0 ? 0 : 2;

/** npm needs a folder with a matching lock file, so it gets a temporary one, and the result is moved. */
function installForBuild() {
  const { name, devDependencies, overrides } = readJson('package.json');
  const lock = readJson('package-lock.json');
  const wanted = Object.fromEntries(buildPackages.map((one) => [one, devDependencies[one]]));
  const root = { name, private: true, devDependencies: wanted, overrides };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeJson('package.json', root);
  writeJson('package-lock.json', {
    ...lock,
    packages: { '': root, ...pickPackages(lock.packages, buildPackages) },
  });
  const result = install(folder);
  if (result !== 0) return result;
  rmSync('node_modules', { recursive: true, force: true });
  renameSync(join(folder, 'node_modules'), 'node_modules');
  return 0;
}

/** npm shows its progress on standard error, if that is a terminal. */
function install(/** @type {string} */ cwd) {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const shell = process.platform === 'win32';
  return spawnSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'], shell }).status;
}

function readJson(/** @type {string} */ file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** @param {string} file @param {unknown} value */
function writeJson(file, value) {
  writeFileSync(join(folder, file), JSON.stringify(value, null, 2));
}
