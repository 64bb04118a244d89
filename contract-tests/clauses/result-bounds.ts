/** Judges responses to requests for pages that cannot exist, and pages that only one record breaks. */
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import { type AnsweredExchange, type Exchange, isAnswered } from '../evidence/exchange.ts';
import {
  findPageRange,
  findSurroundingSightings,
  isBrokenPage,
  parseResultPage,
} from '../evidence/results.ts';
import { judgeEachTagged, toJudgement } from './judging.ts';
import { hasResults, pages } from './results.ts';
import { explainMissing } from './wanted.ts';

/** A page or a size outside the documented range is rejected, or replaced by the nearest or the default one. */
export const boundsRefused: Judge = judgeEachTagged(
  ['results-bounds', 'results-oversized'],
  {
    what: 'a response to a request for page 0, or for a page of 0 or more than 200 records',
    exists: hasResults,
  },
  (exchange, { spec }) => {
    const { status } = exchange.outcome;
    if (status >= 400 && status < 500) return [];
    const expected = 'status 400, or a page with a valid number and size';
    const page = parseResultPage(exchange);
    if (page === undefined) return [{ expected, actual: `status ${status}, and no page of results` }];
    const { parameters } = spec.operation(exchange.operationId);
    const isValid = (name: string, value: unknown) => {
      const schema = parameters.find((one) => one.name === name)?.schema;
      const max = schema?.maximum ?? Number.POSITIVE_INFINITY;
      return typeof value === 'number' && value >= (schema?.minimum ?? 1) && value <= max;
    };
    return isValid('page', page.page) && isValid('page_size', page.pageSize)
      ? []
      : [
          {
            expected,
            actual: `page ${JSON.stringify(page.page)} and page_size ${JSON.stringify(page.pageSize)}`,
          },
        ];
  },
);

/** A request for records by number. */
interface Reading {
  readonly exchange: Exchange;
  /** The requested records, counted from 0; the end is exclusive. */
  readonly from: number;
  readonly to: number;
}

/** Pages of one job: some can be read, and others cannot. */
export const everyRowReadable: Judge = (seen) => {
  const readings = selectReadings(seen);
  const jobs = [...new Set(readings.map(({ exchange }) => exchange.jobId))];
  const breaches = jobs.flatMap((jobId) =>
    findUnreadable(readings.filter(({ exchange }) => exchange.jobId === jobId)),
  );
  const looked = readings.filter(({ exchange }) => isAnswered(exchange)).map(({ exchange }) => exchange);
  return toJudgement(looked, breaches, () =>
    explainMissing(
      { what: 'a page of results', tags: ['results', 'results-page'], exists: hasResults },
      seen,
    ),
  );
};

function selectReadings({ evidence, spec }: Observations): readonly Reading[] {
  const wanted = new Set<string>([...pages, 'results-row']);
  const hadResults = (exchange: Exchange) => {
    const { before } = findSurroundingSightings(evidence.exchanges, exchange.jobId, exchange);
    return spec.lifeCycle.hasResults(before?.status ?? '');
  };
  return evidence.exchanges
    .filter(({ tag }) => wanted.has(tag))
    .filter((exchange) => isServed(exchange) || (isBrokenPage(exchange) && hadResults(exchange)))
    .map((exchange) => ({ exchange, ...findPageRange(exchange, spec) }));
}

function isServed(exchange: Exchange): exchange is AnsweredExchange {
  return isAnswered(exchange) && parseResultPage(exchange) !== undefined;
}

/** Names the smallest page that cannot be read, if another page can. */
function findUnreadable(readings: readonly Reading[]): readonly Breach[] {
  const served = readings.filter(({ exchange }) => isServed(exchange));
  const broken = readings.filter(({ exchange }) => isBrokenPage(exchange));
  const [least] = broken.toSorted((a, b) => a.to - a.from - (b.to - b.from));
  if (least === undefined || served.length === 0) return [];
  const { exchange, from, to } = least;
  const rows = to - from === 1 ? `record ${to}` : `records ${from + 1} to ${to}`;
  return [
    {
      exchange: exchange.id,
      expected: `a page with ${rows}, since other records can be read (${served[0]?.exchange.id})`,
      actual: isAnswered(exchange)
        ? `status ${exchange.outcome.status}${exchange.outcome.status === 200 ? ' without a page of results' : ''}`
        : exchange.outcome.kind,
    },
  ];
}
