/** Puts the reports of a run into the folder that the user named. */
import { accessSync, constants, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { fileTrouble, UsageError } from '../command-line/command.ts';
import type { Spec } from '../openapi/spec.ts';
import { harOf } from './evidence/har.ts';
import { htmlReport } from './report/html.ts';
import { jsonReport } from './report/json.ts';
import { junitReport } from './report/junit.ts';
import { markdownSummary } from './report/markdown.ts';
import type { JudgedRun, Run, UnjudgedRun } from './report/run.ts';
import { sarifReport } from './report/sarif.ts';
import { calibrationFiles, writeCalibration } from './write-calibration.ts';

/** Before anything is asked, since a run that cannot be written down is not worth its time. @throws UsageError */
export function prepareReportDir(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const trouble = fileTrouble(error) ?? `${folder} cannot be used: it is a file, and a folder is needed.`;
    throw new UsageError(`The reports cannot be written: ${trouble}`);
  }
}

const evidenceFile = 'evidence.har';

export async function writeReports(folder: string, run: JudgedRun, spec: Spec): Promise<void> {
  writeAll(folder, run, spec.lifeCycle.apiStatuses);
  write(folder, evidenceFile, asJson(harOf(run.evidence, run.version)));
  await writeCalibration(folder, run, spec);
}

/**
 * The reports of a run that judged nothing. What an earlier run left beside them would be taken for this one's, so it goes.
 * @param keep a file that is not removed, wherever it is: what was to be judged
 */
export function writeUnjudgedReports(folder: string, run: UnjudgedRun, keep?: string): void {
  writeAll(folder, run, []);
  const kept = keep === undefined ? undefined : realPath(keep);
  for (const name of [evidenceFile, ...calibrationFiles]) {
    const file = join(folder, name);
    if (realPath(file) !== kept) rmSync(file, { force: true });
  }
}

/** @param statuses the API statuses of the document, in its order */
function writeAll(folder: string, run: Run, statuses: readonly string[]): void {
  write(folder, 'report.json', asJson(jsonReport(run)));
  write(folder, 'report.html', htmlReport(run, statuses));
  write(folder, 'summary.md', markdownSummary(run));
  write(folder, 'junit.xml', junitReport(run));
  write(folder, 'report.sarif', asJson(sarifReport(run)));
}

function write(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Undefined when there is no such file. */
function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
