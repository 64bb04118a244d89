/** A run: what was judged, of what, and how it came out. Every report is made from this and nothing else. */
import type { Verdict } from '../clause.ts';
import type { Coverage } from '../coverage.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Outcome } from '../judge.ts';
import type { SeenReadings } from '../readings.ts';
import type { Changes } from './changes.ts';
import type { Drift } from './drift.ts';

export interface Run {
  readonly version: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly tookMs: number;
  /** What came out otherwise than the last time; absent without an earlier run. */
  readonly changes?: Changes;
  readonly evidence: Evidence;
  readonly verdicts: readonly Verdict[];
  readonly readings: SeenReadings;
  /** One sentence: the version of the framework, and by what it was told; absent when nothing showed it. */
  readonly framework?: string;
  readonly outcome: Outcome;
  readonly strict: boolean;
  /** How much of the contract was seen; absent where nobody counted. */
  readonly coverage?: Coverage;
  /** What was seen and is not in the document. */
  readonly drift?: readonly Drift[];
  /** How the runs before came out, the earliest first; absent without a ledger. */
  readonly history?: readonly PastRun[];
}

/** How many clauses came out how in an earlier run. */
export interface PastRun {
  /** ISO 8601. */
  readonly at: string;
  readonly broken: number;
  readonly kept: number;
  readonly unobserved: number;
}
