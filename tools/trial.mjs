// `make trial`: runs every mutant and every legal variant against the suite, as a table; fails if any result is wrong.
// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';

/** @typedef {{ kind: 'mutant' | 'legal variant', name: string, expected: string[], broken: string[] }} Row */

const folder = 'build/trial';
const report = 'build/trial.json';
rmSync(folder, { recursive: true, force: true });
rmSync(report, { force: true });
mkdirSync(folder, { recursive: true });

const begun = performance.now();
const jest = ['node_modules/jest/bin/jest.js', '--config=tools/jest.config.json', '--ci', '--maxWorkers=2'];
const chosen = [
  'contract-tests/trial/(mutants|several-runs|legal-variants)',
  '--json',
  `--outputFile=${report}`,
];
const { status } = spawnSync(process.execPath, [...jest, ...chosen], {
  stdio: ['ignore', 'ignore', 'pipe'],
  env: { ...process.env, TRIAL_ROWS: resolve(folder) },
});

const rows = readdirSync(folder).flatMap((file) => rowsIn(join(folder, file)));
const width = Math.max(10, ...rows.map(({ name }) => name.length));
const [mutants, legalVariants] = [
  table('mutant', 'caught', 'MISSED'),
  table('legal variant', 'cleared', 'ACCUSED'),
];
const seconds = ((performance.now() - begun) / 1000).toFixed(0);
console.log(
  `\n${mutants.good} of ${mutants.all} mutants caught, ${legalVariants.good} of ${legalVariants.all} legal variants accepted, in ${seconds} s`,
);
for (const failure of status === 0 ? [] : failures()) console.log(`FAILED  ${failure}`);
if (status !== 0 || mutants.all === 0 || mutants.good < mutants.all || legalVariants.good < legalVariants.all)
  process.exitCode = 1;

/** @param {Row['kind']} kind @param {string} right @param {string} wrong */
function table(kind, right, wrong) {
  const own = rows.filter((row) => row.kind === kind).toSorted((a, b) => a.name.localeCompare(b.name));
  console.log(`\n${kind.padEnd(width)}  ${'verdict'.padEnd(8)}  clauses broken`);
  for (const row of own) {
    const lacking = row.expected.filter((id) => !row.broken.includes(id)).map((id) => `-${id}`);
    const beside = row.broken.filter((id) => !row.expected.includes(id)).map((id) => `+${id}`);
    const differs = [...lacking, ...beside];
    const reported =
      differs.length === 0
        ? row.broken
        : [...row.broken, `(expected ${row.expected.join(' ')}; ${differs.join(' ')})`];
    console.log(
      `${row.name.padEnd(width)}  ${(isRight(row) ? right : wrong).padEnd(8)}  ${reported.join(' ') || 'none'}`,
    );
  }
  return { all: own.length, good: own.filter(isRight).length };
}

/** @param {Row} row */
function isRight({ expected, broken }) {
  return expected.toSorted().join() === broken.toSorted().join();
}

/** @param {string} file @returns {Row[]} */
function rowsIn(file) {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** @returns {string[]} */
function failures() {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    return testResults.flatMap((/** @type {any} */ file) => [
      ...(file.assertionResults.length === 0 ? [file.message] : []),
      ...file.assertionResults
        .filter((/** @type {any} */ one) => one.status === 'failed')
        .map((/** @type {any} */ one) => one.fullName),
    ]);
  } catch {
    return ['the trial did not finish'];
  }
}
