/** For tests of the reports of a run: a folder that an earlier run used, and a check that all reports agree. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createAjv } from '../../openapi/testing/ajv.ts';
import schema from '../report/report.schema.json' with { type: 'json' };

const isReport = createAjv().compile(schema);

/** The files that every run writes, in alphabetical order. */
export const reportFiles = [
  'badge.json',
  'junit.xml',
  'report.html',
  'report.json',
  'report.sarif',
  'summary.md',
];
const judgedRunFiles = ['drift.overlay.yaml', 'evidence.har', 'profile.yaml'];
export const staleText = 'What was written yesterday.';

/** Creates a folder with all files that an earlier run can leave. */
export function createUsedFolder(root: string): string {
  const folder = mkdtempSync(join(root, 'reports-'));
  for (const name of [...reportFiles, ...judgedRunFiles]) writeFileSync(join(folder, name), staleText);
  return folder;
}

export interface WrittenReport {
  readonly exit_status: number;
  readonly summary: string;
  readonly error: { readonly reason: string; readonly message: string } | null;
  readonly clauses: readonly unknown[];
}

/** Checks that every report has the same result and the user's message. */
export function checkReports(folder: string): WrittenReport {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const report = JSON.parse(read('report.json')) as WrittenReport;
  isReport(report);
  expect(isReport.errors ?? []).toEqual([]);
  const [sarif] = JSON.parse(read('report.sarif')).runs;
  expect(sarif.invocations[0]).toMatchObject({
    executionSuccessful: report.error === null,
    exitCode: report.exit_status,
  });
  const errors = Number(/<testsuites [^>]*errors="(\d+)"/.exec(read('junit.xml'))?.[1]);
  expect(errors > 0).toBe(report.error !== null);
  expect(readdirSync(folder).filter((name) => read(name).includes(staleText))).toEqual([]);
  if (report.error === null) return report;
  const [first = ''] = report.error.message.split('\n');
  // Up to the first character that one of the formats escapes.
  const [words = ''] = first.split(/[<>&"'`[\]\\]|https?:/);
  expect(JSON.parse(read('badge.json'))).toMatchObject({ schemaVersion: 1, message: 'not judged' });
  for (const name of reportFiles.filter((one) => one !== 'badge.json'))
    expect([name, read(name)]).toEqual([name, expect.stringContaining(words.trim())]);
  expect(sarif.invocations[0].toolExecutionNotifications[0]).toMatchObject({ level: 'error' });
  expect(read('report.html')).toContain('<p class="state">Not judged</p>');
  expect(read('junit.xml')).toContain(`type="${report.error.reason}"`);
  expect(read('summary.md')).toMatch(/^### ⚠️ /);
  return report;
}
