/** A list in pages: that they lead to each other, end, and hold as many jobs as is said; and a list that should be in pages. */
import type { Breach, Judge, Seen } from '../clause.ts';
import type { Answered } from '../evidence/exchange.ts';
import { bodyOf, isMap, itemsOf, jobIdsIn, sightingsIn } from '../evidence/sightings.ts';
import { answered, each, verdictOf } from './judging.ts';

const inPages = 'a list in pages';

/** The pages in the order of asking; one that was not served is among them. */
function pagesIn(seen: Seen): readonly Answered[] {
  const [first, ...others] = answered(seen, 'list', 'list-page');
  return first !== undefined && isMap(bodyOf(first)) && itemsOf(first) !== undefined
    ? [first, ...others]
    : [];
}

function fieldOf(page: Answered, name: string): unknown {
  const body = bodyOf(page);
  return isMap(body) ? body[name] : undefined;
}

/** Scheme and host are not looked at: behind a proxy a server may not know its own. */
export const pagesLeadOn: Judge = (seen) => {
  const pages = pagesIn(seen);
  const path = seen.spec.operation('listStatuses').path;
  const asked = new Set<string>(['']);
  const breaches = pages.flatMap((page, index): readonly Breach[] => {
    const next = fieldOf(page, 'next');
    if (page.outcome.status !== 200)
      return [
        { exchange: page.id, expected: 'the page that next led to', actual: `status ${page.outcome.status}` },
      ];
    if (next === null || next === undefined) return [];
    const expected = `next leads to another page of ${path}, or is null`;
    if (typeof next !== 'string' || !URL.canParse(next, page.request.url))
      return [{ exchange: page.id, expected, actual: JSON.stringify(next) }];
    const { pathname, search } = new URL(next, page.request.url);
    if (!pathname.endsWith(path) || search === '' || asked.has(search))
      return [{ exchange: page.id, expected, actual: `"${next}"` }];
    asked.add(search);
    const following = pages[index + 1];
    if (following?.outcome.status === 200 && jobIdsIn(following).length === 0)
      return [{ exchange: following.id, expected: 'a page with jobs, since next led to it', actual: 'none' }];
    return [];
  });
  return verdictOf(pages, breaches, inPages);
};

/** Jobs that came meanwhile change the count; a list that was left before its end does not show how many there are. */
export const countTrue: Judge = (seen) => {
  const pages = pagesIn(seen).filter(({ outcome }) => outcome.status === 200);
  const [first, last] = [pages[0], pages.at(-1)];
  const again = answered(seen, 'list-again')[0];
  if (first === undefined || last === undefined || again === undefined)
    return verdictOf([], [], `${inPages}, asked for twice`);
  const counts = new Set([...pages, again].map((page) => fieldOf(page, 'count')));
  const still = jobIdsIn(first).join() === jobIdsIn(again).join();
  const isEnd = (fieldOf(last, 'next') ?? null) === null;
  if (!still || !isEnd) return verdictOf([], [], `${inPages} to which no job was added, followed to its end`);
  const there = new Set(pages.flatMap(jobIdsIn)).size;
  const breaches = [...counts]
    .filter((count) => count !== there)
    .map((count) => ({
      exchange: first.id,
      expected: `count is ${there}, as many as there are on ${pages.length} pages`,
      actual: JSON.stringify(count) ?? 'not there',
    }));
  return verdictOf(pages, breaches, inPages);
};

/** The usual sizes of pages. */
const roundSizes: ReadonlySet<number> = new Set([10, 20, 25, 50, 100, 200, 250, 500, 1000]);

/** No proof, so it is never more than a notice. */
export const notCut: Judge = each(['list'], 'a list in one piece with a job', (list) => {
  const body = bodyOf(list);
  if (!Array.isArray(body) || body.length === 0) return undefined;
  return roundSizes.has(body.length)
    ? [
        {
          expected: 'all jobs of the caller',
          actual: `exactly ${body.length} jobs, as if the list was cut there`,
        },
      ]
    : [];
});

/** The ids of the jobs of each instant as they stand. */
function orderIn(list: Answered): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { submittedAt = '', jobId } of sightingsIn([list]))
    ids.set(submittedAt, [...(ids.get(submittedAt) ?? []), jobId]);
  return ids;
}

/** Jobs of the same instant may stand in any order, but in one: a client that goes through them would miss some. */
export const tiesSteady: Judge = (seen) => {
  const [first, ...others] = answered(seen, 'list', 'list-again', 'watch-list').filter(
    (list) => itemsOf(list) !== undefined,
  );
  if (first === undefined || others.length === 0) return verdictOf([], [], 'a list, asked for twice');
  const before = orderIn(first);
  const breaches = others.flatMap((list) =>
    [...orderIn(list)].flatMap(([instant, ids]): readonly Breach[] => {
      const known = before.get(instant) ?? [];
      const common = ids.filter((id) => known.includes(id)).join(', ');
      const wanted = known.filter((id) => ids.includes(id)).join(', ');
      if (common === wanted || new Set(ids).size !== ids.length || new Set(known).size !== known.length)
        return [];
      return [
        {
          exchange: list.id,
          expected: `the jobs of ${instant} as in ${first.id}: ${wanted}`,
          actual: common,
        },
      ];
    }),
  );
  return verdictOf([first, ...others], breaches, 'a list, asked for twice');
};
