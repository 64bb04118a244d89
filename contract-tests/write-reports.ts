/** Puts the reports of a run into the folder that the user named. */
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { fileTrouble, UsageError } from '../command-line/command.ts';
import type { Spec } from '../openapi/spec.ts';
import { harOf } from './evidence/har.ts';
import { htmlReport } from './report/html.ts';
import { jsonReport } from './report/json.ts';
import { junitReport } from './report/junit.ts';
import { markdownSummary } from './report/markdown.ts';
import type { Run } from './report/run.ts';
import { sarifReport } from './report/sarif.ts';
import { writeCalibration } from './write-calibration.ts';

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

export async function writeReports(folder: string, run: Run, spec: Spec): Promise<void> {
  const files = {
    'report.json': asJson(jsonReport(run)),
    'report.html': htmlReport(run, spec.lifeCycle.apiStatuses),
    'summary.md': markdownSummary(run),
    'junit.xml': junitReport(run),
    'report.sarif': asJson(sarifReport(run)),
    'evidence.har': asJson(harOf(run.evidence, run.version)),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  await writeCalibration(folder, run, spec);
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
