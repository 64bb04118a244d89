/** A run: what was judged, of what, and how it came out. Every report is made from this and nothing else. */
import type { Verdict } from '../clause.ts';
import type { Coverage } from '../coverage.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Outcome } from '../judge.ts';
import type { SeenReadings } from '../readings.ts';

export interface Run {
  readonly version: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly tookMs: number;
  readonly evidence: Evidence;
  readonly verdicts: readonly Verdict[];
  readonly readings: SeenReadings;
  readonly outcome: Outcome;
  readonly strict: boolean;
  /** How much of the contract was seen; absent where nobody counted. */
  readonly coverage?: Coverage;
}
