/** Puts the reports of a run into the folder that the user named. */
import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { describeFileError, UsageError } from '../../command-line/command.ts';
import { getErrorCode } from '../../files/disk.ts';
import { writeFile } from '../../files/write-file.ts';
import type { Spec } from '../../openapi/spec.ts';
import { toVisibleJson } from '../../text/visible.ts';
import { calibrationFiles, formatTargetFiles } from '../report/target-files.ts';
import { formatHar } from '../evidence/har.ts';
import { renderHtmlReport } from '../report/html.ts';
import { toJsonReport } from '../report/json.ts';
import { formatJunitReport } from '../report/junit.ts';
import { formatMarkdownSummary } from '../report/markdown.ts';
import type { JudgedRun, ContractRun, UnjudgedRun } from '../report/run.ts';
import { createSarifReport } from '../report/sarif.ts';

/** Before anything is asked, since a run that cannot be written down is not worth its time. @throws UsageError */
export function prepareReportDir(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const isFile = getErrorCode(error) === 'EEXIST';
    const trouble = isFile
      ? `${folder} cannot be used, because it is a file. Give a folder.`
      : describeFileError(error);
    throw trouble === undefined ? error : new UsageError(`The reports cannot be written: ${trouble}`);
  }
}

const evidenceFile = 'evidence.har';

/** The texts by the names of their files; undefined for one that must not be there. */
type ReportFiles = Readonly<Record<string, string | undefined>>;

/** @returns a sentence on each report that could not be written; the others are, and old ones are kept */
export async function writeReports(folder: string, run: JudgedRun, spec: Spec): Promise<readonly string[]> {
  return writeAll(folder, {
    ...formatFiles(run, spec.lifeCycle.apiStatuses),
    [evidenceFile]: formatJson(formatHar(run.evidence, run.version)),
    ...(await formatTargetFiles(run, spec)),
  });
}

/**
 * The reports of a run that judged nothing. What an earlier run left beside them would be taken for this one's, so it goes.
 * @param keep a file that is not removed, wherever it is: what was to be judged
 * @returns a sentence on each report that could not be written
 */
export async function writeUnjudgedReports(
  folder: string,
  run: UnjudgedRun,
  keep?: string,
): Promise<readonly string[]> {
  const kept = keep === undefined ? undefined : resolveRealPath(keep);
  const stale = [evidenceFile, ...calibrationFiles].filter((name) => {
    const path = resolveRealPath(join(folder, name));
    return path !== undefined && path !== kept;
  });
  const removed = Object.fromEntries(stale.map((name) => [name, undefined]));
  return writeAll(folder, { ...formatFiles(run, []), ...removed });
}

/** @param statuses the API statuses of the document, in its order */
function formatFiles(run: ContractRun, statuses: readonly string[]): ReportFiles {
  return {
    'report.json': formatJson(toJsonReport(run)),
    'report.html': renderHtmlReport(run, statuses),
    'summary.md': formatMarkdownSummary(run),
    'junit.xml': formatJunitReport(run),
    'report.sarif': formatJson(createSarifReport(run)),
  };
}

async function writeAll(folder: string, files: ReportFiles): Promise<readonly string[]> {
  const unwritten: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    try {
      if (text === undefined) await rm(file, { force: true });
      else await writeFile(file, text);
    } catch (error) {
      const trouble = describeFileError(error);
      if (trouble === undefined) throw error;
      unwritten.push(trouble);
    }
  }
  return unwritten;
}

function formatJson(value: unknown): string {
  return `${toVisibleJson(JSON.stringify(value, null, 2))}\n`;
}

/** Undefined when there is no such file. */
function resolveRealPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
