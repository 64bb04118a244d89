// `make test`: check, unit tests and the contract suite against the mock; the last line counts what passed.
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
const outcomes = [
  phase('check', ['tools/check.mjs']),
  phase('build', ['tools/build.mjs', '--tests']),
  phase('unit', [...jest, '--json', `--outputFile=${unitReport}`]),
  phase('contract', ['dist/cli.js', 'contract']),
  phase('contract-jest', ['tools/contract-jest.mjs']),
  phase('examples', ['tools/examples.mjs']),
];
const unit = unitCounts();
const examples = examplesCounts();
console.log(`\n${unit.passed + examples.passed} passed, ${unit.failed + examples.failed} failed`);
if (outcomes.includes(false) || unit.passed === 0) process.exitCode = 1;

/** @param {string} name @param {readonly string[]} command */
function phase(name, command) {
  console.log(`\n== ${name}`);
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'] });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`== ${name} ${status === 0 ? 'took' : 'FAILED after'} ${seconds} s`);
  return status === 0;
}

/** A test file that cannot even be loaded counts as a failed test. */
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

/** Examples that could not even be begun count as a failed test. */
function examplesCounts() {
  try {
    return JSON.parse(readFileSync(examplesReport, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
}
