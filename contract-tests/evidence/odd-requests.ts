/** Reads what is unusual about a request of the list or of a job, and whether the response is what such a request gets. */
import { toMediaType } from '../../openapi/conformance.ts';
import { isMap } from '../../openapi/values.ts';
import { type AnsweredExchange, type Exchange, getHeader, isAnswered } from './exchange.ts';
import type { Tag } from './probes.ts';
import { getBody, getItems } from './sightings.ts';

/** What is unusual about a request. */
export type Oddity = 'query' | 'accept' | 'language';

/** The Accept header of ordinary requests. */
const ordinaryAccept = 'application/json';

export function getRequestHeader({ request }: Exchange, name: string): string | undefined {
  return request.headers.find(([one]) => one.toLowerCase() === name)?.[1];
}

export function findOddities(exchange: Exchange): readonly Oddity[] {
  const accept = getRequestHeader(exchange, 'accept') ?? ordinaryAccept;
  return [
    ...(new URL(exchange.request.url).search === '' ? [] : (['query'] as const)),
    ...(accept === ordinaryAccept ? [] : (['accept'] as const)),
    ...(getRequestHeader(exchange, 'accept-language') === undefined ? [] : (['language'] as const)),
  ];
}

export function isJson({ outcome }: AnsweredExchange): boolean {
  return toMediaType(getHeader(outcome, 'content-type')) === 'application/json';
}

/** The words for the statuses in a response about one or several jobs. */
export function listStatusWords(exchange: AnsweredExchange): readonly unknown[] {
  const body = getBody(exchange);
  const jobs = getItems(exchange) ?? [body];
  return jobs.flatMap((job) => (isMap(job) && 'status' in job ? [job['status']] : []));
}

/** The responses to ordinary requests for the same resource. */
export function selectPlain(
  exchanges: readonly Exchange[],
  { operationId, jobId }: Exchange,
): readonly AnsweredExchange[] {
  return exchanges
    .filter(isAnswered)
    .filter((one) => plainTags.has(one.tag) && one.operationId === operationId && one.jobId === jobId);
}

const plainTags: ReadonlySet<Tag> = new Set(['list', 'list-again', 'detail', 'detail-again']);

/** The fields of a job that never change their name or, if it is the last one, their value. */
const fields = ['job_id', 'status', 'updated_at', 'submitted_at'] as const;

/** What differs from ordinary responses, although no job changes in this way; undefined if nothing does. */
export function findOtherJob(
  exchange: AnsweredExchange,
  plain: readonly AnsweredExchange[],
): string | undefined {
  const lists = plain.filter(({ outcome }) => outcome.status === 200).map(listJobs);
  const shown = listJobs(exchange);
  if (lists.length > 0 && shown.size === 0 && lists.every((jobs) => jobs.size > 0)) return 'no job';
  for (const [jobId, job] of shown) {
    const known = lists.find((jobs) => jobs.has(jobId))?.get(jobId);
    const lost = fields.find((field) => known?.[field] !== undefined && job[field] === undefined);
    if (lost !== undefined) return `no ${lost} in job ${jobId}`;
    if (known !== undefined && known['submitted_at'] !== job['submitted_at'])
      return `submitted_at ${JSON.stringify(job['submitted_at'])} in job ${jobId}`;
  }
  return undefined;
}

function listJobs(exchange: AnsweredExchange): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const jobs = getItems(exchange) ?? [getBody(exchange)];
  return new Map(
    jobs
      .filter(isMap)
      .flatMap((job) => (typeof job['job_id'] === 'string' ? [[job['job_id'], job] as const] : [])),
  );
}

/** Whether a response is the ordinary one, or one that suits the Accept header. */
export function isExpected(
  exchange: AnsweredExchange,
  apiStatuses: readonly string[],
  plain: readonly AnsweredExchange[],
): boolean {
  const { status } = exchange.outcome;
  const wantsPage = getRequestHeader(exchange, 'accept') === 'text/html';
  if (wantsPage && (status === 406 || (status === 200 && !isJson(exchange)))) return true;
  const hasContent = exchange.jobId !== undefined || getItems(exchange) !== undefined;
  const words = listStatusWords(exchange);
  return (
    status === 200 &&
    isJson(exchange) &&
    hasContent &&
    words.every((word) => typeof word === 'string' && apiStatuses.includes(word)) &&
    findOtherJob(exchange, plain) === undefined
  );
}
