/** The ledger on disk: read and checked before a run, written atomically after it, never lost. */
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';

import { describeFileError, UsageError } from '../../command-line/command.ts';
import type { Disk } from '../../files/disk.ts';
import { FileError } from '../../files/file-error.ts';
import { isDamage, readJsonFile } from '../../files/read-file.ts';
import { setAside } from '../../files/set-aside.ts';
import { refuseUnlessFile, removeLeftovers, writeFile } from '../../files/write-file.ts';
import { diagnose } from '../../openapi/diagnostics/diagnose.ts';
import { formatDiagnostic } from '../../openapi/diagnostics/render.ts';
import { compileSchema } from '../../openapi/json-schema/compile.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Verdict } from '../verdict/clause.ts';
import type { Earlier } from '../evidence/earlier.ts';
import { getHistory, listBrokenClauses, type ToKind } from '../ledger/clause-rows.ts';
import { createLedger, type Ledger, ledgerVersion } from '../ledger/format.ts';
import { addRun, listRecentSteps, toEarlier } from '../ledger/ledger.ts';
import schema from '../ledger/ledger.schema.json' with { type: 'json' };
import { findForeignVersion, migrateLedger } from '../ledger/migrate.ts';
import type { LastingStep } from '../statistics/find-steps.ts';
import { type Changes, findChanges } from '../report/changes.ts';
import type { JudgedRun, PastRun } from '../report/run.ts';
import { readBaseUrl } from '../traffic/base-url.ts';

/** The ledger of one run: the observations of earlier runs, and a way to add this run. */
export interface RunLedger {
  readonly given: { readonly earlier?: Earlier };
  /** @param toKind what a broken clause counts as */
  readonly past: (toKind: ToKind) => { readonly history?: readonly PastRun[] };
  /** The changes since the previous run; nothing without one. */
  readonly changes: (verdicts: readonly Verdict[]) => { readonly changes?: Changes };
  /** The lasting steps that this run or one shortly before it completed. */
  readonly steps: (run: JudgedRun, lifeCycle: LifeCycle) => { readonly steps?: readonly LastingStep[] };
  /** Resolves to an error message when the ledger could not be written; the old ledger then remains. */
  readonly add: (run: JudgedRun, lifeCycle: LifeCycle) => Promise<string | undefined>;
}

/**
 * Reads the ledger from a file, which need not exist yet. An invalid ledger is renamed and kept.
 * @param file undefined when no ledger is kept
 * @param baseUrl the target, as the user gave it
 * @param say reports a renamed ledger, with the reason
 * @throws UsageError when the file cannot be used or belongs to another target; both before any request
 */
export async function openRunLedger(
  file: string | undefined,
  baseUrl: string,
  say: (sentence: string) => void,
  disk?: Disk,
): Promise<RunLedger> {
  if (file === undefined)
    return {
      given: {},
      past: () => ({}),
      changes: () => ({}),
      steps: () => ({}),
      add: async () => undefined,
    };
  await refuseUnlessFile(file, disk).catch((error: unknown) => {
    throw toLedgerError(file, error);
  });
  await removeLeftovers(file, disk);
  const origin = readBaseUrl(baseUrl, '/', [])?.origin ?? '';
  const ledger = await readLedger(file, origin, say);
  refuseOtherTarget(file, ledger, origin);
  const addThisRun = (run: JudgedRun, lifeCycle: LifeCycle) =>
    addRun(ledger, { ...run, lifeCycle, drift: run.drift?.length ?? 0 });
  return {
    given: { earlier: toEarlier(ledger) },
    past: (toKind) => ({ history: getHistory(ledger, toKind) }),
    changes: (verdicts) => {
      const before = listBrokenClauses(ledger);
      return before === undefined ? {} : { changes: findChanges(before, verdicts) };
    },
    steps: (run, lifeCycle) => ({ steps: listRecentSteps(addThisRun(run, lifeCycle)) }),
    add: async (run, lifeCycle) => writeLedger(file, addThisRun(run, lifeCycle), disk),
  };
}

async function readLedger(file: string, target: string, say: (sentence: string) => void): Promise<Ledger> {
  refuseUnlessWritable(file);
  if (!existsSync(file)) return createLedger(target);
  const { ledger, trouble = '' } = await loadLedger(file);
  if (ledger !== undefined) return ledger;
  const aside = await setAside(file);
  say(`${trouble} It was renamed to ${aside}, and this run starts a new ledger.`);
  return createLedger(target);
}

/** All jobs of another target would seem to be missing. */
function refuseOtherTarget(file: string, { runs, target }: Ledger, origin: string): void {
  if (runs.length === 0 || (URL.canParse(target) && new URL(target).origin === origin)) return;
  throw new UsageError(
    `The ledger ${file} belongs to ${target}, but this run judges ${origin}. Use a separate ledger for each target.`,
  );
}

/** Writes atomically, so a killed run leaves the old ledger. @returns an error message, or undefined on success */
async function writeLedger(file: string, ledger: Ledger, disk?: Disk): Promise<string | undefined> {
  try {
    const options = disk === undefined ? {} : { disk };
    await writeFile(file, `${JSON.stringify(ledger, null, 1)}\n`, { isPrivate: true, ...options });
    return undefined;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return `This run could not be added to the ledger: ${error.message}`;
  }
}

/** The ledger in a file, or a sentence about why it is invalid. @throws UsageError when the file cannot be read */
async function loadLedger(file: string): Promise<{ readonly ledger?: Ledger; readonly trouble?: string }> {
  let value: unknown;
  try {
    value = migrateLedger(readJsonFile(file));
  } catch (error) {
    if (!(error instanceof FileError) || !isDamage(error)) throw toLedgerError(file, error);
    return { trouble: error.message };
  }
  const version = findForeignVersion(value) ?? ledgerVersion;
  if (version > ledgerVersion)
    throw new UsageError(
      `The ledger ${file} has version ${version}, but this version of enrichment-sandbox can read only up to ${ledgerVersion}. Update it, or give another file.`,
    );
  if (version < ledgerVersion)
    return {
      trouble: `The ledger ${file} cannot be used. It has version ${version}, which this version of enrichment-sandbox cannot read.`,
    };
  const fits = compileSchema(schema);
  // Validated data has these types.
  if (fits(value) === true) return { ledger: value as Ledger };
  const [first] = diagnose(fits.errors, value);
  const reason = first === undefined ? '' : `: ${formatDiagnostic(first, 'the file')}`;
  return {
    trouble: `The ledger ${file} cannot be used. It does not have the format of this version${reason}.`,
  };
}

/** The ledger in a file that must have one. @throws UsageError */
export async function readStoredLedger(file: string): Promise<Ledger> {
  const { ledger, trouble } = await loadLedger(file);
  if (ledger === undefined) throw new UsageError(trouble ?? `The ledger ${file} cannot be used.`);
  return ledger;
}

function refuseUnlessWritable(file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    throw toLedgerError(file, error);
  }
}

function toLedgerError(file: string, error: unknown): unknown {
  const trouble = describeFileError(
    error instanceof FileError ? error : Object.assign(error as Error, { path: file }),
  );
  return trouble === undefined ? error : new UsageError(`The ledger cannot be written: ${trouble}`);
}
