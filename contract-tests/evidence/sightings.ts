/** Extracts the sightings of jobs from the evidence, in order of time. */
import { isMap } from '../../openapi/values.ts';
import { parseJson } from '../../openapi/conformance.ts';
import { parseRfc3339 } from '../../time/rfc3339.ts';
import { type AnsweredExchange, type Exchange, getHeader, isAnswered, type Response } from './exchange.ts';
import type { Tag } from './probes.ts';
import { memoize } from './remember.ts';

/** A job in one response, without values that are not strings. */
export interface Sighting {
  readonly exchange: AnsweredExchange;
  readonly jobId: string;
  readonly status?: string;
  readonly submittedAt?: string;
  readonly updatedAt?: string;
}

const lists: ReadonlySet<Tag> = new Set([
  'list',
  'list-page',
  'list-again',
  'watch-list',
  'before-submit',
  'own-list',
]);
const details: ReadonlySet<Tag> = new Set([
  'detail',
  'detail-again',
  'watch-detail',
  'own-detail',
  'earlier-detail',
  'given-job',
]);

/** The requests whose responses show the caller's jobs. */
export const sightingTags: readonly Tag[] = [...lists, ...details];

/** Every sighting of the caller's jobs, the earliest first. */
export const listSightings = memoize((exchanges: readonly Exchange[]): readonly Sighting[] =>
  exchanges.filter(isAnswered).flatMap((exchange) => {
    if (exchange.outcome.status !== 200) return [];
    if (lists.has(exchange.tag))
      return (getItems(exchange) ?? []).flatMap((item) => toSighting(exchange, item));
    return details.has(exchange.tag) ? toSighting(exchange, getBody(exchange)) : [];
  }),
);

/** The sightings of each job by its id, the earliest first. */
export const groupSightings = memoize(
  (exchanges: readonly Exchange[]): ReadonlyMap<string, readonly Sighting[]> => {
    const byJob = new Map<string, Sighting[]>();
    for (const sighting of listSightings(exchanges)) {
      const known = byJob.get(sighting.jobId);
      if (known === undefined) byJob.set(sighting.jobId, [sighting]);
      else known.push(sighting);
    }
    return byJob;
  },
);

/** The jobs in a list response, in any envelope; undefined when there are none. */
export function getItems(exchange: AnsweredExchange): readonly unknown[] | undefined {
  const body = getBody(exchange);
  if (Array.isArray(body)) return body;
  const results = isMap(body) ? body['results'] : undefined;
  return Array.isArray(results) ? results : undefined;
}

/** The ids of the jobs in a list response of any user. */
export function listJobIds(exchange: Exchange): readonly string[] {
  const items = isAnswered(exchange) ? (getItems(exchange) ?? []) : [];
  return items.flatMap((item) => (isMap(item) && typeof item['job_id'] === 'string' ? [item['job_id']] : []));
}

/** The parsed body; undefined when it is not JSON. */
export function getBody({ outcome }: AnsweredExchange): unknown {
  return parseBody(outcome);
}

const parseBody = memoize(({ body }: Response): unknown => parseJson(body)?.value);

/** Milliseconds since 1970 by the target's clock, from the `Date` header; undefined without one. */
export function getTargetTimeMs({ outcome }: AnsweredExchange): number | undefined {
  const date = Date.parse(getHeader(outcome, 'date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}

/** Milliseconds since 1970 of a timestamp; undefined when it is invalid. */
export function parseTimeMs(timestamp: string | undefined): number | undefined {
  return timestamp === undefined ? undefined : parseRfc3339(timestamp)?.epochMs;
}

function toSighting(exchange: AnsweredExchange, item: unknown): readonly Sighting[] {
  if (!isMap(item) || typeof item['job_id'] !== 'string') return [];
  const { job_id: jobId, status, submitted_at: submittedAt, updated_at: updatedAt } = item;
  return [
    {
      exchange,
      jobId,
      ...(typeof status === 'string' ? { status } : {}),
      ...(typeof submittedAt === 'string' ? { submittedAt } : {}),
      ...(typeof updatedAt === 'string' ? { updatedAt } : {}),
    },
  ];
}
