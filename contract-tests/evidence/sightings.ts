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
  'watch-page',
  'before-submit',
  'own-list',
]);
/** The requests for the single status of a job of the caller. */
export const detailTags: readonly Tag[] = [
  'detail',
  'detail-again',
  'watch-detail',
  'own-detail',
  'earlier-detail',
  'given-job',
];
const details: ReadonlySet<Tag> = new Set(detailTags);

/** The requests whose responses show the caller's jobs. */
export const sightingTags: readonly Tag[] = [...lists, ...details];

/** Every sighting of the caller's jobs, the earliest first. */
export const listSightings = memoize((exchanges: readonly Exchange[]): readonly Sighting[] =>
  exchanges.filter(isAnswered).flatMap(listSightingsIn),
);

const listSightingsIn = memoize((exchange: AnsweredExchange): readonly Sighting[] => {
  if (exchange.outcome.status !== 200) return [];
  if (lists.has(exchange.tag))
    return (getItems(exchange) ?? []).flatMap((item) => toSighting(exchange, item));
  return details.has(exchange.tag) ? toSighting(exchange, getBody(exchange)) : [];
});

/** Every sighting of the other user's jobs in the list of that user. */
export const listOtherSightings = memoize((exchanges: readonly Exchange[]): readonly Sighting[] =>
  exchanges
    .filter(isAnswered)
    .filter(({ tag, outcome }) => tag === 'foreign-list' && outcome.status === 200)
    .flatMap((exchange) => (getItems(exchange) ?? []).flatMap((item) => toSighting(exchange, item))),
);

/** Whether the list showed the job, and not its single status. */
export function isListed({ exchange }: Sighting): boolean {
  return lists.has(exchange.tag);
}

/** The sightings of one job, apart by operation: those in lists, and those in its single status. */
export function splitByOperation(life: readonly Sighting[]): readonly (readonly Sighting[])[] {
  return [life.filter(isListed), life.filter((one) => !isListed(one))];
}

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
  return parseDate(outcome);
}

const parseDate = memoize((response: Response): number | undefined => {
  const date = Date.parse(getHeader(response, 'date') ?? '');
  return Number.isNaN(date) ? undefined : date;
});

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
