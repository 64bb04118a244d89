/** A run: its verdicts and outcome, or why nothing was judged. Every report is created from this value alone. */
import type { PartialContract } from '../verdict/choose-clauses.ts';
import type { Verdict } from '../verdict/clause.ts';
import { type Counts, countVerdicts } from '../verdict/counts.ts';
import type { Coverage } from '../verdict/coverage.ts';
import type { ModeName } from '../evidence/conduct.ts';
import { type FailOn, failsRun } from '../verdict/fail-on.ts';
import type { LevelChange } from '../verdict/levels.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { RunError } from '../evidence/run-error.ts';
import type { RunOutcome } from '../verdict/judge.ts';
import type { ObservedReadings } from '../clauses/readings.ts';
import type { Changes } from './changes.ts';
import type { LastingStep } from '../statistics/find-steps.ts';
import type { Drift } from './drift.ts';

export type ContractRun = JudgedRun | UnjudgedRun;

interface RunBase {
  readonly version: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly tookMs: number;
  /** A broken SHOULD counts like a broken MUST. */
  readonly strict: boolean;
  /** What fails the run, if it is not every broken promise of the level. */
  readonly failOn?: readonly FailOn[];
}

/** The run has verdicts. */
export interface JudgedRun extends RunBase {
  readonly kind: 'judged';
  /** The changes since the previous run; absent without one. */
  readonly changes?: Changes;
  readonly evidence: Evidence;
  readonly verdicts: readonly Verdict[];
  /** The part of the evidence that proves a broken clause, by the id of the clause. */
  readonly proofs?: ReadonlyMap<string, Evidence>;
  /** The levels that the team changed; the clauses of the verdicts have the new ones. */
  readonly changedLevels?: readonly LevelChange[];
  /** The judged part, if it is not the whole contract. */
  readonly part?: PartialContract;
  readonly readings: ObservedReadings;
  /** One sentence with the version of the framework and the evidence for it; absent when nothing showed it. */
  readonly framework?: string;
  readonly outcome: RunOutcome;
  /** An error after the verdicts, which overrides the outcome of the run. */
  readonly error?: RunError;
  /** The minimum share of answered requests, in percent; absent for the default. */
  readonly minAvailability?: number;
  /** The coverage of the contract; absent when it was not measured. */
  readonly coverage?: Coverage;
  /** What was observed but is not in the document. */
  readonly drift?: readonly Drift[];
  /** The results of earlier runs, the earliest first; absent without a ledger. */
  readonly history?: readonly PastRun[];
  /** The lasting steps of the last few runs, the latest first; absent without a ledger. */
  readonly steps?: readonly LastingStep[];
}

/** The run has no verdicts, because it ended before it judged anything. */
export interface UnjudgedRun extends RunBase {
  readonly kind: 'unjudged';
  /** The base URL if known; empty when no valid one was given. */
  readonly target: string;
  readonly mode?: ModeName;
  readonly error: RunError;
}

/** The number of clauses by result in an earlier run. */
export interface PastRun extends Pick<Counts, 'broken' | 'warnings' | 'notices' | 'kept' | 'unobserved'> {
  /** ISO 8601. */
  readonly at: string;
}

/** Why the run could not judge the target, or not enough of it; undefined when its verdicts are valid. */
export function getError(run: ContractRun): RunError | undefined {
  if (run.kind === 'unjudged' || run.error !== undefined) return run.error;
  const { status, message, reason = 'nothing-observed' } = run.outcome;
  return status === 3 ? { reason, message, exitStatus: 3 } : undefined;
}

/** The exit status of the run. */
export function getExitStatus(run: ContractRun): 0 | 1 | 2 | 3 {
  return run.kind === 'unjudged' ? run.error.exitStatus : (run.error?.exitStatus ?? run.outcome.status);
}

/** Whether the run judged enough and found no broken required promise, even if none of them may fail it. */
export function isKept(run: ContractRun): boolean {
  if (getExitStatus(run) !== 0) return false;
  return run.kind === 'unjudged' || !hasBroken(run);
}

/** Whether a required promise is broken, even if it may not fail the run. */
export function hasBroken({ verdicts, strict }: Pick<JudgedRun, 'verdicts' | 'strict'>): boolean {
  return countVerdicts(verdicts, strict).broken > 0;
}

/** Whether this verdict makes the exit status of the run 1. */
export function isFailing(verdict: Verdict, { strict, failOn = [], ...run }: ContractRun): boolean {
  const changes = run.kind === 'judged' ? run.changes : undefined;
  const newly = changes === undefined ? {} : { newly: new Set(changes.newly) };
  return failsRun(verdict, { strict, failOn, ...newly });
}

/** The last line: the result of the run in one sentence. */
export function getMessage(run: ContractRun): string {
  return run.kind === 'unjudged' ? run.error.message : (run.error?.message ?? run.outcome.message);
}

export function getTarget(run: ContractRun): string {
  return run.kind === 'judged' ? run.evidence.target.baseUrl : run.target;
}

export function getMode(run: ContractRun): ModeName | undefined {
  return run.kind === 'judged' ? run.evidence.target.conduct?.mode : run.mode;
}
