// `make test`: check, unit tests, the contract suite against the mock, and the examples; the last line counts the passed tests.
// `node tools/test.mjs build unit` runs only those parts.
// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';

const unitReport = 'build/unit.json';
const examplesReport = 'build/examples/counts.json';
/** More than cores, since tests with browsers and child processes wait. Jest takes no percentage above 100. */
const workers = Math.ceil(availableParallelism() * 1.5);
const jest = [
  'node_modules/jest/bin/jest.js',
  '--config=tools/jest.config.json',
  '--ci',
  `--maxWorkers=${workers}`,
];

if (!existsSync('node_modules/jest')) {
  console.error('The packages for tests are not installed: run `npm ci --ignore-scripts` first.');
  process.exit(2);
}
rmSync(unitReport, { force: true });
rmSync(examplesReport, { force: true });
/** @type {Readonly<Record<string, readonly string[]>>} */
const phases = {
  check: ['tools/check.mjs'],
  build: ['tools/build.mjs', '--tests'],
  unit: [...jest, '--json', `--outputFile=${unitReport}`],
  contract: ['dist/cli.js', 'contract'],
  'contract-jest': ['tools/contract-jest.mjs'],
  examples: ['tools/examples.mjs'],
};
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in phases));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}"; there are ${Object.keys(phases).join(', ')}.`);
  process.exit(2);
}
const isRun = (/** @type {string} */ name) => wanted.length === 0 || wanted.includes(name);
/** They wait for jobs and browsers, so they run at the same time; the others use the whole machine. */
const together = new Set(['contract', 'contract-jest', 'examples']);
const outcomes = Object.entries(phases).flatMap(([name, command]) =>
  isRun(name) && !together.has(name) ? [runPhase(name, command)] : [],
);
outcomes.push(
  ...(await Promise.all(
    Object.entries(phases).flatMap(([name, command]) =>
      isRun(name) && together.has(name) ? [runAside(name, command)] : [],
    ),
  )),
);
const none = { passed: 0, failed: 0 };
const unit = isRun('unit') ? unitCounts() : none;
const examples = isRun('examples') ? examplesCounts() : none;
console.log(`\n${unit.passed + examples.passed} passed, ${unit.failed + examples.failed} failed`);
if (outcomes.includes(false) || (isRun('unit') && unit.passed === 0)) process.exitCode = 1;

/** @param {string} name @param {readonly string[]} command */
function runPhase(name, command) {
  console.log(`\n== ${name}`);
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'] });
  return report(name, status, begun);
}

/** Prints the output when it is complete. @param {string} name @param {readonly string[]} command @returns {Promise<boolean>} */
function runAside(name, command) {
  const begun = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    child.on('close', (status) => {
      console.log(`\n== ${name}\n${output.trimEnd()}`);
      resolve(report(name, status, begun));
    });
  });
}

/** @param {string} name @param {number | null} status @param {number} begun */
function report(name, status, begun) {
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`== ${name} ${status === 0 ? 'took' : 'FAILED after'} ${seconds} s`);
  return status === 0;
}

/** A test file that cannot be loaded counts as a failed test. */
function unitCounts() {
  try {
    const counts = JSON.parse(readFileSync(unitReport, 'utf8'));
    return {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests + counts.numRuntimeErrorTestSuites,
    };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Examples that could not start count as a failed test. */
function examplesCounts() {
  try {
    return JSON.parse(readFileSync(examplesReport, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
}
