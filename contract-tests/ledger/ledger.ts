/** The ledger as a value: its format, its use as evidence, and how a run updates it. */
import type { Verdict } from '../verdict/clause.ts';
import { countKinds, type VerdictKind } from '../verdict/counts.ts';
import type { Earlier } from '../evidence/earlier.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { isAnswered } from '../evidence/exchange.ts';
import {
  listJobIds,
  groupSightings,
  isListed,
  type Sighting,
  getTargetTimeMs,
  parseTimeMs,
} from '../evidence/sightings.ts';
import type { RunOutcome } from '../verdict/judge.ts';
import type { PastRun } from '../report/run.ts';

/** The format that ledger.schema.json describes. */
export interface Ledger {
  readonly format: typeof ledgerFormat;
  readonly version: typeof ledgerVersion;
  readonly target: string;
  readonly jobs: readonly LedgerJob[];
  readonly runs: readonly LedgerRun[];
  readonly clauses: Readonly<Record<string, string>>;
}

export interface LedgerRun {
  readonly at: string;
  readonly exit_status: RunOutcome['status'];
}

interface LedgerJob {
  readonly job_id: string;
  readonly status?: string;
  readonly submitted_at?: string;
  readonly updated_at?: string;
  readonly place?: number;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly last_read?: string;
  readonly days_in_status: number;
  readonly late_moves: number;
}

export const ledgerFormat = 'enrichment-sandbox/contract-ledger';
export const ledgerVersion = 2;

const maxJobs = 1000;
const maxRuns = 30;

export function createLedger(target: string): Ledger {
  return { format: ledgerFormat, version: ledgerVersion, target, jobs: [], runs: [], clauses: {} };
}

/** The part of a ledger that is evidence for clauses. */
export function toEarlier({ runs, jobs }: Ledger): Earlier {
  return {
    runs: runs.length,
    jobs: jobs.map(({ job_id: jobId, status, submitted_at: submittedAt, updated_at: updatedAt, ...job }) => ({
      jobId,
      ...(status === undefined ? {} : { status }),
      ...(submittedAt === undefined ? {} : { submittedAt }),
      ...(updatedAt === undefined ? {} : { updatedAt }),
      ...(job.place === undefined ? {} : { place: job.place }),
      firstSeen: job.first_seen,
      lastSeen: job.last_seen,
      ...(job.last_read === undefined ? {} : { lastRead: job.last_read }),
      daysInStatus: job.days_in_status,
      lateMoves: job.late_moves,
    })),
  };
}

/** What a run adds to the ledger. */
export interface FinishedRun {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly evidence: Evidence;
  readonly verdicts: readonly Verdict[];
  readonly outcome: RunOutcome;
  /** The API statuses of the document. */
  readonly statuses: readonly string[];
  /** Whether a job stays in this status. */
  readonly staysFor: (status: string) => boolean;
}

/** Returns the ledger after a run. A missing job is reported once and then removed. */
export function addRun(ledger: Ledger, run: FinishedRun): Ledger {
  const { evidence, startedAt, outcome } = run;
  return {
    ...ledger,
    jobs: updateJobs(ledger, run),
    runs: [...ledger.runs, { at: startedAt, exit_status: outcome.status }].slice(-maxRuns),
    clauses: updateClauses(ledger, run.verdicts),
    target: evidence.target.baseUrl,
  };
}

function updateJobs(ledger: Ledger, run: FinishedRun): readonly LedgerJob[] {
  const { exchanges } = run.evidence;
  const gone = new Set(
    exchanges
      .filter(isAnswered)
      .filter(({ tag, outcome }) => tag === 'earlier-detail' && outcome.status === 404)
      .map(({ jobId }) => jobId),
  );
  const places = indexPlaces(run.evidence);
  const before = new Map(ledger.jobs.map((job) => [job.job_id, job]));
  const current = [...groupSightings(exchanges)].flatMap(([jobId, life]) => {
    // Runs are compared by the same operation, in case the list and the single status disagree.
    const last = life.findLast(isListed) ?? life.at(-1);
    if (last === undefined || !idForm.test(jobId)) return [];
    const read = life.findLast((one) => !isListed(one));
    return [updateJob(before.get(jobId), last, read, run)];
  });
  const seen = new Set(current.map(({ job_id: id }) => id));
  const unseen = ledger.jobs.filter(({ job_id: id }) => !seen.has(id) && !gone.has(id));
  const placed = [...current, ...unseen].map((job) => replacePlace(job, places.get(job.job_id)));
  return placed.toSorted((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity)).slice(0, maxJobs);
}

/** Strict patterns for ids and timestamps, so that no other data can get into a ledger. */
const idForm = /^[\da-f-]{1,64}$/i;
const timestampForm = /^[\dTZ:.+-]{1,40}$/i;

function toIsoTime({ exchange }: Sighting): string {
  return new Date(getTargetTimeMs(exchange) ?? exchange.startedMs).toISOString();
}

function updateJob(
  before: LedgerJob | undefined,
  last: Sighting,
  read: Sighting | undefined,
  run: FinishedRun,
): LedgerJob {
  const { jobId, status = '', submittedAt = '', updatedAt = '' } = last;
  const { statuses, staysFor } = run;
  const seenAt = toIsoTime(last);
  const readAt = read === undefined ? before?.last_read : toIsoTime(read);
  const same = before !== undefined && before.status === status;
  const isLater = same && staysFor(status) && parseTimeMs(before.updated_at) !== parseTimeMs(updatedAt);
  const isNewDay = before?.last_seen.slice(0, 10) !== seenAt.slice(0, 10);
  return {
    job_id: jobId,
    // An unknown status could contain anything, so it is not stored.
    ...(statuses.includes(status) ? { status } : {}),
    ...(timestampForm.test(submittedAt) ? { submitted_at: submittedAt } : {}),
    ...(timestampForm.test(updatedAt) ? { updated_at: updatedAt } : {}),
    first_seen: before?.first_seen ?? seenAt,
    last_seen: seenAt,
    ...(readAt === undefined ? {} : { last_read: readAt }),
    days_in_status: same ? before.days_in_status + (isNewDay ? 1 : 0) : 1,
    late_moves: same ? before.late_moves + (isLater ? 1 : 0) : 0,
  };
}

/** The positions in the last list that was read from its start. */
function indexPlaces({ exchanges }: Evidence): ReadonlyMap<string, number> {
  const good = exchanges.filter(isAnswered).filter(({ outcome }) => outcome.status === 200);
  const ids = good.filter(({ tag }) => tag === 'list' || tag === 'list-page').flatMap(listJobIds);
  return new Map([...new Set(ids)].map((id, place) => [id, place]));
}

/** Positions are comparable only within one run. */
function replacePlace(job: LedgerJob, place: number | undefined): LedgerJob {
  const { place: _earlier, ...others } = job;
  return place === undefined ? others : { ...others, place };
}

const letters = { kept: 'k', broken: 'b', unobserved: 'u', off: 'o', crashed: 'c' } as const;

function updateClauses(
  { clauses, runs }: Ledger,
  verdicts: readonly Verdict[],
): Readonly<Record<string, string>> {
  const current = new Map(verdicts.map(({ clause, verdict }) => [clause.id, letters[verdict]]));
  const ids = new Set([...Object.keys(clauses), ...current.keys()]);
  const past = '-'.repeat(runs.length);
  const rows = [...ids].map(
    (id) => [id, `${clauses[id] ?? past}${current.get(id) ?? '-'}`.slice(-maxRuns)] as const,
  );
  // A clause that did not exist for thirty runs is removed.
  return Object.fromEntries(rows.filter(([, row]) => /[^-]/.test(row)));
}

/** The clauses that were broken when they were last judged; undefined without an earlier run. */
export function listBrokenClauses({ runs, clauses }: Ledger): ReadonlySet<string> | undefined {
  if (runs.length === 0) return undefined;
  const rows = Object.entries(clauses);
  return new Set(rows.flatMap(([id, row]) => (row.replaceAll(/[^kb]/g, '').endsWith('b') ? [id] : [])));
}

/** What a broken clause counts as, by its id. */
export type ToKind = (id: string) => VerdictKind;

const kindsByLetter: Readonly<Record<string, VerdictKind>> = {
  k: 'kept',
  u: 'unobserved',
  o: 'off',
  c: 'crashed',
};

/** The results of all runs, the earliest first, for a trend. */
export function getHistory({ runs, clauses }: Ledger, toKind: ToKind): readonly PastRun[] {
  const rows = Object.entries(clauses);
  return runs.map(({ at }, index) => {
    const kinds = rows.flatMap(([id, row]) => {
      const letter = row[index] ?? '-';
      return letter === 'b' ? [toKind(id)] : (kindsByLetter[letter] ?? []);
    });
    const { broken, warnings, notices, kept, unobserved } = countKinds(kinds);
    return { at, broken, warnings, notices, kept, unobserved };
  });
}
