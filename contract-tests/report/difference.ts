/** Compares two reports: newly broken, still broken, fixed, no longer judged, flaky. */

import type { FailOn } from '../verdict/fail-on.ts';

/** The compared parts of report.json. */
export interface Report {
  readonly started_at: string;
  readonly target: string;
  readonly strict: boolean;
  readonly clauses: readonly ReportedClause[];
  /** Null or absent when unknown. */
  readonly availability?: { readonly percent: number | null } | null;
  /** Why the run could not judge the target, or not enough of it; null or absent when its verdicts are valid. */
  readonly error?: { readonly message: string } | null;
  /** Absent without a ledger. */
  readonly steps?: readonly ReportedStep[];
}

/** A lasting step. */
export interface ReportedStep {
  readonly metric: string;
  readonly found_at: string;
  readonly is_worse: boolean;
  readonly sentence: string;
}

export interface ReportedClause {
  readonly id: string;
  readonly level: string;
  readonly promise: string;
  readonly verdict: string;
  readonly reason: string | null;
}

export interface Difference {
  readonly before: Report;
  readonly after: Report;
  /** Clauses that are broken now, as in the new report. */
  readonly newly: readonly ReportedClause[];
  readonly still: readonly ReportedClause[];
  /** Broken before and kept now. */
  readonly fixed: readonly ReportedClause[];
  /** Broken before, not judged now. This is not an improvement. */
  readonly unseen: readonly ReportedClause[];
  /** Broken in one of the two reports, and both kept and broken in the last runs. */
  readonly flaky: readonly ReportedClause[];
  /** The lasting steps that only the new report has. */
  readonly steps: readonly ReportedStep[];
}

/** A crashed check counts like a broken promise. */
const isBroken = (verdict: string | undefined) => verdict === 'broken' || verdict === 'crashed';

/**
 * @param past one letter per run for each clause, as in a ledger, including the two runs
 * @param last how many of these runs count
 */
export function compareReports(
  before: Report,
  after: Report,
  past: Readonly<Record<string, string>>,
  last: number,
): Difference {
  const earlier = new Map(before.clauses.map((clause) => [clause.id, clause]));
  const isFlaky = ({ id }: ReportedClause) => {
    const row = Object.hasOwn(past, id) ? (past[id] ?? '') : '';
    const ways = row.slice(-last).replaceAll(/[^kb]/g, '');
    // A single change from kept to broken, or back, is not flaky.
    return /kb+k|bk+b/.test(ways);
  };
  const wasBroken = ({ id }: ReportedClause) => isBroken(earlier.get(id)?.verdict);
  const broken = after.clauses.filter(({ verdict }) => isBroken(verdict));
  const later = new Set(after.clauses.map(({ id }) => id));
  const mended = after.clauses.filter((clause) => !isBroken(clause.verdict) && wasBroken(clause));
  const lost = before.clauses.filter(({ id, verdict }) => isBroken(verdict) && !later.has(id));
  return {
    before,
    after,
    newly: broken.filter((clause) => !wasBroken(clause) && !isFlaky(clause)),
    still: broken.filter((clause) => wasBroken(clause) && !isFlaky(clause)),
    fixed: mended.filter((clause) => clause.verdict === 'kept' && !isFlaky(clause)),
    unseen: [...mended.filter(({ verdict }) => verdict !== 'kept'), ...lost].filter((one) => !isFlaky(one)),
    flaky: [...broken, ...mended, ...lost].filter(isFlaky),
    steps: (after.steps ?? []).filter((step) => !(before.steps ?? []).some((one) => isSameStep(one, step))),
  };
}

function isSameStep(one: ReportedStep, other: ReportedStep): boolean {
  return one.metric === other.metric && one.found_at === other.found_at;
}

/**
 * Whether the new report breaks a promise of `--fail-on`, or has a new step. Without a level there, the one of the new report
 * counts.
 */
export function hasFailures(
  { after, newly, still, flaky, steps }: Difference,
  failOn: readonly FailOn[],
): boolean {
  if (failOn.includes('never')) return false;
  if (failOn.includes('step') && steps.some((step) => step.is_worse)) return true;
  const strict = failOn.includes('should') || (after.strict && !failOn.includes('must'));
  const counting = failOn.includes('new')
    ? newly
    : [...newly, ...still, ...flaky.filter(({ verdict }) => isBroken(verdict))];
  return counting.some((clause) => isFatal(clause, strict));
}

function isFatal({ level, verdict }: ReportedClause, strict: boolean): boolean {
  return verdict === 'crashed' || level === 'MUST' || (strict && level === 'SHOULD');
}

export function isReport(value: unknown): value is Report {
  if (typeof value !== 'object' || value === null) return false;
  const {
    format,
    target,
    started_at: startedAt,
    clauses,
    error = null,
    availability = null,
    steps = [],
  } = value as Readonly<Record<string, unknown>>;
  return (
    format === 'enrichment-sandbox/contract-report' &&
    [target, startedAt].every((text) => typeof text === 'string') &&
    isError(error) &&
    isAvailability(availability) &&
    Array.isArray(clauses) &&
    clauses.every(isClause) &&
    Array.isArray(steps) &&
    steps.every(isReportedStep)
  );
}

/** Whether a run has no verdicts at all. */
export function isUnjudged({ clauses }: Report): boolean {
  return clauses.length === 0;
}

function isAvailability(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object' || !('percent' in value)) return false;
  return value.percent === null || typeof value.percent === 'number';
}

function isError(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && 'message' in value && typeof value.message === 'string';
}

function isReportedStep(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('is_worse' in value)) return false;
  const step = value as Readonly<Record<string, unknown>>;
  return (
    typeof step['is_worse'] === 'boolean' &&
    ['metric', 'found_at', 'sentence'].every((key) => typeof step[key] === 'string')
  );
}

function isClause(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const clause = value as Readonly<Record<string, unknown>>;
  return ['id', 'level', 'promise', 'verdict'].every((key) => typeof clause[key] === 'string');
}
