/** The report for programs; report.schema.json beside this file describes it. */
import { madeJobs } from '../evidence/made-jobs.ts';
import { driftText } from './drift.ts';
import type { Run } from './run.ts';
import { reasonOf } from './failure.ts';

/** The value of report.json. */
export function jsonReport({
  version,
  startedAt,
  tookMs,
  evidence,
  verdicts,
  readings,
  framework,
  outcome,
  strict,
  drift = [],
  changes,
}: Run): unknown {
  return {
    format: 'enrichment-sandbox/contract-report',
    version,
    started_at: startedAt,
    took_ms: Math.round(tookMs),
    target: evidence.target.baseUrl,
    requests: evidence.exchanges.length,
    watched_ms: Math.round(evidence.target.watchedMs),
    jobs_made: madeJobs(evidence.exchanges).map(({ jobId }) => jobId),
    strict,
    exit_status: outcome.status,
    summary: outcome.says,
    ...(changes === undefined ? {} : { changes }),
    readings: Object.fromEntries(
      Object.entries(readings).map(([question, reading]) => [question, reading ?? null]),
    ),
    ...(framework === undefined ? {} : { framework }),
    drift: drift.map(driftText),
    clauses: verdicts.map((verdict) => {
      const { id, level, basis, promise } = verdict.clause;
      return {
        id,
        level,
        basis,
        ...('source' in verdict.clause
          ? { source: verdict.clause.source }
          : { because: verdict.clause.because }),
        promise,
        verdict: verdict.verdict,
        reason: reasonOf(verdict) ?? null,
        exchanges: exchangesOf(verdict),
        ...(verdict.verdict === 'broken' ? { breaches: verdict.breaches } : {}),
      };
    }),
  };
}

function exchangesOf(verdict: Run['verdicts'][number]): readonly string[] {
  if (verdict.verdict === 'kept') return verdict.exchanges;
  return verdict.verdict === 'broken' ? [...new Set(verdict.breaches.map(({ exchange }) => exchange))] : [];
}
