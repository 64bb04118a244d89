/** The ledger as a value: its use as evidence, and how a run updates it. */
import type { Verdict } from '../verdict/clause.ts';
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
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { findSteps, type LastingStep } from '../statistics/find-steps.ts';
import { type JobTimes, readJobTimes } from '../statistics/job-times.ts';
import { countRows, measureRun } from '../statistics/measure-run.ts';
import type { RunOutcome } from '../verdict/judge.ts';
import { updateClauses } from './clause-rows.ts';
import { type Ledger, type LedgerJob, maxJobs, maxRuns, maxStatistics } from './format.ts';

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
  readonly lifeCycle: LifeCycle;
  /** How many differences from the document it found. */
  readonly drift: number;
}

/** Returns the ledger after a run. A missing job is reported once and then removed. */
export function addRun(ledger: Ledger, run: FinishedRun): Ledger {
  const { evidence, startedAt, outcome } = run;
  const times = readTimes(ledger, run);
  return {
    ...ledger,
    jobs: updateJobs(ledger, run, times),
    runs: [...ledger.runs, { at: startedAt, exit_status: outcome.status }].slice(-maxRuns),
    clauses: updateClauses(ledger, run.verdicts),
    statistics: [
      ...ledger.statistics,
      { at: startedAt, values: measureRun(evidence, run.drift, [...times.values()]) },
    ].slice(-maxStatistics),
    target: evidence.target.baseUrl,
  };
}

/** How long the jobs waited and worked, by their ids. */
function readTimes(ledger: Ledger, { evidence, lifeCycle }: FinishedRun): ReadonlyMap<string, JobTimes> {
  const before = new Map(ledger.jobs.map((job) => [job.job_id, job]));
  const rows = countRows(evidence.exchanges);
  return new Map(
    [...groupSightings(evidence.exchanges)].map(([jobId, life]) => {
      const { status, started_at: startedAt, was_paused: wasPaused, rows: known } = before.get(jobId) ?? {};
      const job = { status, startedAt, wasPaused, rows: known };
      return [jobId, readJobTimes(job, life, rows.get(jobId), lifeCycle)];
    }),
  );
}

function updateJobs(
  ledger: Ledger,
  run: FinishedRun,
  times: ReadonlyMap<string, JobTimes>,
): readonly LedgerJob[] {
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
    return [{ ...updateJob(before.get(jobId), last, read, run), ...toStoredTimes(times.get(jobId)) }];
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
  const { apiStatuses, staysFor } = run.lifeCycle;
  const seenAt = toIsoTime(last);
  const readAt = read === undefined ? before?.last_read : toIsoTime(read);
  const same = before !== undefined && before.status === status;
  const isLater = same && staysFor(status) && parseTimeMs(before.updated_at) !== parseTimeMs(updatedAt);
  const isNewDay = before?.last_seen.slice(0, 10) !== seenAt.slice(0, 10);
  return {
    job_id: jobId,
    // An unknown status could contain anything, so it is not stored.
    ...(apiStatuses.includes(status) ? { status } : {}),
    ...(timestampForm.test(submittedAt) ? { submitted_at: submittedAt } : {}),
    ...(timestampForm.test(updatedAt) ? { updated_at: updatedAt } : {}),
    first_seen: before?.first_seen ?? seenAt,
    last_seen: seenAt,
    ...(readAt === undefined ? {} : { last_read: readAt }),
    days_in_status: same ? before.days_in_status + (isNewDay ? 1 : 0) : 1,
    late_moves: same ? before.late_moves + (isLater ? 1 : 0) : 0,
  };
}

function toStoredTimes(times: JobTimes | undefined): Partial<LedgerJob> {
  const { startedAt, wasPaused, rows } = times?.known ?? {};
  return {
    ...(startedAt === undefined || !timestampForm.test(startedAt) ? {} : { started_at: startedAt }),
    ...(wasPaused === true ? { was_paused: wasPaused } : {}),
    ...(rows === undefined ? {} : { rows }),
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

/** A step is shown in the report of the run that completes it, and in the next six. */
const runsWithStep = 7;

export function listRecentSteps({ statistics }: Pick<Ledger, 'statistics'>): readonly LastingStep[] {
  return findSteps(statistics).filter(({ runsAgo }) => runsAgo < runsWithStep);
}
