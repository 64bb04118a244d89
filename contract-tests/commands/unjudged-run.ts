/** Writes the reports of a run from its start: until it has verdicts, they say why there are none. */
import type { ExitStatus } from '../../command-line/command.ts';
import { explainError } from '../../command-line/explain.ts';
import type { RunError } from '../evidence/run-error.ts';
import { toPrintable } from '../report/printable.ts';
import type { UnjudgedRun } from '../report/run.ts';
import { NothingToJudge } from '../traffic/nothing-to-judge.ts';
import type { RunOutput } from './run-output.ts';
import { type SummaryFile, writeSummaries } from './summary-files.ts';
import { writeUnjudgedReports } from './write-reports.ts';

/** What is known about a run before it starts. */
export interface RunHead extends Pick<UnjudgedRun, 'strict' | 'target' | 'mode'> {
  readonly startedMs: number;
  /** Undefined when no reports are wanted. */
  readonly folder?: string | undefined;
  /** The files of --summary-to. */
  readonly summaries?: readonly SummaryFile[];
  /** A file that is not removed. */
  readonly keep?: string;
}

/** A run in progress: what is known about it, and whether its reports contain verdicts. */
export interface ActiveRun {
  readonly head: RunHead;
  isReported: boolean;
}

/** Why a run ended without a verdict, by what was thrown. */
function toRunError(error: unknown): RunError {
  if (error instanceof NothingToJudge) return { reason: error.reason, message: error.message, exitStatus: 3 };
  const { message, exitStatus } = explainError(error);
  return { reason: exitStatus === 2 ? 'configuration' : 'internal-error', message, exitStatus };
}

/**
 * Writes reports that say that the run is not finished. The finished run overwrites them, so only a killed run leaves
 * them. So nobody takes the reports of an earlier run for those of this one.
 * Write errors are reported at the end, because writing may succeed by then.
 */
export async function beginReports(head: RunHead): Promise<void> {
  const message = 'The run is not finished. It is still running, or it was killed before it judged anything.';
  await write(head, toUnjudgedRun(head, { reason: 'unfinished', message, exitStatus: 3 }));
}

/**
 * Writes reports about the error that ended the run.
 * @param say receives a message for each report that could not be written
 * @returns the run
 */
export async function failReports(
  head: RunHead,
  error: unknown,
  say: (sentence: string) => void,
): Promise<UnjudgedRun> {
  const run = toUnjudgedRun(head, toRunError(error));
  for (const sentence of await write(head, run)) say(sentence);
  return run;
}

/** Writes any error that ends the run early into the reports. */
export async function runWithReports(
  run: ActiveRun,
  voice: Pick<RunOutput, 'fail' | 'complain'>,
  work: () => Promise<ExitStatus>,
): Promise<ExitStatus> {
  try {
    return await work();
  } catch (error) {
    if (run.isReported) throw error;
    const failed = await failReports(run.head, error, voice.complain);
    voice.fail(failed);
    if (error instanceof NothingToJudge) return 3;
    throw error;
  }
}

function toUnjudgedRun({ startedMs, strict, target, mode }: RunHead, error: RunError): UnjudgedRun {
  return {
    kind: 'unjudged',
    version: VERSION,
    startedAt: new Date(startedMs).toISOString(),
    tookMs: Date.now() - startedMs,
    strict,
    target: toPrintable(target),
    ...(mode === undefined ? {} : { mode }),
    error,
  };
}

async function write(
  { folder, keep, summaries = [] }: RunHead,
  run: UnjudgedRun,
): Promise<readonly string[]> {
  const reports = folder === undefined ? [] : await writeUnjudgedReports(folder, run, keep);
  return [...reports, ...(await writeSummaries(summaries, run))];
}
