/** Turns the evidence of a run into the few numbers that a ledger keeps of it. */
import { isMap } from '../../openapi/values.ts';
import { getAvailability } from '../evidence/availability.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type AnsweredExchange, type Exchange, isAnswered } from '../evidence/exchange.ts';
import { getNextLink } from '../evidence/job-lists.ts';
import { findProbe } from '../evidence/probes.ts';
import { parseResultPage } from '../evidence/results.ts';
import { getBody, listJobIds } from '../evidence/sightings.ts';
import type { JobTimes } from './job-times.ts';
import { toLatencyKey } from './metrics.ts';

/** The numbers of a run by the key of their metric. A metric that the run did not show is absent. */
export type RunValues = Readonly<Record<string, number>>;

/** Fewer responses of an operation do not show how fast it is. */
const minResponses = 5;

/**
 * @param drift how many differences from the document the run found
 * @param jobs the times of all jobs that the run saw
 */
export function measureRun(evidence: Evidence, drift: number, jobs: readonly JobTimes[]): RunValues {
  const good = evidence.exchanges.filter(isAnswered).filter(({ outcome }) => outcome.status === 200);
  const { percent } = getAvailability(evidence);
  const listed = countListedJobs(good);
  return {
    ...(percent === undefined ? {} : { availability: percent }),
    drift,
    ...(listed === undefined ? {} : { list_jobs: listed }),
    ...measureJobs(jobs),
    ...measureLatency(good),
  };
}

/** The number of rows of each job whose results were read. */
export function countRows(exchanges: readonly Exchange[]): ReadonlyMap<string, number> {
  const pages = exchanges
    .filter(isAnswered)
    .filter(({ tag }) => tag !== 'chance' && !tag.startsWith('foreign'))
    .flatMap((exchange) => parseResultPage(exchange) ?? []);
  return new Map(pages.map(({ jobId, total }) => [jobId, total]));
}

function measureJobs(jobs: readonly JobTimes[]): RunValues {
  const keys = ['queue_ms', 'row_ms', 'turnaround_row_ms'] as const;
  return Object.fromEntries(
    keys.flatMap((key) => {
      const times = jobs.flatMap(({ counted }) => counted[key] ?? []);
      return times.length === 0 ? [] : [[key, toStored(getQuantile(times, 0.5))]];
    }),
  );
}

function measureLatency(good: readonly AnsweredExchange[]): RunValues {
  const byOperation = new Map<string, number[]>();
  for (const { operationId, tag, tookMs, request } of good) {
    if (request.method !== 'GET' || tag === 'chance' || findProbe(tag)?.kind !== undefined) continue;
    const known = byOperation.get(operationId);
    if (known === undefined) byOperation.set(operationId, [tookMs]);
    else known.push(tookMs);
  }
  return Object.fromEntries(
    [...byOperation]
      .filter(([, times]) => times.length >= minResponses)
      .flatMap(([operation, times]) => [
        [toLatencyKey(operation, 'median'), toStored(getQuantile(times, 0.5))],
        [toLatencyKey(operation, 'p95'), toStored(getQuantile(times, 0.95))],
      ]),
  );
}

/** Undefined if the list was not read to its end, and does not say how long it is. */
function countListedJobs(good: readonly AnsweredExchange[]): number | undefined {
  const pages = good.filter(({ tag }) => tag === 'list' || tag === 'list-page');
  const body = pages[0] === undefined ? undefined : getBody(pages[0]);
  const count = isMap(body) ? body['count'] : undefined;
  if (Number.isSafeInteger(count) && Number(count) >= 0) return Number(count);
  const last = pages.at(-1);
  if (last === undefined || typeof getNextLink(last) === 'string') return undefined;
  return new Set(pages.flatMap(listJobIds)).size;
}

/** The smallest number that so large a share of them does not exceed. */
function getQuantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Tenths are enough. */
function toStored(value: number): number {
  return Math.round(value * 10) / 10;
}
