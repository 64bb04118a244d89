/** The format of a ledger, and an empty one. */
import type { MeasuredRun } from '../statistics/find-steps.ts';
import type { RunOutcome } from '../verdict/judge.ts';

/** The format that ledger.schema.json describes. */
export interface Ledger {
  readonly format: typeof ledgerFormat;
  readonly version: typeof ledgerVersion;
  readonly target: string;
  readonly jobs: readonly LedgerJob[];
  readonly runs: readonly LedgerRun[];
  readonly clauses: Readonly<Record<string, string>>;
  /** The numbers of more runs than `runs` has, the earliest first. */
  readonly statistics: readonly MeasuredRun[];
}

export interface LedgerRun {
  readonly at: string;
  readonly exit_status: RunOutcome['status'];
}

export interface LedgerJob {
  readonly job_id: string;
  readonly status?: string;
  readonly submitted_at?: string;
  readonly updated_at?: string;
  readonly place?: number;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly days_in_status: number;
  readonly late_moves: number;
  readonly started_at?: string;
  readonly was_paused?: true;
  readonly rows?: number;
}

export const ledgerFormat = 'enrichment-sandbox/contract-ledger';
export const ledgerVersion = 3;

export const maxJobs = 1000;
export const maxRuns = 30;
/** So many runs lead to the same steps as all runs: see simulation.test.ts. */
export const maxStatistics = 200;

export function createLedger(target: string): Ledger {
  return {
    format: ledgerFormat,
    version: ledgerVersion,
    target,
    jobs: [],
    runs: [],
    clauses: {},
    statistics: [],
  };
}
