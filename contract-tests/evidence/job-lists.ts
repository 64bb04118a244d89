/** Assembles the lists of a user from their responses: a single response, or its pages in order. */
import { isMap } from '../../openapi/values.ts';
import { type AnsweredExchange, type Exchange, getHeader, isAnswered } from './exchange.ts';
import type { Tag } from './probes.ts';
import { memoize } from './remember.ts';
import { getBody, getItems, listJobIds } from './sightings.ts';

/** A list as it was read, by one request or page by page. */
export interface JobList {
  /** Successful responses, in the order of the list. */
  readonly pages: readonly AnsweredExchange[];
  readonly first: AnsweredExchange;
  readonly last: AnsweredExchange;
  /** The listed ids, with repetitions. */
  readonly ids: readonly string[];
  /** Whether the target returns the list in pages. */
  readonly isPaged: boolean;
  /** Whether it was read to its end. */
  readonly isWhole: boolean;
  /** Whether nothing moved while the pages were read: the first page was the same when it was requested next. */
  readonly isStill: boolean;
}

/** The requests for the first page of the caller's list, or for the whole list. */
export const firstPageTags: readonly Tag[] = [
  'list',
  'list-again',
  'watch-list',
  'before-submit',
  'own-list',
];
/** The requests for its further pages. */
export const furtherPageTags: readonly Tag[] = ['list-page', 'watch-page'];

/** The caller's lists in the order in which they were begun. */
export const collectLists = memoize((exchanges: readonly Exchange[]): readonly JobList[] =>
  assembleLists(exchanges, firstPageTags, furtherPageTags),
);

/** The lists of the other user; only their first pages are requested. */
export const collectOtherLists = memoize((exchanges: readonly Exchange[]): readonly JobList[] =>
  assembleLists(exchanges, ['foreign-list'], []),
);

function assembleLists(
  exchanges: readonly Exchange[],
  firstTags: readonly Tag[],
  furtherTags: readonly Tag[],
): readonly JobList[] {
  const begun: AnsweredExchange[][] = [];
  const positions = new Map(exchanges.map((exchange, position) => [exchange, position]));
  const isAfter = (one: Exchange, other: Exchange) => (positions.get(one) ?? 0) > (positions.get(other) ?? 0);
  for (const exchange of exchanges) {
    if (!isAnswered(exchange) || exchange.outcome.status !== 200 || getItems(exchange) === undefined)
      continue;
    if (firstTags.includes(exchange.tag)) begun.push([exchange]);
    else if (furtherTags.includes(exchange.tag)) {
      const query = getQuery(exchange);
      // A page that was read already is not read again, wherever its links lead.
      const list = begun.findLast((pages) => findNextQuery(pages.at(-1)) === query);
      if (list?.every((page) => getQuery(page) !== query) === true) list.push(exchange);
    }
  }
  const firsts = begun.flatMap((pages) => pages.slice(0, 1));
  return begun.flatMap((pages): readonly JobList[] => {
    const [first, last] = [pages[0], pages.at(-1)];
    if (first === undefined || last === undefined) return [];
    const after = firsts.find((one) => isAfter(one, last));
    const ids = listJobIds(first).join();
    return [
      {
        pages,
        first,
        last,
        ids: pages.flatMap(listJobIds),
        isPaged: !Array.isArray(getBody(first)) || findNextQuery(first) !== undefined,
        isWhole: findNextQuery(last) === undefined && !hasOddLink(last),
        isStill:
          pages.length === 1 ||
          (after !== undefined && listJobIds(after).join() === ids && !isShrinking([...pages, after])),
      },
    ];
  });
}

/**
 * Whether the counts show that somebody deleted jobs while the pages were read: then jobs of unread pages moved to pages that
 * were read already. A count that is smaller on one page, and not afterwards, is no sign of that.
 */
function isShrinking(pages: readonly AnsweredExchange[]): boolean {
  const counts = pages.map(getCount);
  const [first, last] = [counts[0], counts.at(-1)];
  return (
    first !== undefined &&
    last !== undefined &&
    last < first &&
    counts.every((count, index) => count !== undefined && count <= (counts[index - 1] ?? count))
  );
}

function getCount(page: AnsweredExchange): number | undefined {
  const body = getBody(page);
  const count = isMap(body) ? body['count'] : undefined;
  return typeof count === 'number' ? count : undefined;
}

function getQuery({ request }: Exchange): string {
  return new URL(request.url).search;
}

/** The link to the next page, as it was sent: a field of the envelope, or a Link header of a bare array. */
export function getNextLink(page: AnsweredExchange): unknown {
  const body = getBody(page);
  if (isMap(body)) return getItems(page) === undefined ? undefined : getNextOfEnvelope(body);
  return /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(getHeader(page.outcome, 'link') ?? '')?.[1];
}

/** The field `next` of an envelope, or of the object with its links, as in the framework's example of an envelope of one's own. */
export function getNextOfEnvelope(envelope: Readonly<Record<string, unknown>>): unknown {
  const links = envelope['links'];
  return 'next' in envelope || !isMap(links) ? envelope['next'] : links['next'];
}

/** The query of the next page; undefined on the last page, or when the link is invalid. Relative links are legal. */
export function findNextQuery(page: AnsweredExchange | undefined): string | undefined {
  const next = page === undefined ? undefined : getNextLink(page);
  if (page === undefined || typeof next !== 'string' || !URL.canParse(next, page.request.url))
    return undefined;
  // Behind a proxy, the link may name another scheme or host.
  const { search } = new URL(next, page.request.url);
  return search === '' ? undefined : search;
}

/** Whether there is a link that leads nowhere, so that the end of the list is unknown. */
function hasOddLink(page: AnsweredExchange): boolean {
  return (getNextLink(page) ?? null) !== null;
}
