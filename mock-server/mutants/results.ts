/** Mutants of results: access, pages and file. */
import type { AnsweredRequest } from '../pipeline/answer.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import { replaceBody } from '../pipeline/render.ts';
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
  return (reply, answer, request) =>
    reply.status === status && request.method === 'GET' && isAbout(answer, 'getResults')
      ? mutant(reply, answer, request)
      : reply;
}

interface ResultsPage {
  readonly total_records: number;
  readonly page: number;
  readonly page_size: number;
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

/** Changes a page of JSON; a CSV file is unchanged. */
export function mutatePage(change: (page: ResultsPage, answer: AnsweredRequest) => object): OnReply {
  return mutateResults(200, (reply, answer) =>
    isFile(reply)
      ? reply
      : changeJson(reply, (body) => ({ ...(body as object), ...change(body as ResultsPage, answer) })),
  );
}

function mutateRecords(
  change: (record: ResultsPage['data'][number], answer: AnsweredRequest) => object,
): OnReply {
  return mutatePage(({ data }, answer) => ({ data: data.map((record) => change(record, answer)) }));
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

const isForeign = (answer: AnsweredRequest, { target }: WireRequest) =>
  findForeignJob(answer, target) !== undefined;

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
    onReply: (reply, answer, request) =>
      request.target.includes('?page=2&') ? mutatePage(() => ({ page: 2 }))(reply, answer, request) : reply,
  },
  {
    name: 'results-differ-each-time',
    about: 'A job title differs in each response.',
    onReply: mutateRecords((one, { entered }) => ({ ...one, job_title: `Number ${entered?.now ?? 0}` })),
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
    onReply: mutateResults(404, (reply, answer, request) =>
      isForeign(answer, request) ? replaceAnswer(reply, 200, createPage(request, record)) : reply,
    ),
  },
  {
    name: 'reveals-results-of-others',
    about: "The 404 for another user's results has a different message from that for an unknown job.",
    onReply: mutateResults(404, (reply, answer, request) =>
      isForeign(answer, request) ? changeJson(reply, () => ({ detail: 'Not yours.' })) : reply,
    ),
  },
  {
    name: 'unknown-results-are-empty',
    about: 'A job that does not exist returns an empty page of results.',
    onReply: mutateResults(404, (reply, answer, request) =>
      answer.entered === undefined || isForeign(answer, request)
        ? reply
        : replaceAnswer(reply, 200, createPage(request)),
    ),
  },
] as const satisfies readonly Mutant[];
