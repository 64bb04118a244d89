/** The value of explore.json. */
import type { Exploration, Fault } from './exploration.ts';
import { drawHistory } from './picture.ts';
import { printCurl } from './print-curl.ts';
import type { PrintPlace } from './print-exploration.ts';
import { printTest } from './print-test.ts';
import { formatSequence } from './sequence.ts';
import type { Failure } from './shrink.ts';

export interface ExplorationHead {
  readonly version: string;
  readonly startedAt: string;
  readonly tookMs: number;
  /** Redacted. */
  readonly target: string;
  readonly exitStatus: number;
}

export function toJsonExploration(
  head: ExplorationHead,
  exploration: Exploration,
  place: PrintPlace,
): unknown {
  const { faults, left, ...counts } = exploration;
  return {
    format: 'enrichment-sandbox/exploration',
    version: head.version,
    started_at: head.startedAt,
    took_ms: Math.round(head.tookMs),
    target: head.target,
    exit_status: head.exitStatus,
    seed: counts.seed,
    end: counts.end,
    counts: {
      sequences: counts.sequences,
      plays: counts.plays,
      calls: counts.calls,
      requests: counts.requests,
      polls: counts.polls,
      jobs: counts.jobs,
      credits: counts.credits,
      uncertain_calls: counts.uncertain,
      undecided_jobs: counts.undecided,
      jobs_of_others: counts.strangers,
      rejected_submissions: counts.refusals,
    },
    faults: faults.map((fault) => toJsonFault(fault, place)),
    jobs_left_paused: left.map(({ jobId, user, reason }) => ({ job_id: jobId, user, reason })),
  };
}

function toJsonFault({ index, original, smallest, plays, onMock }: Fault, place: PrintPlace): unknown {
  return {
    kind: smallest.finding.kind,
    message: smallest.finding.message,
    sequence: formatSequence(smallest.sequence),
    original_sequence: formatSequence(original.sequence),
    index,
    plays,
    on_mock: onMock ?? null,
    history: toJsonHistory(smallest),
    picture: drawHistory(smallest.calls),
    curl: printCurl(smallest.sequence, place, place.variables),
    test: printTest(smallest.sequence),
  };
}

function toJsonHistory({ calls }: Failure): unknown {
  const [first] = calls;
  return calls.map(({ id, user, operation, job, jobId, isPoll, startedMs, endedMs, outcome }) => ({
    id,
    user,
    operation,
    job,
    job_id: jobId,
    is_poll: isPoll,
    started_ms: Math.round(startedMs - (first?.startedMs ?? 0)),
    ended_ms: Math.round(endedMs - (first?.startedMs ?? 0)),
    ...(outcome.kind === 'uncertain'
      ? { status: null, reason: outcome.reason }
      : { status: outcome.answer.status, jobs: outcome.answer.jobs.filter((one) => one.jobId === jobId) }),
  }));
}
