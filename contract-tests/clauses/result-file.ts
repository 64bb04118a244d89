/** Results as a file: that it comes, that it is whole, and that it holds what the pages hold. */
import { excerpt } from '../../openapi/conformance.ts';
import type { Judge, Seen } from '../verdict/clause.ts';
import { parseCsvLines } from '../evidence/csv.ts';
import { type Answered, type Exchange, getHeader } from '../evidence/exchange.ts';
import { isCsv, type ResultPage, parseResultPage } from '../evidence/results.ts';
import { isMap } from '../evidence/sightings.ts';
import { answered, each, type Found, toJudgement, when } from './judging.ts';
import { getOffset, stood } from './result-pages.ts';
import { hasResults, pages } from './results.ts';
import { missingFor } from './wanted.ts';

const files = ['results-csv', 'own-csv'] as const;
const aFile = { what: 'results of a job with 1 to 500 records as CSV', exists: hasResults };
const goodFile = (seen: Seen) =>
  missingFor(
    {
      what: 'results as CSV, and a page of the same results between which the job did not move',
      tags: files,
      exists: hasResults,
    },
    seen,
  );

export const csvServed: Judge = each(files, aFile, (exchange) => {
  const { status } = exchange.outcome;
  const mediaType = getHeader(exchange.outcome, 'content-type') ?? 'no Content-Type';
  return status === 200 && isCsv(exchange)
    ? []
    : [{ expected: 'status 200 and text/csv', actual: `status ${status} and ${mediaType}` }];
});

export const csvAttached: Judge = each(
  files,
  { ...aFile, what: 'results as CSV that were answered with status 200' },
  when(200, ({ outcome }) => {
    const sent = getHeader(outcome, 'content-disposition') ?? 'not sent';
    return /^\s*attachment\b/i.test(sent)
      ? []
      : [{ expected: 'Content-Disposition: attachment', actual: sent }];
  }),
);

/** A file with the pages that were seen of the same job while it stood still. */
interface File {
  readonly exchange: Answered;
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly pages: readonly ResultPage[];
}

function filesIn(seen: Seen): readonly File[] {
  return answered(seen, ...files).flatMap((exchange) => {
    if (exchange.outcome.status !== 200 || !isCsv(exchange)) return [];
    const own = answered(seen, ...pages)
      .flatMap((one) => parseResultPage(one) ?? [])
      .filter((page) => page.jobId === exchange.jobId && stood(seen, inOrder(seen, page.exchange, exchange)));
    if (own.length === 0) return [];
    const lines = parseCsvLines(exchange.outcome.body.replace(/^\ufeff/, '')).map(({ cells }) =>
      cells.map(({ text }) => text),
    );
    const [names = [], ...rows] = lines;
    return [{ exchange, names, rows, pages: own }];
  });
}

function inOrder({ evidence }: Seen, ...two: readonly Answered[]): readonly Exchange[] {
  return evidence.exchanges.filter((exchange) => two.some(({ id }) => id === exchange.id));
}

function keysIn({ pages: own }: File): readonly string[] {
  return [
    ...new Set(
      own.flatMap(({ records }) => records.flatMap((record) => (isMap(record) ? Object.keys(record) : []))),
    ),
  ];
}

/** A file without a line of names is counted too: whether it has one is an assumption. */
export const csvComplete: Judge = (seen) => {
  const looked = filesIn(seen);
  const breaches = looked.flatMap((file) => {
    const { exchange, names, rows, pages: own } = file;
    const keys = keysIn(file);
    const count = rows.length + (names.some((name) => keys.includes(name)) ? 0 : 1);
    const total = own[0]?.total ?? 0;
    // Nothing at all may be a file without a line, too.
    if (count === total || (total === 0 && rows.length === 0)) return [];
    return [
      {
        exchange: exchange.id,
        expected: `${total} records, as in ${own[0]?.exchange.id}`,
        actual: String(count),
      },
    ];
  });
  return toJudgement(
    looked.map(({ exchange }) => exchange),
    breaches,
    () => goodFile(seen),
  );
};

export const csvAgrees: Judge = (seen) => {
  const looked = filesIn(seen);
  const breaches = looked.flatMap((file) =>
    disagreements(file).map((one) => ({ ...one, exchange: file.exchange.id })),
  );
  return toJudgement(
    looked.map(({ exchange }) => exchange),
    breaches,
    () => goodFile(seen),
  );
};

function disagreements(file: File): readonly Found[] {
  const missing = keysIn(file).filter((key) => !file.names.includes(key));
  if (missing.length > 0)
    return [
      {
        expected: `columns for ${missing.join(', ')}`,
        actual: `the columns ${excerpt(file.names.join(', '))}`,
      },
    ];
  const wrong = file.pages.flatMap((page) => differences(file, page))[0];
  return wrong === undefined ? [] : [wrong];
}

function differences({ names, rows }: File, page: ResultPage): readonly Found[] {
  const offset = getOffset(page);
  return page.records.flatMap((record, index) => {
    const row = rows[offset + index] ?? [];
    return Object.entries(isMap(record) ? record : {}).flatMap(([key, value]) => {
      const shown = row[names.indexOf(key)] ?? '';
      const wanted = typeof value === 'object' && value !== null ? shown : toCell(value);
      if (shown === wanted || (typeof value === 'boolean' && shown.toLowerCase() === wanted)) return [];
      const where = `${key} of record ${offset + index + 1}`;
      return [{ expected: `${where} as in ${page.exchange.id}: "${wanted}"`, actual: `"${shown}"` }];
    });
  });
}

/** What is null is empty. */
function toCell(value: unknown): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}
