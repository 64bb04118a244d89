/** Mutants of results: access, pages and file. */
import type { Context } from '../pipeline/context.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import { replaceBody } from '../django/message.ts';
import {
  replaceAnswer,
  type Mutant,
  replaceHeader,
  changeJson,
  type OnReply,
  isAbout,
  findForeignJob,
} from './mutant.ts';

/** Mutants of responses with this status code to a request for results, whatever its query. */
export function mutateResults(status: number, mutant: OnReply): OnReply {
  return (reply, context, request) =>
    reply.status === status && request.method === 'GET' && isAbout(context, 'getResults')
      ? mutant(reply, context, request)
      : reply;
}

export interface ResultsPage {
  readonly total_records: number;
  readonly page: number;
  readonly page_size: number;
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

/** Changes a page of JSON; a CSV file is unchanged. */
export function mutatePage(change: (page: ResultsPage, context: Context) => object): OnReply {
  return mutateResults(200, (reply, context) =>
    isFile(reply)
      ? reply
      : changeJson(reply, (body) => ({ ...(body as object), ...change(body as ResultsPage, context) })),
  );
}

function mutateRecords(change: (record: ResultsPage['data'][number], context: Context) => object): OnReply {
  return mutatePage(({ data }, context) => ({ data: data.map((record) => change(record, context)) }));
}

/** Changes the lines of a file, its head first. */
export function mutateFile(change: (lines: readonly string[]) => readonly string[]): OnReply {
  return mutateResults(200, (reply) =>
    isFile(reply) ? replaceBody(reply, change(reply.body.split('\r\n')).join('\r\n')) : reply,
  );
}

function isFile({ headers }: WireReply): boolean {
  return headers.some(([name, value]) => name === 'Content-Type' && value === 'text/csv');
}

export const record = {
  imported_first_name: 'Ada',
  imported_last_name: 'Lovelace',
  imported_company_name: 'Analytical Engines',
  first_name: null,
  last_name: null,
  contact_email: null,
  contact_mobile_phone: null,
  job_title: null,
  enrichment_source: null,
  name_match_status: 'not_matched',
  still_in_company_status: null,
};

/** A page with these records and no others. */
export function createPage({ target }: WireRequest, ...data: readonly object[]) {
  const [, id] = /result\/([^/]+)/.exec(target) ?? [];
  return { job_id: id, total_records: data.length, page: 1, page_size: 50, data };
}

const isForeign = (context: Context, { target }: WireRequest) =>
  findForeignJob(context, target) !== undefined;

export const resultMutants = [
  {
    name: 'refuses-results',
    about: 'Results are rejected for a job that has them, unless the request names a page.',
    onReply: mutateResults(200, (reply, _, { target }) =>
      target.includes('?')
        ? reply
        : replaceAnswer(reply, 400, { error: 'Results are not available for this job yet.' }),
    ),
  },
  {
    name: 'results-served-while-queued',
    about: 'A job without results returns a record.',
    onReply: mutateResults(400, (reply, _, request) =>
      request.target.includes('?') ? reply : replaceAnswer(reply, 200, createPage(request, record)),
    ),
  },
  {
    name: 'empty-results-while-queued',
    about: 'A job without results returns an empty page.',
    onReply: mutateResults(400, (reply, _, request) =>
      request.target.includes('?') ? reply : replaceAnswer(reply, 200, createPage(request)),
    ),
  },
  {
    name: 'drops-page',
    about: 'A page of results lacks its number.',
    onReply: mutatePage(() => ({ page: undefined })),
  },
  {
    name: 'drops-imported-company',
    about: 'A record lacks imported_company_name.',
    onReply: mutateRecords((one) => ({ ...one, imported_company_name: undefined })),
  },
  {
    name: 'phones-as-numbers',
    about: 'A phone number is a JSON number.',
    onReply: mutateRecords((one) => ({ ...one, contact_mobile_phone: 15_550_100 })),
  },
  {
    name: 'results-of-another-job',
    about: 'A page of results has the id of another job.',
    onReply: mutatePage(() => ({ job_id: '00000000-0000-4000-8000-000000000000' })),
  },
  {
    name: 'page-not-echoed',
    about: 'Every page says that it is the first.',
    onReply: mutatePage(() => ({ page: 1 })),
  },
  {
    name: 'page-size-not-capped',
    about: 'A page of 201 records is returned on request.',
    onReply: mutateResults(400, (reply, _, request) => {
      if (!request.target.includes('page_size=201')) return reply;
      const data = Array.from({ length: 201 }, () => record);
      return replaceAnswer(reply, 200, { ...createPage(request, ...data), page_size: 201 });
    }),
  },
  {
    name: 'total-records-wrong',
    about: 'The second page has a count that is one too high.',
    onReply: mutatePage(({ page, total_records: total }) => ({
      total_records: page === 2 ? total + 1 : total,
    })),
  },
  {
    name: 'last-page-lacks-a-record',
    about: 'The last record of the last page is missing.',
    onReply: mutatePage(({ page, page_size: size, data }) =>
      page > 1 && data.length < size ? { data: data.slice(0, -1) } : {},
    ),
  },
  {
    name: 'pages-overlap',
    about: 'The second page contains the records of the first.',
    onRequest: (request) => ({ ...request, target: request.target.replace('?page=2&', '?page=1&') }),
    onReply: (reply, context, request) =>
      request.target.includes('?page=2&') ? mutatePage(() => ({ page: 2 }))(reply, context, request) : reply,
  },
  {
    name: 'results-differ-each-time',
    about: 'A job title differs in each response.',
    onReply: mutateRecords((one, { caller }) => ({ ...one, job_title: `Number ${caller?.now ?? 0}` })),
  },
  {
    name: 'records-beyond-the-end',
    about: 'There is one more record after the last page.',
    onReply: mutatePage(({ page, data }) => (page > 1 && data.length === 0 ? { data: [record] } : {})),
  },
  {
    name: 'csv-ignored',
    about: 'A request for CSV returns JSON.',
    onRequest: (request) => ({ ...request, target: request.target.replace('?report_type=csv', '') }),
  },
  {
    name: 'csv-lacks-rows',
    about: 'The last record is missing from the CSV.',
    onReply: mutateFile((lines) => lines.toSpliced(-2, 1)),
  },
  {
    name: 'csv-wrong-column',
    about: 'One CSV column is not named after the JSON field.',
    onReply: mutateFile(([head = '', ...others]) => [head.replace('contact_email', 'email'), ...others]),
  },
  {
    name: 'csv-writes-none',
    about: 'Values that were not found are None in the CSV.',
    onReply: mutateFile((lines) => lines.map((line) => line.replaceAll(',,', ',None,'))),
  },
  {
    name: 'csv-inline',
    about: 'The CSV is not sent as an attachment.',
    onReply: mutateResults(200, (reply) => replaceHeader(reply, 'Content-Disposition', undefined)),
  },
  {
    name: 'results-of-others-served',
    about: "Another user's results are visible to anyone who knows the id.",
    onReply: mutateResults(404, (reply, context, request) =>
      isForeign(context, request) ? replaceAnswer(reply, 200, createPage(request, record)) : reply,
    ),
  },
  {
    name: 'reveals-results-of-others',
    about: "The 404 for another user's results has a different message from that for an unknown job.",
    onReply: mutateResults(404, (reply, context, request) =>
      isForeign(context, request) ? changeJson(reply, () => ({ detail: 'Not yours.' })) : reply,
    ),
  },
  {
    name: 'unknown-results-are-empty',
    about: 'A job that does not exist returns an empty page of results.',
    onReply: mutateResults(404, (reply, context, request) =>
      context.caller === undefined || isForeign(context, request)
        ? reply
        : replaceAnswer(reply, 200, createPage(request)),
    ),
  },
] as const satisfies readonly Mutant[];
