// `make test-all-nodes`: runs `make test` with each supported version of Node, and with the newest. They come from npm,
// into build/, and stay out of every lock file. ARGS='22 24' selects versions, ARGS='22 unit' also a part of the tests.
// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import process from 'node:process';

/** The npm version range of each Node version. The first is the oldest that package.json allows. */
const versions = { 20: '~20.19.0', 22: '22', 24: '24', newest: 'latest' };

const args = process.argv.slice(2);
const wanted = Object.entries(versions).filter(
  ([name]) => args.includes(name) || !args.some((arg) => arg in versions),
);
const phases = args.filter((arg) => !(arg in versions));
const outcomes = wanted.map(([name, range]) => {
  const node = install(name, range);
  if (node === undefined) return { name, isOk: false, what: 'could not be installed' };
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  console.log(`\n==== Node ${version}`);
  // A child process that starts Node by name gets this one too.
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env['PATH']}` };
  const { status } = spawnSync(node, ['tools/test.mjs', ...phases], { stdio: 'inherit', env });
  return { name: version, isOk: status === 0, what: status === 0 ? 'passed' : 'FAILED' };
});
console.log(`\n${outcomes.map(({ name, what }) => `Node ${name}: ${what}`).join('\n')}`);
if (outcomes.some(({ isOk }) => !isOk)) process.exitCode = 1;

/** @param {string} name @param {string} range @returns {string | undefined} the program */
function install(name, range) {
  const { platform, arch } = process;
  const packageName = `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  const folder = resolve('build/nodes', name);
  const program = platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const node = join(folder, 'node_modules', packageName, program);
  if (existsSync(node)) return node;
  console.log(`installing Node ${name}`);
  mkdirSync(folder, { recursive: true });
  // Without a package.json here npm would use that of the project.
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const npm = ['install', `${packageName}@${range}`, '--ignore-scripts', '--no-audit', '--no-fund'];
  spawnSync('npm', [...npm, '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: platform === 'win32',
  });
  return existsSync(node) ? node : undefined;
}
