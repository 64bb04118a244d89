/** Writes the reports of a run into the folder of --report-dir. */
import { accessSync, constants, lstatSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { describeFileError, UsageError } from '../../command-line/command.ts';
import { getErrorCode } from '../../files/disk.ts';
import { writeFile } from '../../files/write-file.ts';
import type { Spec } from '../../openapi/spec.ts';
import { toVisibleJson } from '../../text/visible.ts';
import { createBadge } from '../report/badge.ts';
import { calibrationFiles, formatTargetFiles } from '../report/target-files.ts';
import { formatHar } from '../evidence/har.ts';
import { renderHtmlReport } from '../report/html.ts';
import { getProofFile, proofFolder } from '../report/proofs.ts';
import { toJsonReport } from '../report/json.ts';
import { formatJunitReport } from '../report/junit.ts';
import { formatMarkdownSummary } from '../report/markdown.ts';
import type { JudgedRun, ContractRun, UnjudgedRun } from '../report/run.ts';
import { createSarifReport } from '../report/sarif.ts';

/** Checks the folder before any request, because a run without reports is wasted. @throws UsageError */
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

/** The text of each file by name; undefined for a file that must not exist. */
type ReportFiles = Readonly<Record<string, string | undefined>>;

/**
 * @param keep a file that is never removed: the evidence to be judged
 * @returns a message for each report that could not be written; the others are written, and old files remain
 */
export async function writeReports(
  folder: string,
  run: JudgedRun,
  spec: Spec,
  keep?: string,
): Promise<readonly string[]> {
  return writeAll(folder, {
    ...formatFiles(run, spec.lifeCycle.apiStatuses),
    [evidenceFile]: formatJson(formatHar(run.evidence, run.version)),
    ...(await formatTargetFiles(run, spec)),
    ...listStaleProofs(folder, keep),
    ...formatProofs(run),
  });
}

/**
 * Writes the reports of a run that judged nothing, and removes the reports of an earlier run from the folder.
 * @param keep a file that is never removed: the evidence to be judged
 * @returns a message for each report that could not be written
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
  return writeAll(folder, { ...formatFiles(run, []), ...removed, ...listStaleProofs(folder, keep) });
}

/** The evidence of each broken clause alone. */
function formatProofs({ proofs = new Map(), version }: JudgedRun): ReportFiles {
  return Object.fromEntries(
    [...proofs].map(([id, proof]) => [getProofFile(id), formatJson(formatHar(proof, version))]),
  );
}

/** The proofs of an earlier run. Only files with the name of a clause are removed. */
function listStaleProofs(folder: string, keep: string | undefined): ReportFiles {
  const kept = keep === undefined ? undefined : resolveRealPath(keep);
  const names = readNames(join(folder, proofFolder)).filter((name) => /^[a-z0-9-]+\.har$/.test(name));
  const stale = names.map((name) => `${proofFolder}/${name}`);
  return Object.fromEntries(
    stale.filter((name) => resolveRealPath(join(folder, name)) !== kept).map((name) => [name, undefined]),
  );
}

/** The names in a folder; none if it is not a folder. A link to one may lead to the files of others. */
function readNames(folder: string): readonly string[] {
  try {
    return lstatSync(folder).isDirectory() ? readdirSync(folder) : [];
  } catch {
    return [];
  }
}

/** @param statuses the API statuses of the document, in its order */
function formatFiles(run: ContractRun, statuses: readonly string[]): ReportFiles {
  return {
    'report.json': formatJson(toJsonReport(run)),
    'report.html': renderHtmlReport(run, statuses),
    'summary.md': formatMarkdownSummary(run),
    'junit.xml': formatJunitReport(run),
    'report.sarif': formatJson(createSarifReport(run)),
    'badge.json': formatJson(createBadge(run)),
  };
}

async function writeAll(folder: string, files: ReportFiles): Promise<readonly string[]> {
  const unwritten: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    try {
      if (text === undefined) await rm(file, { force: true });
      else {
        mkdirSync(dirname(file), { recursive: true });
        await writeFile(file, text);
      }
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
