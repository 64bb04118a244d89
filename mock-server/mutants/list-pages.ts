/** Mutants of a list: its omissions and its pagination. */
import type { JobView } from '../api/reply.ts';
import type { WireRequest } from '../django/message.ts';
import { type Mutant, mutateAnswer, changeJson, type OnReply, mutateList } from './mutant.ts';
import { isOdd, minute } from './times.ts';

type Jobs = readonly JobView[];

interface ListPage {
  readonly count: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly unknown[];
}

/** The jobs of a list in one piece, in pages of five, and mutated about. */
export function mutateInPages(
  mutant: (page: ListPage, number: number, jobs: Jobs, link: Link, now: number) => ListPage,
): OnReply {
  return mutateAnswer('listStatuses', 200, (reply, { caller }, { target, headers }) =>
    changeJson(reply, (body) => {
      const number = readPage(target);
      const jobs = body as Jobs;
      return mutant(
        createPage(jobs, number, createLink(headers)),
        number,
        jobs,
        createLink(headers),
        caller?.now ?? 0,
      );
    }),
  );
}

const size = 5;
/** The URL of a page by its number. */
type Link = (number: number) => string;
const createLink =
  ({ host = '127.0.0.1' }: WireRequest['headers']): Link =>
  (number) =>
    `http://${host}/api/v1/enrichment/status/?page=${number}`;
const readPage = (target: WireRequest['target']) => Number(/[?&]page=(\d+)/.exec(target)?.[1] ?? 1);

function createPage(jobs: Jobs, number: number, link: Link): ListPage {
  return {
    count: jobs.length,
    next: number * size < jobs.length ? link(number + 1) : null,
    previous: number > 1 ? link(number - 1) : null,
    results: jobs.slice((number - 1) * size, number * size),
  };
}

export const listPageMutants = [
  {
    name: 'list-cut-at-ten',
    about: 'The list ends after ten jobs, without a link to the rest.',
    onReply: mutateList((jobs) => jobs.slice(0, 10)),
  },
  {
    name: 'list-drops-a-job-at-times',
    about: 'The oldest job is missing from the list every other minute.',
    onReply: mutateList((jobs, { caller }) => (isOdd(caller?.now ?? 0, minute) ? jobs.slice(0, -1) : jobs)),
  },
  {
    name: 'sorted-by-update',
    about: 'The most recently updated job comes first.',
    onReply: mutateList((jobs) => jobs.toSorted((a, b) => b.updated_at.localeCompare(a.updated_at))),
  },
  {
    name: 'first-job-twice',
    about: 'The newest job is in the list twice in a row.',
    onReply: mutateList((jobs) => [...jobs.slice(0, 1), ...jobs]),
  },
  {
    name: 'list-by-id',
    about: 'The list is an object that maps ids to jobs.',
    onReply: mutateAnswer('listStatuses', 200, (reply) =>
      changeJson(reply, (jobs) => Object.fromEntries((jobs as Jobs).map((job) => [job.job_id, job]))),
    ),
  },
  {
    name: 'list-is-null',
    about: 'The list is null.',
    onReply: mutateAnswer('listStatuses', 200, (reply) => changeJson(reply, () => null)),
  },
  {
    name: 'list-405',
    about: 'The list returns 405.',
    onReply: mutateAnswer('listStatuses', 200, (reply) => ({ ...reply, status: 405 })),
  },
  {
    name: 'count-of-the-page',
    about: 'count is the number of jobs on the page instead of all jobs.',
    onReply: mutateInPages((page) => ({ ...page, count: page.results.length })),
  },
  {
    name: 'pages-skip-a-job',
    about: 'One job is missing between two pages.',
    onReply: mutateInPages((page, number) => ({
      ...page,
      results: number > 1 ? page.results.slice(1) : page.results,
    })),
  },
  {
    name: 'list-pages-overlap',
    about: 'The last job of a page is also the first of the next page.',
    onReply: mutateInPages((page, number, jobs) => ({
      ...page,
      results: number > 1 ? jobs.slice((number - 1) * size - 1, number * size) : page.results,
    })),
  },
  {
    name: 'next-leads-to-itself',
    about: 'The next link of the second page leads to the second page.',
    onReply: mutateInPages((page, number, _, link) => ({
      ...page,
      next: number > 1 ? link(number) : page.next,
    })),
  },
  {
    name: 'next-leads-nowhere',
    about: 'The next link of the first page leads to a path that does not exist.',
    onReply: mutateInPages((page) => ({
      ...page,
      next: page.next?.replace('/status/', '/statuses/') ?? null,
    })),
  },
  {
    name: 'pages-never-end',
    about: 'The last page links to an empty page, and so on without end.',
    onReply: mutateInPages((page, number, _, link) => ({ ...page, next: link(number + 1) })),
  },
] as const satisfies readonly Mutant[];
