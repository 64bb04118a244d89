// `make test`: check, unit tests, the contract suite against the mock, and the examples; the last line counts the passed tests.
// `node tools/test.mjs build unit` runs only those parts.
// @ts-check
import { spawn } from 'node:child_process';
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
  build: ['tools/build.mjs', '--types', '--tests'],
  check: ['tools/check.mjs'],
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
/** The phases of a lane run one after the other. Lanes run at the same time, since each of them often waits for a browser or a child process. */
const lanes = [['unit'], ['check', 'contract', 'contract-jest', 'examples']];
const outcomes = await runLane(['build']);
outcomes.push(...(await Promise.all(lanes.map(runLane))).flat());
const none = { passed: 0, failed: 0 };
const unit = isRun('unit') ? unitCounts() : none;
const examples = isRun('examples') ? examplesCounts() : none;
console.log(`\n${unit.passed + examples.passed} passed, ${unit.failed + examples.failed} failed`);
if (outcomes.includes(false) || (isRun('unit') && unit.passed === 0)) process.exitCode = 1;

/** @param {readonly string[]} lane @returns {Promise<boolean[]>} whether each of its phases passed */
async function runLane(lane) {
  const passed = [];
  for (const name of lane.filter(isRun)) passed.push(await runPhase(name, phases[name] ?? []));
  return passed;
}

/** Prints the lines of the unit tests as they come, and the output of other phases when it is complete. @param {string} name @param {readonly string[]} command @returns {Promise<boolean>} */
function runPhase(name, command) {
  const begun = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = `\n== ${name}\n`;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output += text;
        if (name !== 'unit') return;
        const end = output.lastIndexOf('\n') + 1;
        process.stdout.write(output.slice(0, end));
        output = output.slice(end);
      });
    child.on('close', (status) => {
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${output.trimEnd()}\n== ${name} ${status === 0 ? 'took' : 'FAILED after'} ${seconds} s`);
      resolve(status === 0);
    });
  });
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
