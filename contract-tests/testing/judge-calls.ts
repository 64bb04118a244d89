/** For tests: runs `contract judge` on the calls of an app, as a program stores them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromeInFull, type HarProgram } from './app-hars.ts';
import type { AppCall } from './app-session.ts';
import { runContractInProcess } from './command-inside.ts';

interface ReportedClause {
  readonly id: string;
  readonly verdict: string;
  readonly reason: string;
}

/** Creates a folder for the tests of a file. */
export function prepareAppJudging() {
  const folder = mkdtempSync(join(tmpdir(), 'app-har-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function judgeCalls(
    calls: readonly AppCall[],
    program: HarProgram = chromeInFull,
    ...flags: readonly string[]
  ) {
    const file = join(folder, 'app.har');
    const reports = join(folder, 'report');
    writeFileSync(file, JSON.stringify(program.write(calls)));
    const ended = await runContractInProcess(['judge', file, '--report-dir', reports, ...flags]);
    const { clauses } = JSON.parse(readFileSync(join(reports, 'report.json'), 'utf8')) as {
      readonly clauses: readonly ReportedClause[];
    };
    const ids = (verdict: string) => clauses.filter((one) => one.verdict === verdict).map(({ id }) => id);
    return { ...ended, reports, clauses, broken: ids('broken'), kept: ids('kept') };
  }

  return { folder, judgeCalls };
}
