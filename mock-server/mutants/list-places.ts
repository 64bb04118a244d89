/** Mutants of single places of a list: a page, a count, a link, a moment, or the list of another user. */
import { instant } from '../../time/time.ts';
import { type Mutant, mutateList } from './mutant.ts';
import { mutateInPages } from './list-pages.ts';
import { isOdd, minute, shiftTime } from './times.ts';

const second = 1000;

/** The list with two neighbours in each other's place. */
function swap<Item>(items: readonly Item[], place: number): readonly Item[] {
  const [one, other] = [items[place], items[place + 1]];
  if (one === undefined || other === undefined) return items;
  return [...items.slice(0, place), other, one, ...items.slice(place + 2)];
}

export const listPlaceMutants = [
  {
    name: 'tenth-job-too-high',
    about: 'The tenth and the eleventh job are swapped.',
    onReply: mutateList((jobs) => swap(jobs, 9)),
  },
  {
    name: 'third-page-out-of-order',
    about: 'Two jobs on the third page are swapped.',
    onReply: mutateInPages((page, number) =>
      number === 3 ? { ...page, results: swap(page.results, 1) } : page,
    ),
  },
  {
    name: 'first-job-on-page-three-too',
    about: 'The newest job is also on the third page.',
    onReply: mutateInPages((page, number, jobs) =>
      number === 3 ? { ...page, results: [...page.results.slice(0, -1), jobs[0]] } : page,
    ),
  },
  {
    name: 'page-two-loses-a-job-at-times',
    about: 'Every other minute, the second page lacks its first job.',
    onReply: mutateInPages((page, number, _, _link, now) =>
      number === 2 && isOdd(now, minute) ? { ...page, results: page.results.slice(1) } : page,
    ),
  },
  {
    name: 'count-one-more',
    about: 'count is one more than the number of jobs.',
    onReply: mutateInPages((page) => ({ ...page, count: page.count + 1 })),
  },
  {
    name: 'count-grows-on-page-two',
    about: 'count of the second page is one less.',
    onReply: mutateInPages((page, number) => (number === 2 ? { ...page, count: page.count - 1 } : page)),
  },
  {
    name: 'links-name-an-inner-host',
    about: 'The links of the list name a host behind the proxy.',
    onReply: mutateInPages((page) => ({
      ...page,
      next: page.next?.replace(/\/\/[^/]*/, '//api.internal') ?? null,
    })),
  },
  {
    name: 'links-name-another-port',
    about: 'The links of the list name a port of the server behind the proxy.',
    onReply: mutateInPages((page) => ({
      ...page,
      next: page.next?.replace(/:\d+\//, ':8001/') ?? null,
    })),
  },
  {
    name: 'list-incomplete-at-first',
    about: 'In the first half second the list contains only the newest job.',
    onReply: mutateList((jobs, { caller }) =>
      (caller?.now ?? instant(0)) - (caller?.world.began ?? instant(0)) < second / 2
        ? jobs.slice(0, 1)
        : jobs,
    ),
  },
  {
    name: 'list-empty-at-times',
    about: 'In five of thirty seconds the list is empty.',
    onReply: mutateList((jobs, { caller }) => ((caller?.now ?? 0) % (30 * second) > 25 * second ? [] : jobs)),
  },
  {
    name: 'list-in-another-zone',
    about: 'The timestamps of the list are those of Berlin, marked as UTC.',
    onReply: mutateList((jobs) =>
      jobs.map((job) => ({
        ...job,
        submitted_at: shiftTime(job.submitted_at, 120 * minute),
        updated_at: shiftTime(job.updated_at, 120 * minute),
      })),
    ),
  },
  {
    name: 'others-oldest-first',
    about: "Another user's list begins with the oldest job.",
    onReply: mutateList((jobs, { caller }) => (caller?.user.name === 'bob' ? jobs.toReversed() : jobs)),
  },
  {
    name: 'others-see-inner-statuses',
    about: "Another user's list contains an internal status.",
    onReply: mutateList((jobs, { caller }) =>
      caller?.user.name === 'bob'
        ? jobs.map((job) => (job.status === 'failed' ? { ...job, status: 'Failure' } : job))
        : jobs,
    ),
  },
] as const satisfies readonly Mutant[];
