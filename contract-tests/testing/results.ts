/** For unit tests of clauses about results: builds pages and files by hand. */
import type { Tag } from '../evidence/probes.ts';
import { detail, firstId, job, type ExchangeDraft, exchangeDraft } from './exchanges.ts';

const operationId = 'getResults';

/** A record of a person, with changes. */
export function person(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    imported_first_name: 'text-1',
    imported_last_name: 'text-2',
    imported_company_name: 'text-3',
    first_name: 'text-1',
    last_name: null,
    contact_email: 'email-4@redacted.example',
    contact_mobile_phone: null,
    job_title: null,
    enrichment_source: 'datacore',
    name_match_status: 'matched',
    still_in_company_status: null,
    ...changes,
  };
}

export const people = (count: number, first = 1) =>
  Array.from({ length: count }, (_, index) => person({ imported_first_name: `text-${100 + first + index}` }));

/** The page fields around some records; the default page, unless changed. */
export function page(data: readonly unknown[], changes: Readonly<Record<string, unknown>> = {}) {
  return { job_id: firstId, total_records: data.length, page: 1, page_size: 50, data, ...changes };
}

/** The response to a request for results. */
export const results = (
  body: unknown,
  others: Partial<ExchangeDraft> = {},
  tag: Tag = 'results',
): ExchangeDraft => exchangeDraft(tag, body, { jobId: firstId, operationId, ...others });

/** A page requested by number and size. */
export const numberedPage = (
  number: number,
  size: number,
  body: object,
  tag: Tag = 'results-page',
): ExchangeDraft =>
  results({ ...body, page: number, page_size: size }, { query: `page=${number}&page_size=${size}` }, tag);

export const file = (body: string, headers: ExchangeDraft['headers'] = {}): ExchangeDraft =>
  results(
    body,
    { query: 'report_type=csv', headers: { 'Content-Type': 'text/csv', ...headers } },
    'results-csv',
  );

/** The job as observed at some time. */
export const detailWithStatus = (status: string, updated = '2026-05-06T14:25:42Z'): ExchangeDraft =>
  detail(job({ status, updated_at: updated }));
