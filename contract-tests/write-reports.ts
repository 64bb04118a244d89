/** Puts the reports of a run into the folder that the user named. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { fileTrouble, UsageError } from '../command-line/command.ts';
import { getErrorCode } from '../files/disk.ts';
import { writeFile } from '../files/write-file.ts';
import type { Spec } from '../openapi/spec.ts';
import { toVisibleJson } from '../text/visible.ts';
import { harOf } from './evidence/har.ts';
import { htmlReport } from './report/html.ts';
import { jsonReport } from './report/json.ts';
import { junitReport } from './report/junit.ts';
import { markdownSummary } from './report/markdown.ts';
import type { Run } from './report/run.ts';
import { sarifReport } from './report/sarif.ts';
import { calibrationOf } from './calibration.ts';

/** Before anything is asked, since a run that cannot be written down is not worth its time. @throws UsageError */
export function prepareReportDir(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const isFile = getErrorCode(error) === 'EEXIST';
    const trouble = isFile
      ? `${folder} cannot be used: it is a file, and a folder is needed.`
      : fileTrouble(error);
    throw trouble === undefined ? error : new UsageError(`The reports cannot be written: ${trouble}`);
  }
}

/** @returns a sentence on each report that could not be written; the others are, and old ones are kept */
export async function writeReports(folder: string, run: Run, spec: Spec): Promise<readonly string[]> {
  const files = {
    'report.json': asJson(jsonReport(run)),
    'report.html': htmlReport(run, spec.lifeCycle.apiStatuses),
    'summary.md': markdownSummary(run),
    'junit.xml': junitReport(run),
    'report.sarif': asJson(sarifReport(run)),
    'evidence.har': asJson(harOf(run.evidence, run.version)),
  };
  const unwritten: string[] = [];
  const write = async (name: string, text: string | undefined): Promise<void> => {
    const file = join(folder, name);
    try {
      if (text === undefined) await rm(file, { force: true });
      else await writeFile(file, text);
    } catch (error) {
      const trouble = fileTrouble(error);
      if (trouble === undefined) throw error;
      unwritten.push(trouble);
    }
  };
  for (const [name, text] of Object.entries(files)) await write(name, text);
  for (const [name, text] of Object.entries(await calibrationOf(run, spec))) await write(name, text);
  return unwritten;
}

function asJson(value: unknown): string {
  return `${toVisibleJson(JSON.stringify(value, null, 2))}\n`;
}
