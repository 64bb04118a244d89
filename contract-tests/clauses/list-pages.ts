/** Judges a paged list: its links, its end and its count; and a list without pages that may be cut off. */
import { isMap } from '../../openapi/values.ts';
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import type { AnsweredExchange } from '../evidence/exchange.ts';
import type { Tag } from '../evidence/probes.ts';
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

/** The pages in the order of the requests, including one that failed. */
function listPages(seen: Observations): readonly AnsweredExchange[] {
  const [first, ...others] = selectAnswered(seen, 'list', 'list-page');
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
  const pages = listPages(seen);
  const path = seen.spec.operation('listStatuses').path;
  const asked = new Set<string>(['']);
  const breaches = pages.flatMap((page, index): readonly Breach[] => {
    const next = getField(page, 'next');
    if (page.outcome.status !== 200)
      return [
        {
          exchange: page.id,
          expected: 'the page that next links to',
          actual: `status ${page.outcome.status}`,
        },
      ];
    if (next === null || next === undefined) return [];
    const expected = `next links to another page of ${path}, or is null`;
    if (typeof next !== 'string' || !URL.canParse(next, page.request.url))
      return [{ exchange: page.id, expected, actual: JSON.stringify(next) }];
    const { pathname, search } = new URL(next, page.request.url);
    if (!pathname.endsWith(path) || search === '' || asked.has(search))
      return [{ exchange: page.id, expected, actual: `"${next}"` }];
    asked.add(search);
    const following = pages[index + 1];
    if (following?.outcome.status === 200 && listJobIds(following).length === 0)
      return [
        { exchange: following.id, expected: 'a page with jobs, because next links to it', actual: 'none' },
      ];
    return [];
  });
  return toJudgement(pages, breaches, () => explainNoPages(seen, 'a paged list'));
};

/** New jobs change the count, and a list that was not read to the end does not show it. */
export const countTrue: Judge = (seen) => {
  const pages = listPages(seen).filter(({ outcome }) => outcome.status === 200);
  const [first, last] = [pages[0], pages.at(-1)];
  const again = selectAnswered(seen, 'list-again')[0];
  if (first === undefined || last === undefined || again === undefined)
    return toJudgement([], [], () =>
      explainNoPages(seen, 'a paged list that was requested twice', ['list', 'list-again']),
    );
  const counts = new Set([...pages, again].map((page) => getField(page, 'count')));
  const still = listJobIds(first).join() === listJobIds(again).join();
  const isEnd = (getField(last, 'next') ?? null) === null;
  if (!still || !isEnd) {
    const message = still
      ? 'a paged list that was read to the end'
      : 'a paged list whose first page was the same when it was requested again';
    return toJudgement([], [], { need: 'sight', message });
  }
  const there = new Set(pages.flatMap(listJobIds)).size;
  const breaches = [...counts]
    .filter((count) => count !== there)
    .map((count) => ({
      exchange: first.id,
      expected: `count is ${there}, the number of jobs on ${pages.length} pages`,
      actual: JSON.stringify(count) ?? 'missing',
    }));
  return toJudgement(pages, breaches, () => explainNoPages(seen, 'a paged list'));
};

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
