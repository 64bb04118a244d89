/**
 * listStatuses: all jobs of the user, newest first, in the envelope that the readings choose. Counts as a
 * poll of each listed job.
 */
import { getWireData } from '../../openapi/questions.ts';
import type { Job } from '../domain/job.ts';
import { createPollIntent } from '../domain/actions.ts';
import { listJobsOfUser } from '../domain/world.ts';
import { toJobView } from './job-view.ts';
import { type Page, paginate, type Sizes } from '../django/page.ts';
import { attachJobs, type OperationCall, type Handler, ok, problem } from './reply.ts';

type Envelope = (page: Page<unknown>) => unknown;

/** The envelope of a page in each reading of list-envelope; null means no paging. */
export const listEnvelopes: Readonly<Record<string, Envelope | null>> = {
  'bare-array': null,
  'page-number': ({ count, next, previous, items }) => ({ count, next, previous, results: items }),
  'total-pages': ({ count, pages, number, next, previous, items }) => ({
    count,
    total_pages: pages,
    current_page: number,
    next,
    previous,
    results: items,
  }),
};

export const listStatuses: Handler = (call) => {
  const { model, world, user, now } = call;
  const jobs = listJobsOfUser(world, user.name);
  const envelope = listEnvelopes[model.readings['list-envelope'] ?? ''];
  // The jobs in the response, and the effect of showing them.
  const showJobs = (some: readonly Job[], body: (views: readonly unknown[]) => unknown) => {
    const views = some.map((job) => toJobView(job, now, model));
    return attachJobs(ok(body(views), createPollIntent(some, now, model.spec.lifeCycle)), ...some);
  };
  if (envelope === undefined || envelope === null) return showJobs(jobs, (views) => views);
  const wire = getWireData(model.spec.questions, model.readings);
  const page = paginate(jobs, call.parameters, call.url, getPageSizes(call), wire);
  return page === undefined
    ? problem('noSuchPage')
    : showJobs(page.items, (items) => envelope({ ...page, items }));
};

function getPageSizes({ operation }: OperationCall): Sizes {
  const size = operation.parameters.find(({ name }) => name === 'page_size')?.schema;
  return { defaultSize: Number(size?.default ?? 20), max: size?.maximum ?? 100 };
}
