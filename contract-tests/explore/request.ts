/** The request of a call. Curl lines and tests print the same request as the one that is sent. */
import type { Spec } from '../../openapi/spec.ts';
import type { Header } from '../evidence/exchange.ts';
import { isAction, type OperationName, type SequenceCall } from './sequence.ts';

/** Where the API is. */
export interface ApiPlace {
  readonly spec: Spec;
  readonly origin: string;
  /** Such as `/backend`, or nothing. */
  readonly prefix: string;
}

export interface CallRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: string;
}

/** The operation of the document for each call. */
const operationIds: Readonly<Record<OperationName, string>> = {
  submit: 'submitEnrichment',
  read: 'getStatus',
  list: 'listStatuses',
  results: 'getResults',
  pause: 'controlEnrichment',
  resume: 'controlEnrichment',
};

/** @param mark the company name of every submitted record */
export function createRequest(
  { spec, origin, prefix }: ApiPlace,
  { operation, rows = 1 }: Pick<SequenceCall, 'operation' | 'rows'>,
  jobId: string,
  token: string,
  mark: string,
): CallRequest {
  const { path, method } = spec.operation(operationIds[operation]);
  const body = createBody(operation, rows, jobId, mark);
  return {
    method,
    url: `${origin}${prefix}${path.replace('{job_id}', () => encodeURIComponent(jobId))}`,
    headers: [
      ['Authorization', `Bearer ${token}`],
      ['Accept', 'application/json'],
      ...(body === undefined ? [] : [['Content-Type', 'application/json'] as const]),
    ],
    ...(body === undefined ? {} : { body }),
  };
}

function createBody(operation: OperationName, rows: number, jobId: string, mark: string): string | undefined {
  if (isAction(operation)) return JSON.stringify({ csv_file_id: jobId, action: operation });
  if (operation !== 'submit') return undefined;
  const records = Array.from({ length: rows }, (_, index) => ({
    first_name: 'Explore',
    last_name: `Row-${index + 1}`,
    company_name: mark,
  }));
  return JSON.stringify({ category: 'contact', records });
}
