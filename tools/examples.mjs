// `make examples`: installs the packed package beside the examples, as npm would, and runs the tests of each.
// `node tools/examples.mjs vitest jest` runs only those.
// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { checkExports } from './check-exports.mjs';
import { checkOldResolution } from './old-resolution.mjs';
import { installed, installPackage, installRunners, packed } from './install-examples.mjs';
import { withOwnMock } from './own-mock.mjs';

/** @typedef {'vitest' | 'jest' | 'playwright' | 'node'} Runner */
/** @typedef {{ readonly runner: Runner, readonly browser?: boolean, readonly mock?: boolean }} Example */

/** The ways in which a user's compiler may resolve the package. */
const resolutions = [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
];

/** Each is a folder in examples/; the slowest first, since two run at a time. Those that say `browser` are skipped, aloud, where there is no Chromium; those that say
 *  `mock` find the address of one in CONTRACT_BASE_URL.
 *  @type {Readonly<Record<string, Example>>} */
const examples = {
  react: { runner: 'playwright', browser: true },
  playwright: { runner: 'playwright', browser: true },
  'browser-app': { runner: 'playwright', browser: true },
  'browser-app-careless': { runner: 'playwright', browser: true },
  'polling-bugs': { runner: 'vitest' },
  vitest: { runner: 'vitest' },
  environments: { runner: 'vitest' },
  engine: { runner: 'playwright', browser: true },
  'react-testing-library': { runner: 'vitest' },
  contract: { runner: 'vitest' },
  'torture-vitest': { runner: 'vitest' },
  'torture-jest': { runner: 'jest' },
  'torture-node-test': { runner: 'node' },
  jest: { runner: 'jest' },
  msw: { runner: 'vitest' },
  'environments-jest': { runner: 'jest' },
  'contract-jest': { runner: 'jest', mock: true },
  'contract-vitest': { runner: 'vitest', mock: true },
  'contract-node-test': { runner: 'node', mock: true },
};

/** A machine may be slow, and no test depends on its speed. */
const testTimeout = '--testTimeout=300000';

/** @type {Readonly<Record<Runner, (folder: string, report: string) => readonly string[]>>} */
const commands = {
  vitest: (folder, report) => [
    'examples/node_modules/vitest/vitest.mjs',
    'run',
    `--root=${folder}`,
    testTimeout,
    '--hookTimeout=300000',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  jest: (folder, report) => [
    'node_modules/jest/bin/jest.js',
    `--rootDir=${resolve(folder)}`,
    '--ci',
    testTimeout,
    '--json',
    `--outputFile=${report}`,
  ],
  playwright: (folder) => [
    'examples/node_modules/@playwright/test/cli.js',
    'test',
    `--config=${folder}`,
    '--reporter=list,json',
  ],
  node: (folder, report) => [
    '--test',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${report}`,
    `${folder}/api.test.mjs`,
  ],
};

const browsers = [
  process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const browser = browsers.find((path) => existsSync(path));
const reports = resolve('build/examples');
const counts = { passed: 0, failed: 0, skipped: 0 };

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in examples));
if (unknown !== undefined) {
  console.error(`Unknown example "${unknown}"; allowed: ${Object.keys(examples).join(', ')}.`);
  process.exit(2);
}
mkdirSync(reports, { recursive: true });
installRunners();
installPackage();
if (wanted.length === 0) {
  checkTypes();
  checkOldTypes();
  for (const { name, output } of checkExports(packed)) reportCheck(`exports, ${name}`, output);
}
const waiting = Object.entries(examples).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const runWaiting = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runExample(...next);
};
// Most of the time a runner waits for its browser.
await Promise.all([runWaiting(), runWaiting()]);
console.log(`\nexamples: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
writeFileSync(join(reports, 'counts.json'), JSON.stringify(counts));
if (counts.failed > 0 || (counts.passed === 0 && counts.skipped === 0)) process.exitCode = 1;

/** The declarations of the package are checked too, as for a strict user; those of other packages are not. */
function checkTypes() {
  const ofOthers = /^examples\/node_modules\/(?!enrichment-sandbox\/)/;
  for (const [module, resolution] of resolutions) {
    const how = [`--module`, `${module}`, `--moduleResolution`, `${resolution}`, '--pretty', 'false'];
    const { status, stdout } = spawnSync(
      process.execPath,
      ['node_modules/typescript/bin/tsc', '-p', 'examples', ...how],
      { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
    );
    // The details of an error are indented below it.
    const errors = stdout.split(/\n(?=\S)/).filter((error) => error.trim() !== '');
    const ours = errors.filter((error) => !ofOthers.test(error));
    const isOk = status === 0 || (errors.length > 0 && ours.length === 0);
    reportCheck(`types, ${resolution}`, isOk ? undefined : ours.join('\n'));
  }
}

function checkOldTypes() {
  reportCheck('types, node10', checkOldResolution(installed) || undefined);
}

/** @param {string} name @param {string | undefined} errors */
function reportCheck(name, errors) {
  console.log(`\n-- ${name}: ${errors === undefined ? 'ok' : `FAILED\n${errors}`}`);
  counts[errors === undefined ? 'passed' : 'failed'] += 1;
}

/** @param {string} name @param {Example} example */
async function runExample(name, example) {
  if (example.browser === true && browser === undefined) {
    console.log(
      `\n-- ${name} did NOT run, because Chromium was not found. Install it, or set CHROMIUM to its path.`,
    );
    // Continuous integration does not accept that.
    counts[(process.env['CI'] ?? '') === '' ? 'skipped' : 'failed'] += 1;
    return;
  }
  const file = join(reports, `${name}.json`);
  rmSync(file, { force: true });
  const runTests = (/** @type {import('./own-mock.mjs').Variables} */ variables) =>
    runAside(commands[example.runner](`examples/${name}`, file), {
      ...variables,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      ...(browser === undefined ? {} : { CHROMIUM: browser }),
    });
  const program = join(installed, 'enrichment-sandbox/dist/cli.js');
  const { status, output } = await (example.mock === true ? withOwnMock(program, runTests) : runTests({}));
  console.log(`\n-- ${name}\n${output.trimEnd()}`);
  const { passed, failed, skipped } = countsIn(file, example.runner);
  counts.passed += passed;
  counts.skipped += skipped;
  // A runner that failed without a failed test, or found no test, counts as failed.
  counts.failed += Math.max(failed, status === 0 && passed + skipped > 0 ? 0 : 1);
}

/**
 * Keeps the output, which would otherwise mix with that of another example.
 * @param {readonly string[]} args @param {Readonly<Record<string, string>>} variables
 * @returns {Promise<{ status: number | null, output: string }>}
 */
function runAside(args, variables) {
  return new Promise((end) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...variables },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    child.on('close', (status) => end({ status, output }));
  });
}

/** @param {string} report @param {Runner} runner */
function countsIn(report, runner) {
  try {
    const text = readFileSync(report, 'utf8');
    if (runner === 'node') {
      const countOf = (/** @type {string} */ word) =>
        Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1]);
      return { passed: countOf('pass'), failed: countOf('fail'), skipped: countOf('skipped') };
    }
    const reported = JSON.parse(text);
    if (runner !== 'playwright')
      return {
        passed: reported.numPassedTests,
        failed: reported.numFailedTests,
        skipped: reported.numPendingTests,
      };
    const { expected, unexpected, flaky, skipped } = reported.stats;
    return { passed: expected, failed: unexpected + flaky, skipped };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
