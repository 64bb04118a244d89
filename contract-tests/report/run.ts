/** A run: what was judged and how it came out, or why nothing was judged. Every report is made from this and nothing else. */
import type { PartialContract } from '../verdict/choose-clauses.ts';
import type { Verdict } from '../verdict/clause.ts';
import type { Counts } from '../verdict/counts.ts';
import type { Coverage } from '../verdict/coverage.ts';
import type { ModeName } from '../evidence/conduct.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { RunError } from '../evidence/run-error.ts';
import type { RunOutcome } from '../verdict/judge.ts';
import type { ObservedReadings } from '../clauses/readings.ts';
import type { Changes } from './changes.ts';
import type { Drift } from './drift.ts';

export type ContractRun = JudgedRun | UnjudgedRun;

interface RunBase {
  readonly version: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly tookMs: number;
  readonly strict: boolean;
}

/** There are verdicts, whatever they are worth. */
export interface JudgedRun extends RunBase {
  readonly kind: 'judged';
  /** What came out otherwise than the last time; absent without an earlier run. */
  readonly changes?: Changes;
  readonly evidence: Evidence;
  readonly verdicts: readonly Verdict[];
  /** What was judged, when it was not the whole contract. */
  readonly part?: PartialContract;
  readonly readings: ObservedReadings;
  /** One sentence: the version of the framework, and by what it was told; absent when nothing showed it. */
  readonly framework?: string;
  readonly outcome: RunOutcome;
  /** What went wrong after the verdicts were there; the run is not worth what its outcome says. */
  readonly error?: RunError;
  /** The share of requests that must be answered, in percent; absent for the default. */
  readonly minAvailability?: number;
  /** How much of the contract was seen; absent where nobody counted. */
  readonly coverage?: Coverage;
  /** What was seen and is not in the document. */
  readonly drift?: readonly Drift[];
  /** How the runs before came out, the earliest first; absent without a ledger. */
  readonly history?: readonly PastRun[];
}

/** There are no verdicts: the run ended before anything was judged. */
export interface UnjudgedRun extends RunBase {
  readonly kind: 'unjudged';
  /** The base URL as far as it is known; empty when none was given that can be used. */
  readonly target: string;
  readonly mode?: ModeName;
  readonly error: RunError;
}

/** How many clauses came out how in an earlier run. */
export interface PastRun extends Pick<Counts, 'broken' | 'warnings' | 'notices' | 'kept' | 'unobserved'> {
  /** ISO 8601. */
  readonly at: string;
}

/** Why the run could not judge, or not judge enough; undefined for a verdict that counts. */
export function getError(run: ContractRun): RunError | undefined {
  if (run.kind === 'unjudged' || run.error !== undefined) return run.error;
  const { status, message, reason = 'nothing-observed' } = run.outcome;
  return status === 3 ? { reason, message, exitStatus: 3 } : undefined;
}

/** The exit status that the run ends with. */
export function getExitStatus(run: ContractRun): 0 | 1 | 2 | 3 {
  return run.kind === 'unjudged' ? run.error.exitStatus : (run.error?.exitStatus ?? run.outcome.status);
}

/** The last line: one sentence on how the run came out. */
export function getMessage(run: ContractRun): string {
  return run.kind === 'unjudged' ? run.error.message : (run.error?.message ?? run.outcome.message);
}

export function getTarget(run: ContractRun): string {
  return run.kind === 'judged' ? run.evidence.target.baseUrl : run.target;
}

export function getMode(run: ContractRun): ModeName | undefined {
  return run.kind === 'judged' ? run.evidence.target.conduct?.mode : run.mode;
}
