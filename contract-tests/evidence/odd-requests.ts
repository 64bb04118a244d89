/** Reads what is unusual about a request of the list or of a job, and whether the response is what such a request gets. */
import { toMediaType } from '../../openapi/conformance.ts';
import { isMap } from '../../openapi/values.ts';
import { type AnsweredExchange, type Exchange, getHeader } from './exchange.ts';
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

/** Whether a response is the ordinary one, or one that suits the Accept header. */
export function isExpected(exchange: AnsweredExchange, apiStatuses: readonly string[]): boolean {
  const { status } = exchange.outcome;
  const wantsPage = getRequestHeader(exchange, 'accept') === 'text/html';
  if (wantsPage && (status === 406 || (status === 200 && !isJson(exchange)))) return true;
  const hasContent = exchange.jobId !== undefined || getItems(exchange) !== undefined;
  const words = listStatusWords(exchange);
  return (
    status === 200 &&
    isJson(exchange) &&
    hasContent &&
    words.every((word) => typeof word === 'string' && apiStatuses.includes(word))
  );
}
