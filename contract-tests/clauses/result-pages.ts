/** Judges the pages of results: their sizes, their order and their stability. */
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import type { Exchange } from '../evidence/exchange.ts';
import type { Tag } from '../evidence/probes.ts';
import {
  findSurroundingSightings,
  getQueryNumber,
  type ResultPage,
  parseResultPage,
} from '../evidence/results.ts';
import { selectAnswered, judgeEachTagged, toJudgement } from './judging.ts';
import { hasFinishedResults, hasResults, pages } from './results.ts';
import { explainMissing } from './wanted.ts';

const still = {
  what: 'two pages of results of a finished job that did not change meanwhile',
  tags: pages,
  exists: hasFinishedResults,
};

/**
 * The pages of one job in one state. A finished job shows every change in `updated_at`, so pages with the same value before and
 * after belong together, whenever they were read.
 */
function selectStillPages(seen: Observations, tags: readonly Tag[]): readonly (readonly ResultPage[])[] {
  const served = selectAnswered(seen, ...tags).flatMap((exchange) => parseResultPage(exchange) ?? []);
  const byState = new Map<string, readonly ResultPage[]>();
  for (const page of served) {
    const { before } = findSurroundingSightings(seen.evidence.exchanges, page.jobId, page.exchange);
    if (!hasStayed(seen, [page.exchange])) continue;
    const state = `${page.jobId} ${before?.status} ${before?.updatedAt}`;
    byState.set(state, [...(byState.get(state) ?? []), page]);
  }
  return [...byState.values()];
}

/** Whether the job had the same stable status before and after these exchanges. */
export function hasStayed({ evidence, spec }: Observations, exchanges: readonly Exchange[]): boolean {
  const [first, last] = [exchanges[0], exchanges.at(-1)];
  if (first === undefined || last === undefined) return false;
  const { before, after } = findSurroundingSightings(evidence.exchanges, first.jobId, first, last);
  const { status = '' } = before ?? {};
  // A paused job may have been resumed and paused again. A finished job shows every change in updated_at.
  return spec.lifeCycle.staysFor(status) && after?.status === status && after.updatedAt === before?.updatedAt;
}

const toBreach = ({ exchange }: ResultPage, expected: string, actual: string): Breach => ({
  exchange: exchange.id,
  expected,
  actual,
});

/** Creates a judge that compares each page of a job with the first page of this job. */
function judgeAgainstFirst(
  what: string,
  check: (page: ResultPage, first: ResultPage) => readonly Breach[] | undefined,
  tags: readonly Tag[] = pages,
): Judge {
  return (seen) => {
    const looked = selectStillPages(seen, tags).flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : others.flatMap((page) => {
            const breaches = check(page, first);
            return breaches === undefined ? [] : [{ page, first, breaches }];
          }),
    );
    return toJudgement(
      looked.flatMap(({ page, first }) => [first.exchange, page.exchange]),
      looked.flatMap(({ breaches }) => breaches),
      () => explainMissing({ ...still, what }, seen),
    );
  };
}

/** How many records fit on a page: the requested number, or the page_size of the response. */
function countRecords({ exchange, pageSize }: ResultPage): number {
  return getQueryNumber(exchange, 'page_size') ?? (typeof pageSize === 'number' ? pageSize : 0);
}

/** The offset of the requested page among all records. */
export function getOffset(page: ResultPage): number {
  return ((getQueryNumber(page.exchange, 'page') ?? 1) - 1) * countRecords(page);
}

export const totalSteady: Judge = judgeAgainstFirst(
  still.what,
  (page, first) =>
    page.total === first.total
      ? []
      : [toBreach(page, `total_records ${first.total}, as in ${first.exchange.id}`, String(page.total))],
  [...pages, 'results-beyond'],
);

export const pagesFull: Judge = (seen) => {
  const looked = selectAnswered(seen, ...pages).flatMap((exchange) => parseResultPage(exchange) ?? []);
  const breaches = looked.flatMap((page) => {
    const wanted = Math.max(0, Math.min(countRecords(page), page.total - getOffset(page)));
    if (page.records.length === wanted) return [];
    const expected = `${wanted} records, starting at record ${getOffset(page) + 1} of ${page.total}, with ${countRecords(page)} on each page`;
    return [toBreach(page, expected, String(page.records.length))];
  });
  const exchanges = looked.map(({ exchange }) => exchange);
  return toJudgement(exchanges, breaches, () =>
    explainMissing({ ...still, what: 'a page of results', exists: hasResults }, seen),
  );
};

/** Each page must equal the first page in the records where the two overlap. */
export const pagesJoin: Judge = judgeAgainstFirst(
  'a page of results that overlaps with the first page',
  (page, first) => {
    if (page.exchange.tag === 'results-again') return undefined;
    const offset = getOffset(page);
    if (getOffset(first) !== 0 || offset >= first.records.length) return undefined;
    // A separate clause checks that a page is full.
    const wanted = first.records.slice(offset, offset + page.records.length);
    const found = page.records.slice(0, wanted.length);
    const differs = wanted.findIndex(
      (record, index) => JSON.stringify(record) !== JSON.stringify(found[index]),
    );
    if (differs < 0) return [];
    const expected = `record ${offset + differs + 1} as in ${first.exchange.id}: ${formatRecord(wanted[differs])}`;
    return [toBreach(page, expected, formatRecord(found[differs]))];
  },
);

function formatRecord(record: unknown): string {
  return toExcerpt(JSON.stringify(record) ?? 'no record');
}

/** The first response to the same request before this one. */
function findEarlier(seen: Observations, { request }: Exchange): ResultPage | undefined {
  return selectAnswered(seen, 'results', 'results-page')
    .filter((one) => one.request.url === request.url)
    .flatMap((one) => parseResultPage(one) ?? [])[0];
}

export const sameTwice: Judge = (seen) => {
  const looked = selectAnswered(seen, 'results-again').flatMap((exchange) => {
    const again = parseResultPage(exchange);
    const before = findEarlier(seen, exchange);
    const both = again === undefined || before === undefined ? undefined : { again, before };
    return both !== undefined && hasStayed(seen, [both.before.exchange, exchange]) ? [both] : [];
  });
  const breaches = looked
    .filter(({ again, before }) => JSON.stringify(again.records) !== JSON.stringify(before.records))
    .map(({ again, before }) =>
      toBreach(
        again,
        `the records of ${before.exchange.id}: ${formatRecord(before.records)}`,
        formatRecord(again.records),
      ),
    );
  return toJudgement(
    looked.flatMap(({ again, before }) => [before.exchange, again.exchange]),
    breaches,
    () =>
      explainMissing(
        {
          ...still,
          what: 'a page of results that was requested twice without a change of the job in between',
          tags: ['results-again'],
        },
        seen,
      ),
  );
};

export const nothingBeyond: Judge = judgeEachTagged(
  ['results-beyond'],
  { what: 'a response to a request beyond the last page', exists: hasResults },
  (exchange) => {
    const { status } = exchange.outcome;
    const count = parseResultPage(exchange)?.records.length ?? 0;
    if (status === 200 && count > 0)
      return [{ expected: 'no records beyond the last page', actual: `${count} records` }];
    return status < 500 ? [] : [{ expected: 'an empty page or status 4xx', actual: `status ${status}` }];
  },
);

/** A request for a larger page may be rejected or limited to the maximum. */
export const pageSizeCapped: Judge = judgeEachTagged(
  [...pages, 'results-oversized'],
  { what: 'a page of results', exists: hasResults },
  (exchange, { spec }) => {
    const page = parseResultPage(exchange);
    if (page === undefined) return exchange.tag === 'results-oversized' ? [] : undefined;
    const size = spec.operation(exchange.operationId).parameters.find(({ name }) => name === 'page_size');
    const max = Math.min(
      size?.schema.maximum ?? 200,
      getQueryNumber(exchange, 'page_size') ?? Number.POSITIVE_INFINITY,
    );
    const shown = typeof page.pageSize === 'number' ? page.pageSize : 0;
    if (page.records.length <= max && shown <= max) return [];
    const actual = `page_size ${shown} and ${page.records.length} records`;
    return [{ expected: `at most ${max} records on a page`, actual }];
  },
);
