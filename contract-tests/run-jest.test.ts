import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { presentedAs, presentedVariable } from './presented.ts';
import { came, runWith } from './testing/runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'presented-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      fullName: string;
      status: string;
      failureMessages: readonly string[];
    }[];
  }[];
}

/** What Jest makes of the entry that is shipped. */
function runEntry(presented: unknown): JestReport {
  const file = join(folder, 'verdicts.json');
  writeFileSync(file, JSON.stringify(presented));
  const config = JSON.stringify({
    rootDir: join(process.cwd(), 'dist/contract'),
    testMatch: ['**/*.contract.cjs'],
    transform: {},
  });
  const run = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', '--json', '--config', config], {
    env: { ...process.env, [presentedVariable]: file },
    encoding: 'utf8',
  });
  return JSON.parse(run.stdout) as JestReport;
}

test('Jest runs a test for each verdict, under its section, and a failure says what the report says', () => {
  const { evidence } = runWith();
  const presented = Object.values(came).map((verdict) => presentedAs(verdict, evidence, false));
  const report = runEntry(presented);
  expect(report).toMatchObject({ numPassedTests: 3, numFailedTests: 2, numPendingTests: 2 });
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const told = results.map(({ fullName, status, failureMessages }) => [fullName, status, failureMessages]);
  const wanted = presented.map(({ section, name, result, text }) => [
    `${section} ${name}`,
    result === 'skipped' ? 'pending' : result,
    result === 'failed' ? [text] : [],
  ]);
  // Jest tells them by section.
  expect(told).toHaveLength(wanted.length);
  expect(told).toEqual(expect.arrayContaining(wanted));
});
