// `make check`: all checks of the sources that do not run them. `node tools/check.mjs lint types` runs only those.
// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/** The arguments of Node for each step; the slowest first, since two run at a time. */
const steps = {
  types: ['node_modules/typescript/bin/tsc'],
  'page-types': ['node_modules/typescript/bin/tsc', '-p', 'mock-server/dashboard'],
  generated: ['tools/generate-types.mjs', '--check'],
  lint: ['node_modules/oxlint/bin/oxlint'],
  docs: ['tools/render-docs.mjs'],
  package: ['tools/check-package.mjs'],
  spec: ['tools/node_modules/@redocly/cli/bin/cli.js', 'lint', '--format=stylish'],
  unused: ['node_modules/knip/bin/knip.js'],
  format: ['node_modules/@biomejs/biome/bin/biome', 'format', '--reporter=summary', '.'],
  'lock-files': ['tools/check-lockfile.mjs'],
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in steps));
if (unknown !== undefined) refuse(`Unknown step "${unknown}"; allowed: ${Object.keys(steps).join(', ')}.`);
else if (!existsSync('node_modules/jest'))
  refuse('The packages for checks are not installed: run `npm ci --ignore-scripts` first.');
else if (existsSync('tools/node_modules') || installTools()) await check();

/** Not part of the package's own installation, since users never need them. */
function installTools() {
  console.log('installing the tools for checks');
  const npm = ['ci', '--prefix', 'tools', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', npm, {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    refuse('The tools could not be installed: run `npm ci --prefix tools --ignore-scripts` to see why.');
  return status === 0;
}

function refuse(/** @type {string} */ sentence) {
  console.error(sentence);
  process.exitCode = 2;
}

async function check() {
  const waiting = Object.entries(steps).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  /** @type {string[]} */
  const failures = [];
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const [name, command] = step;
      const begun = performance.now();
      const { status, output } = await run(command);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(10)} ${seconds.padStart(5)} s`);
      if (status === 0 && name === 'package') console.log(output.trimEnd().replaceAll(/^/gm, '        '));
      if (status !== 0) failures.push(`\n--- ${name}: node ${command.join(' ')}\n${output.trim()}`);
    }
  };
  await Promise.all([work(), work()]);
  for (const failure of failures) console.error(failure);
  if (failures.length > 0) process.exitCode = 1;
}

/** @param {readonly string[]} command @returns {Promise<{ status: number | null, output: string }>} */
function run(command) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    }
    child.on('close', (status) => resolve({ status, output }));
  });
}
