/** Extracts results from the evidence: pages of records, and the status of the job around them. */
import { isMap } from '../../openapi/values.ts';
import type { Spec } from '../../openapi/spec.ts';
import { type AnsweredExchange, type Exchange, getHeader, isAnswered, isUnavailable } from './exchange.ts';
import { toMediaType } from '../../openapi/conformance.ts';
import { getBody, groupSightings, type Sighting } from './sightings.ts';

/** A page of records. */
export interface ResultPage {
  readonly exchange: AnsweredExchange;
  readonly jobId: string;
  /** 0 when the response has none. */
  readonly total: number;
  readonly page: unknown;
  readonly pageSize: unknown;
  readonly records: readonly unknown[];
}

/** Undefined if the response is not a page of records. */
export function parseResultPage(exchange: AnsweredExchange): ResultPage | undefined {
  const body = exchange.outcome.status === 200 ? getBody(exchange) : undefined;
  if (!isMap(body) || !Array.isArray(body['data'])) return undefined;
  const { total_records: total, page, page_size: pageSize, data } = body;
  return {
    exchange,
    jobId: exchange.jobId ?? '',
    // No count is larger than any list, or a part of one.
    total: Number.isSafeInteger(total) && Number(total) > 0 ? Number(total) : 0,
    page,
    pageSize,
    records: data as readonly unknown[],
  };
}

/** A query parameter of a request as a number; undefined when it was not sent. */
export function getQueryNumber({ request }: Exchange, name: string): number | undefined {
  const text = new URL(request.url).searchParams.get(name);
  return text === null ? undefined : Number(text);
}

/** The records that a request asks for, counted from 0; the end is exclusive. */
export function findPageRange(
  exchange: Exchange,
  spec: Spec,
): { readonly from: number; readonly to: number; readonly size: number } {
  const { parameters } = spec.operation(exchange.operationId);
  const read = (name: string) =>
    getQueryNumber(exchange, name) ??
    Number(parameters.find((one) => one.name === name)?.schema.default ?? 1);
  const size = read('page_size');
  const from = (read('page') - 1) * size;
  return { from, to: from + size, size };
}

/** Whether a request for a page got something else than a page, in a way that only a bug explains. */
export function isBrokenPage(exchange: Exchange): boolean {
  if (!isAnswered(exchange))
    return exchange.outcome.kind === 'no-response' && exchange.outcome.isMalformed === true;
  const { status } = exchange.outcome;
  if (isUnavailable(exchange.outcome)) return false;
  return status >= 500 || (status === 200 && getBody(exchange) === undefined);
}

export function isCsv({ outcome }: AnsweredExchange): boolean {
  return toMediaType(getHeader(outcome, 'content-type')) === 'text/csv';
}

/** The status of a job before an exchange and after another one. */
export interface SurroundingSightings {
  readonly before: Sighting | undefined;
  readonly after: Sighting | undefined;
}

/** The nearest sightings of a job around some exchanges about it. */
export function findSurroundingSightings(
  all: readonly Exchange[],
  jobId: string | undefined,
  first: Exchange,
  last: Exchange = first,
): SurroundingSightings {
  const places = new Map(all.map((exchange, index) => [exchange.id, index]));
  const getPlace = ({ id }: Exchange) => places.get(id) ?? -1;
  const life = groupSightings(all).get(jobId ?? '') ?? [];
  return {
    before: life.findLast(({ exchange }) => getPlace(exchange) < getPlace(first)),
    after: life.find(({ exchange }) => getPlace(exchange) > getPlace(last)),
  };
}
