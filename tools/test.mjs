// `make test`: check, unit tests, the contract suite against the mock, and the examples; the last line counts the passed tests.
// `node tools/test.mjs build unit` runs only those parts.
// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';

const unitReport = 'build/unit.json';
const examplesReport = 'build/examples/counts.json';
const jest = ['node_modules/jest/bin/jest.js', '--config=tools/jest.config.json', '--ci'];

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
const outcomes = Object.entries(phases).flatMap(([name, command]) =>
  isRun(name) ? [phase(name, command)] : [],
);
const none = { passed: 0, failed: 0 };
const unit = isRun('unit') ? unitCounts() : none;
const examples = isRun('examples') ? examplesCounts() : none;
console.log(`\n${unit.passed + examples.passed} passed, ${unit.failed + examples.failed} failed`);
if (outcomes.includes(false) || (isRun('unit') && unit.passed === 0)) process.exitCode = 1;

/** @param {string} name @param {readonly string[]} command */
function phase(name, command) {
  console.log(`\n== ${name}`);
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'] });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`== ${name} ${status === 0 ? 'took' : 'FAILED after'} ${seconds} s`);
  return status === 0;
}

/** A test file that cannot be loaded counts as a failed test. */
function unitCounts() {
  try {
    const report = JSON.parse(readFileSync(unitReport, 'utf8'));
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
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
