/** Judges a paged list: its links, its end and its count; and a list without pages that may be cut off. */
import { isMap } from '../../openapi/values.ts';
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import type { AnsweredExchange } from '../evidence/exchange.ts';
import type { Tag } from '../evidence/probes.ts';
import { collectLists, getNextLink, type JobList } from '../evidence/job-lists.ts';
import { getBody, getItems, listJobIds, listSightings } from '../evidence/sightings.ts';
import type { Missing } from '../verdict/missing.ts';
import { selectAnswered, toJudgement } from './judging.ts';
import { explainMissing } from './wanted.ts';

/** A target that returns the whole list at once has no pages. */
function explainNoPages(seen: Observations, what: string, tags: readonly Tag[] = ['list']): Missing {
  const list = selectAnswered(seen, 'list').find(({ outcome }) => outcome.status === 200);
  if (list !== undefined && Array.isArray(getBody(list)))
    return { need: 'reading', message: 'a paged list; the target returns the whole list at once' };
  return explainMissing({ what, tags }, seen);
}

/** The lists that came in an envelope. */
function collectPaged({ evidence }: Observations): readonly JobList[] {
  return collectLists(evidence.exchanges).filter(({ first }) => isMap(getBody(first)));
}

/** The first page as it was first requested, and those after it, including one that failed. */
function listAskedPages(seen: Observations): readonly AnsweredExchange[] {
  const [first, ...others] = selectAnswered(seen, 'list', 'list-page', 'watch-page');
  return first !== undefined && isMap(getBody(first)) && getItems(first) !== undefined
    ? [first, ...others]
    : [];
}

function getField(page: AnsweredExchange, name: string): unknown {
  const body = getBody(page);
  return isMap(body) ? body[name] : undefined;
}

/** Ignores scheme and host, because a server behind a proxy may not know its own. */
export const pagesLeadOn: Judge = (seen) => {
  const failed = listAskedPages(seen)
    .filter(({ outcome }) => outcome.status !== 200)
    .map(({ id, outcome }) => ({
      exchange: id,
      expected: 'the page that next links to',
      actual: `status ${outcome.status}`,
    }));
  const breaches = [...failed, ...collectPaged(seen).flatMap((list) => findLinkBreaches(list, seen))];
  return toJudgement(listAskedPages(seen), breaches, () => explainNoPages(seen, 'a paged list'));
};

function findLinkBreaches({ pages }: JobList, { spec }: Observations): readonly Breach[] {
  const { path } = spec.operation('listStatuses');
  const asked = new Set<string>(['']);
  return pages.flatMap((page, index): readonly Breach[] => {
    const next = getNextLink(page);
    if (next === null || next === undefined) return [];
    const expected = `next links to another page of ${path}, or is null`;
    if (typeof next !== 'string' || !URL.canParse(next, page.request.url))
      return [{ exchange: page.id, expected, actual: JSON.stringify(next) }];
    const { pathname, search } = new URL(next, page.request.url);
    if (!pathname.endsWith(path) || search === '' || asked.has(search))
      return [{ exchange: page.id, expected, actual: `"${next}"` }];
    asked.add(search);
    const following = pages[index + 1];
    if (following === undefined || listJobIds(following).length > 0) return [];
    return [
      { exchange: following.id, expected: 'a page with jobs, because next links to it', actual: 'none' },
    ];
  });
}

/** A proxy may have another name than the server, so this is only a notice. */
export const linksSameHost: Judge = (seen) => {
  const pages = collectPaged(seen).flatMap((list) => list.pages);
  const linked = pages.flatMap((page) => {
    const next = getNextLink(page);
    return typeof next === 'string' && URL.canParse(next, page.request.url)
      ? [{ page, next, host: new URL(next, page.request.url).host }]
      : [];
  });
  const breaches = linked
    .filter(({ page, host }) => host !== new URL(page.request.url).host)
    .map(({ page, next }) => ({
      exchange: page.id,
      expected: `next names the host ${new URL(page.request.url).host}, or none`,
      actual: `"${next}"`,
    }));
  return toJudgement(pages, breaches, () => explainNoPages(seen, 'a paged list'));
};

/** New jobs change the count, and a list that was not read to the end does not show it. */
export const countTrue: Judge = (seen) => {
  const lists = collectPaged(seen);
  const looked = lists.filter(
    (list, index) => list.isWhole && (list.pages.length > 1 ? list.isStill : hasTwin(list, lists, index)),
  );
  const counted = looked.filter(({ pages }) => pages.some((page) => getField(page, 'count') !== undefined));
  const breaches = [
    ...lists.flatMap(findImpossibleCount),
    ...counted.flatMap(({ pages, ids }) => {
      const there = new Set(ids).size;
      return pages.flatMap((page, index): readonly Breach[] => [
        ...compareNumber(page, 'count', there, `the number of jobs on ${pages.length} pages`),
        ...(getField(page, 'total_pages') === undefined
          ? []
          : [
              ...compareNumber(page, 'total_pages', pages.length, 'the number of pages'),
              ...compareNumber(page, 'current_page', index + 1, 'the number of this page'),
            ]),
      ]);
    }),
  ];
  return toJudgement(
    counted.flatMap(({ pages }) => pages),
    breaches,
    () => explainNoCount(seen, lists, looked),
  );
};

/** A page that links to another one has fewer jobs than the list. */
function findImpossibleCount({ first }: JobList): readonly Breach[] {
  const [count, here] = [getField(first, 'count'), listJobIds(first).length];
  if (typeof count !== 'number' || typeof getNextLink(first) !== 'string' || count > here) return [];
  const expected = `count is more than ${here}, because a page with ${here} jobs links to another one`;
  return [{ exchange: first.id, expected, actual: String(count) }];
}

/** Whether the first page was the same when it was requested again. */
function hasTwin({ first }: JobList, lists: readonly JobList[], index: number): boolean {
  const ids = listJobIds(first).join();
  return lists.some((other, at) => at !== index && listJobIds(other.first).join() === ids);
}

function compareNumber(
  page: AnsweredExchange,
  name: string,
  wanted: number,
  what: string,
): readonly Breach[] {
  const actual = getField(page, name);
  if (actual === wanted) return [];
  return [
    {
      exchange: page.id,
      expected: `${name} is ${wanted}, ${what}`,
      actual: JSON.stringify(actual) ?? 'missing',
    },
  ];
}

function explainNoCount(seen: Observations, lists: readonly JobList[], looked: readonly JobList[]): Missing {
  if (looked.length > 0)
    return { need: 'reading', message: 'a paged list with a count; the pages of the target have none' };
  if (lists.length === 0)
    return explainNoPages(seen, 'a paged list that was requested twice', ['list', 'list-again']);
  const message = lists.some(({ isWhole }) => isWhole)
    ? 'a paged list whose first page was the same when it was requested again'
    : 'a paged list that was read to the end';
  return { need: 'sight', message };
}

/** Common page sizes. */
const roundSizes: ReadonlySet<number> = new Set([10, 20, 25, 50, 100, 200, 250, 500, 1000]);

/** This is not proof, so it is only a notice. */
export const notCut: Judge = (seen) => {
  const lists = selectAnswered(seen, 'list').filter((list) => Array.isArray(getBody(list)));
  const looked = lists.filter((list) => getItems(list)?.length !== 0);
  const breaches = looked.flatMap((list): readonly Breach[] => {
    const { length } = getItems(list) ?? [];
    const actual = `exactly ${length} jobs, as if the list was cut off there`;
    return roundSizes.has(length)
      ? [{ exchange: list.id, expected: "all of the caller's jobs", actual }]
      : [];
  });
  return toJudgement(looked, breaches, () => {
    if (lists.length > 0)
      return { need: 'jobs', message: "a list with at least one job; the caller's list is empty" };
    const isPaged = selectAnswered(seen, 'list').some((list) => getItems(list) !== undefined);
    if (isPaged) return { need: 'reading', message: 'a list without pages; the target returns it in pages' };
    return explainMissing({ what: 'a list without pages', tags: ['list'] }, seen);
  });
};

/** The ids of the jobs with each submission time, in the order of the list. */
function groupIdsByInstant(list: AnsweredExchange): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { submittedAt = '', jobId } of listSightings([list])) {
    const same = ids.get(submittedAt);
    if (same === undefined) ids.set(submittedAt, [jobId]);
    else same.push(jobId);
  }
  return ids;
}

/** Jobs with the same submission time may be in any order, but it must be stable, or a paging client would miss jobs. */
export const tiesSteady: Judge = (seen) => {
  const [first, ...others] = selectAnswered(seen, 'list', 'list-again', 'watch-list').filter(
    (list) => getItems(list) !== undefined,
  );
  const explain = () =>
    explainMissing({ what: 'a list that was requested twice', tags: ['list', 'list-again'] }, seen);
  if (first === undefined || others.length === 0) return toJudgement([], [], explain);
  const orderBefore = groupIdsByInstant(first);
  const breaches = others.flatMap((list) =>
    [...groupIdsByInstant(list)].flatMap(([instant, ids]): readonly Breach[] => {
      const known = orderBefore.get(instant) ?? [];
      const [before, now] = [new Set(known), new Set(ids)];
      const common = ids.filter((id) => before.has(id)).join(', ');
      const wanted = known.filter((id) => now.has(id)).join(', ');
      if (common === wanted || now.size !== ids.length || before.size !== known.length) return [];
      return [
        {
          exchange: list.id,
          expected: `the jobs of ${instant} in the order of ${first.id}: ${wanted}`,
          actual: common,
        },
      ];
    }),
  );
  return toJudgement([first, ...others], breaches, explain);
};
