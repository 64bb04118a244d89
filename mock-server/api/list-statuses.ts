/**
 * listStatuses: all jobs of the user, newest first, in the envelope that the readings choose. Counts as a
 * poll of each listed job.
 */
import { getWireData } from '../../openapi/questions.ts';
import { computeJobState, type Job, type JobState } from '../domain/job.ts';
import { createPollIntent } from '../domain/actions.ts';
import { getIndex, listJobsOfUser } from '../domain/world.ts';
import { toJobView } from './job-view.ts';
import { KeptReplies } from './kept-replies.ts';
import { type Page, type Pageable, paginate, type Sizes } from '../django/page.ts';
import { type Handler, type JobView, ok, type OperationCall, problem, type Reply } from './reply.ts';

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

const kept = new KeptReplies(500);

export const listStatuses: Handler = (call) => {
  const { model, world, user } = call;
  const envelope = listEnvelopes[model.readings['list-envelope'] ?? ''];
  if (envelope === undefined || envelope === null)
    return listJobs(call, listJobsOfUser(world, user.name), '', (views) => views);
  const wire = getWireData(model.spec.questions, model.readings);
  const index = getIndex(world);
  const jobs: Pageable<Job> = {
    count: index.count(user.name),
    list: (from, to) => index.list(user.name, from, to),
  };
  const page = paginate(jobs, call.parameters, call.url, getPageSizes(call), wire);
  if (page === undefined) return problem('noSuchPage');
  const { count, pages, number, next, previous } = page;
  const key = [count, pages, number, next, previous].join(' ');
  return listJobs(call, page.items, key, (items) => envelope({ ...page, items }));
};

/** @param key what the envelope depends on */
function listJobs(
  call: OperationCall,
  jobs: readonly Job[],
  key: string,
  wrap: (views: readonly unknown[]) => unknown,
): Reply {
  const known = kept.find(call, jobs, key);
  if (known !== undefined) return known;
  const { now, model } = call;
  const { lifeCycle } = model.spec;
  // One loop, since a list can have a million jobs.
  const states: JobState[] = [];
  const views: JobView[] = [];
  for (const job of jobs) {
    const state = computeJobState(job, now, lifeCycle);
    states.push(state);
    views.push(toJobView(job, state, now, model));
  }
  return kept.keep(call, jobs, states, ok(wrap(views), jobs, createPollIntent(jobs, now, lifeCycle)), key);
}

function getPageSizes({ operation }: OperationCall): Sizes {
  const size = operation.parameters.find(({ name }) => name === 'page_size')?.schema;
  return { defaultSize: Number(size?.default ?? 20), max: size?.maximum ?? 100 };
}
