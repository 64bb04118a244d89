/** Mutants of records: pages that cannot exist, single records, and results that change. */
import type { Context } from '../pipeline/context.ts';
import type { WireReply } from '../django/message.ts';
import { replaceBody } from '../django/message.ts';
import { computeJobState } from '../domain/job.ts';
import { getJobs } from '../domain/world.ts';
import { changeJson, type Mutant, type OnReply, replaceAnswer } from './mutant.ts';
import { createPage, mutateResults, record, type ResultsPage } from './results.ts';
import { isOdd, minute } from './times.ts';

/** A server error page, as Django sends it. */
export const errorPage =
  '\n<!doctype html>\n<html lang="en">\n<head>\n  <title>Server Error (500)</title>\n</head>\n<body>\n  <h1>Server Error (500)</h1><p></p>\n</body>\n</html>\n';

const crash = (reply: WireReply) => replaceAnswer(reply, 500, errorPage, 'text/html');

const mutateQuery =
  (query: RegExp, mutant: OnReply): OnReply =>
  (reply, context, request) =>
    query.test(request.target) ? mutateResults(400, mutant)(reply, context, request) : reply;

/** Mutants of a page of JSON. */
const mutateRead = (change: (reply: WireReply, page: ResultsPage, context: Context) => WireReply): OnReply =>
  mutateResults(200, (reply, context) =>
    reply.body.startsWith('{') ? change(reply, JSON.parse(reply.body) as ResultsPage, context) : reply,
  );

/** Mutants of each page that contains this record of a job with at most so many records; counted from 0. */
const mutateRow = (row: number, max: number, mutant: (reply: WireReply) => WireReply): OnReply =>
  mutateRead((reply, { page, page_size: size, total_records: total, data }) => {
    const first = (page - 1) * size;
    return total <= max && first <= row && row < first + data.length ? mutant(reply) : reply;
  });

/** The requested job, in its status at the time of the request. */
export function findState({ caller, request, model }: Context) {
  const { lifeCycle } = model.spec;
  const job = caller && getJobs(caller.world).find(({ id }) => request.target.includes(id));
  return caller === undefined || job === undefined ? undefined : computeJobState(job, caller.now, lifeCycle);
}

/** Several pages, which the run's own job does not have. */
const minTotal = 60;

/** Mutants of results in odd stretches of five minutes, so that they change during a run. */
const mutateLater = (
  isOne: (status: string, context: Context) => boolean,
  change: (page: ResultsPage) => object,
): OnReply =>
  mutateRead((reply, page, context) =>
    isOdd(context.now, 5 * minute) &&
    page.total_records >= minTotal &&
    isOne(findState(context)?.apiStatus ?? '', context)
      ? changeJson(reply, () => ({ ...page, ...change(page) }))
      : reply,
  );

const isFinished = (status: string, { model }: Context) => model.spec.lifeCycle.staysFor(status);
const isPaused = (status: string) => status === 'paused';

/** Whether the requested job has had this status for less than ten minutes. */
function isNew(context: Context, status: string): boolean {
  const state = findState(context);
  return state?.apiStatus === status && context.now - state.updatedAt < 10 * minute;
}

export const resultRowMutants = [
  {
    name: 'page-zero-returned',
    about: 'Page 0 exists, and is empty.',
    onReply: mutateQuery(/[?&]page=0(&|$)/, (reply, _, request) =>
      replaceAnswer(reply, 200, { ...createPage(request), page: 0 }),
    ),
  },
  {
    name: 'page-zero-crashes',
    about: 'Page 0 returns 500, because its offset is negative.',
    onReply: mutateQuery(/[?&]page=0(&|$)/, crash),
  },
  {
    name: 'page-size-zero-crashes',
    about: 'A page size of 0 returns 500, because something is divided by it.',
    onReply: mutateQuery(/page_size=0(&|$)/, crash),
  },
  {
    name: 'page-size-zero-returns-all',
    about: 'A page of size 0 has records.',
    onReply: mutateQuery(/page_size=0(&|$)/, (reply, _, request) =>
      replaceAnswer(reply, 200, { ...createPage(request, record, record), page_size: 0 }),
    ),
  },
  {
    name: 'largest-page-refused',
    about: 'A page of 200 records is rejected, although that many are allowed.',
    onReply: mutateResults(200, (reply, _, { target }) =>
      target.includes('page_size=200') ? replaceAnswer(reply, 400, { page_size: ['Too large.'] }) : reply,
    ),
  },
  {
    name: 'later-pages-not-found',
    about: 'Only the first page of results exists.',
    onReply: mutateResults(200, (reply, _, { target }) =>
      /[?&]page=[2-9]/.test(target) ? replaceAnswer(reply, 404, { detail: 'Invalid page.' }) : reply,
    ),
  },
  {
    name: 'nothing-beyond-is-null',
    about: 'The records beyond the last page are null instead of an empty list.',
    onReply: mutateRead((reply, page) =>
      page.page > 1 && page.data.length === 0 ? changeJson(reply, () => ({ ...page, data: null })) : reply,
    ),
  },
  {
    name: 'nothing-beyond-counts-nothing',
    about: 'Beyond the last page, total_records is 0.',
    onReply: mutateRead((reply, page) =>
      page.page > 1 && page.data.length === 0
        ? changeJson(reply, () => ({ ...page, total_records: 0 }))
        : reply,
    ),
  },
  {
    name: 'later-pages-reversed',
    about: 'The records of each page but the first are in reverse order.',
    onReply: mutateRead((reply, page) =>
      page.page > 1 ? changeJson(reply, () => ({ ...page, data: page.data.toReversed() })) : reply,
    ),
  },
  {
    name: 'later-pages-repeat-a-record',
    about: 'The second record of each page but the first replaces the first one.',
    onReply: mutateRead((reply, page) => {
      const [, second, ...others] = page.data;
      return page.page > 1 && second !== undefined
        ? changeJson(reply, () => ({ ...page, data: [second, second, ...others] }))
        : reply;
    }),
  },
  {
    name: 'companies-only-in-the-file',
    about: 'The submitted company is missing in JSON.',
    onReply: mutateRead((reply, page) =>
      changeJson(reply, () => ({
        ...page,
        data: page.data.map((one) => ({ ...one, imported_company_name: null })),
      })),
    ),
  },
  {
    name: 'a-record-crashes',
    about: 'Every page with record 31 of a job with up to 300 records returns 500.',
    onReply: mutateRow(30, 300, crash),
  },
  {
    name: 'a-record-is-not-a-number',
    about: 'Record 231 has the value NaN, which JSON does not have.',
    onReply: mutateRow(230, 300, (reply) =>
      replaceBody(
        reply,
        reply.body.replace(/:null/, ':NaN').replace(/"first_name":"[^"]*"/, '"first_name":NaN'),
      ),
    ),
  },
  {
    name: 'results-change-later',
    about: 'The job titles of finished jobs change every five minutes.',
    onReply: mutateLater(isFinished, ({ data }) => ({
      data: data.map((one) => ({ ...one, job_title: 'Chief of Change' })),
    })),
  },
  {
    name: 'results-shrink-later',
    about: 'A finished job has one record less every five minutes.',
    onReply: mutateLater(isFinished, ({ total_records: total }) => ({ total_records: total - 1 })),
  },
  {
    name: 'pause-loses-records',
    about: 'A paused job has ten records less every five minutes.',
    onReply: mutateLater(isPaused, ({ total_records: total }) => ({ total_records: total - 10 })),
  },
  {
    name: 'paused-results-expire',
    about: 'A paused job has no records every five minutes.',
    onReply: mutateLater(isPaused, () => ({ total_records: 0, data: [] })),
  },
  {
    name: 'results-come-late',
    about: 'A job has no results in the first ten minutes after it was completed.',
    onReply: mutateResults(200, (reply, context, { target }) => {
      return isNew(context, 'completed') && !target.includes('?')
        ? replaceAnswer(reply, 400, { error: 'Results are not available for this job yet.' })
        : reply;
    }),
  },
  {
    name: 'new-failures-have-results',
    about: 'A job has a record in the first ten minutes after it failed.',
    onReply: mutateResults(400, (reply, context, request) => {
      return isNew(context, 'failed') && !request.target.includes('?')
        ? replaceAnswer(reply, 200, createPage(request, record))
        : reply;
    }),
  },
  {
    name: 'records-of-two-kinds',
    about: 'The fourth record is that of a company.',
    onReply: mutateRow(3, Number.POSITIVE_INFINITY, (reply) =>
      changeJson(reply, (body) => {
        const { data } = body as ResultsPage;
        const company = { imported_company_name: data[3]?.['imported_company_name'], industry: 'Steam' };
        return { ...(body as object), data: data.toSpliced(3, 1, company) };
      }),
    ),
  },
  {
    name: 'records-lack-empty-fields',
    about: 'A record lacks the fields that were not found.',
    onReply: mutateRead((reply, page) =>
      changeJson(reply, () => ({
        ...page,
        data: page.data.map((one) =>
          Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null)),
        ),
      })),
    ),
  },
] as const satisfies readonly Mutant[];
