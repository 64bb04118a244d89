/** Decides what a request of an app shows: which question of the suite it is like, if any. */
import type { Operation } from '../../../openapi/operations.ts';
import { toMediaType, parseJson } from '../../../openapi/conformance.ts';
import { isMap } from '../../../openapi/values.ts';
import type { Tag } from '../probes.ts';
import { findHeader } from './read-body.ts';
import type { AppRequest, AppResponse } from './read-entries.ts';

/** What is known about the requests before this one of the same user. */
export interface Known {
  readonly hasList: boolean;
  /** Whether the job was returned to this user before. */
  readonly hasSeen: (jobId: string) => boolean;
  /** Whether the response may be older or newer than others, as of a request that overlapped with another one. */
  readonly isUntimely: boolean;
}

/** The mark of a response of which only what holds for every response is judged. */
const plain: Tag = 'chance';

/** The purpose that an exchange has in the evidence. An odd question gets the plain mark, and so is never held against the API. */
export function classify(
  operation: Operation,
  {
    request,
    response,
    jobId,
  }: { readonly request: AppRequest; readonly response: AppResponse; readonly jobId?: string },
  known: Known,
): Tag {
  const { status } = response;
  if (status === 401) return 'no-token';
  if (request.method === 'HEAD') return plain;
  const isWhole = [...request.url.searchParams].length === 0;
  if (operation.id === 'listStatuses') {
    if (status !== 200 || !isWhole || known.isUntimely) return plain;
    return known.hasList ? 'list-again' : 'list';
  }
  if (operation.id === 'getStatus') {
    if (status === 404) return known.hasSeen(jobId ?? '') ? plain : 'unknown-job';
    return status === 200 && isWhole && !known.isUntimely ? 'detail' : plain;
  }
  if (operation.id === 'getResults') return classifyResults(operation, request, response, known, jobId ?? '');
  if (operation.id === 'submitEnrichment')
    return status === 400 ? 'bad-submission' : status < 300 ? 'submit' : plain;
  return operation.id === 'controlEnrichment' && status < 300
    ? (findAction(request.body)?.action ?? plain)
    : plain;
}

function classifyResults(
  { parameters }: Operation,
  { url }: AppRequest,
  { status, headers }: AppResponse,
  { isUntimely, hasSeen }: Known,
  jobId: string,
): Tag {
  const query = [...url.searchParams];
  const isDocumented = query.every(([name, value]) => {
    const schema = parameters.find((one) => one.in === 'query' && one.name === name)?.schema;
    return schema !== undefined && isAllowed(schema, value);
  });
  const isTwice = new Set(query.map(([name]) => name)).size < query.length;
  if (!isDocumented || isTwice || isUntimely) return plain;
  if (status === 404) return hasSeen(jobId) ? plain : 'unknown-results';
  if (toMediaType(findHeader(headers, 'content-type')) === 'text/csv')
    return status === 200 ? 'results-csv' : plain;
  const isCsv = query.some(([name, value]) => name === 'report_type' && value !== 'json');
  if (isCsv || status === 403 || status >= 500) return plain;
  if (query.length === 0) return 'results';
  return status === 200 ? 'results-page' : plain;
}

function isAllowed(
  {
    type,
    minimum = 1,
    maximum = Number.POSITIVE_INFINITY,
    enum: allowed,
  }: Operation['parameters'][number]['schema'],
  value: string,
): boolean {
  if (allowed !== undefined) return allowed.includes(value);
  if (type !== 'integer') return false;
  return /^\d{1,9}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum;
}

/** The action of a request to Control, if it is written as documented. */
export function findAction(
  body: string,
): { readonly action: 'pause' | 'resume'; readonly jobId: string } | undefined {
  if (body.length > 2000) return undefined;
  const value = parseJson(body)?.value;
  if (!isMap(value)) return undefined;
  const { action, csv_file_id: jobId } = value;
  if ((action !== 'pause' && action !== 'resume') || typeof jobId !== 'string') return undefined;
  return { action, jobId };
}
