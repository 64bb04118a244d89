/** Judges records as a whole: those of a paused job, and the fields of each. */
import { isMap } from '../../openapi/values.ts';
import type { Judge } from '../verdict/clause.ts';
import { findSurroundingSightings, type ResultPage, parseResultPage } from '../evidence/results.ts';
import { judgeEachTagged, selectAnswered, toJudgement } from './judging.ts';
import { hasResults, pages } from './results.ts';
import { explainMissing } from './wanted.ts';

/** A pause keeps the finished records, so that later results have at least as many. */
export const pausedKeepRows: Judge = (seen) => {
  const { lifeCycle } = seen.spec;
  const served = selectAnswered(seen, ...pages).flatMap((exchange) => parseResultPage(exchange) ?? []);
  const isPaused = ({ exchange, jobId }: ResultPage) => {
    const { before } = findSurroundingSightings(seen.evidence.exchanges, jobId, exchange);
    return lifeCycle.hasResults(before?.status ?? '') && !lifeCycle.staysFor(before?.status ?? '');
  };
  const looked = served.flatMap((page, index) => {
    const before = served.slice(0, index).findLast(({ jobId }) => jobId === page.jobId);
    return before !== undefined && isPaused(before) ? [{ page, before }] : [];
  });
  const breaches = looked
    .filter(({ page, before }) => page.total < before.total)
    .map(({ page, before }) => ({
      exchange: page.exchange.id,
      expected: `at least ${before.total} records, as in ${before.exchange.id}, when the job was paused`,
      actual: String(page.total),
    }));
  return toJudgement(
    looked.map(({ page }) => page.exchange),
    breaches,
    () =>
      explainMissing(
        {
          what: 'results of a paused job, and later results of the same job',
          tags: pages,
          exists: () => served.some(isPaused),
        },
        seen,
      ),
  );
};

/** A serializer sends the same fields for each record; other fields come from another kind of job. */
export const recordsAlike: Judge = judgeEachTagged(
  pages,
  { what: 'a page of results with several records', exists: hasResults },
  (exchange) => {
    const records = (parseResultPage(exchange)?.records ?? []).filter(isMap);
    const [first, ...others] = records.map((record) => Object.keys(record).toSorted().join(', '));
    if (first === undefined || others.length === 0) return undefined;
    const odd = others.findIndex((names) => names !== first);
    if (odd < 0) return [];
    return [{ expected: `the fields of record 1: ${first}`, actual: `record ${odd + 2} has ${others[odd]}` }];
  },
);
