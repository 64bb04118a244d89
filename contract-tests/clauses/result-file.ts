/** Judges the results as CSV: its response, its completeness, and its agreement with the JSON pages. */
import { isMap } from '../../openapi/values.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Judge, Observations } from '../verdict/clause.ts';
import { parseCsvLines } from '../evidence/csv.ts';
import { type AnsweredExchange, type Exchange, getHeader } from '../evidence/exchange.ts';
import { findSurroundingSightings, isCsv, type ResultPage, parseResultPage } from '../evidence/results.ts';
import { selectAnswered, judgeEachTagged, type CheckFinding, toJudgement, checkIfStatus } from './judging.ts';
import { getOffset, hasStayed } from './result-pages.ts';
import { hasResults, pages } from './results.ts';
import { explainMissing } from './wanted.ts';

const files = ['results-csv', 'own-csv'] as const;
const aFile = { what: 'CSV results of a job with 1 to 500 records', exists: hasResults };
export const explainNoFile = (seen: Observations) =>
  explainMissing(
    {
      what: 'CSV results and a page of the same results, without a change of the job in between',
      tags: files,
      exists: hasResults,
    },
    seen,
  );

export const csvServed: Judge = judgeEachTagged(files, aFile, (exchange, seen) => {
  const { status } = exchange.outcome;
  const { after } = findSurroundingSightings(seen.evidence.exchanges, exchange.jobId, exchange);
  // A job that nothing shows afterwards may have been deleted.
  if (status === 404 && after === undefined) return undefined;
  const mediaType = getHeader(exchange.outcome, 'content-type') ?? 'no Content-Type';
  return status === 200 && isCsv(exchange)
    ? []
    : [{ expected: 'status 200 and text/csv', actual: `status ${status} and ${mediaType}` }];
});

export const csvAttached: Judge = judgeEachTagged(
  files,
  { ...aFile, what: 'CSV results with status 200' },
  checkIfStatus(200, ({ outcome }) => {
    const sent = getHeader(outcome, 'content-disposition') ?? 'not sent';
    return /^\s*attachment\b/i.test(sent)
      ? []
      : [{ expected: 'Content-Disposition: attachment', actual: sent }];
  }),
);

/** A CSV file with the JSON pages of the same job, read without a change of the job in between. */
export interface ResultFile {
  readonly exchange: AnsweredExchange;
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly pages: readonly ResultPage[];
}

export function collectFiles(seen: Observations): readonly ResultFile[] {
  return selectAnswered(seen, ...files).flatMap((exchange) => {
    if (exchange.outcome.status !== 200 || !isCsv(exchange)) return [];
    // A page that is read again at the end of the run has its own clause.
    const own = selectAnswered(seen, ...pages.filter((tag) => tag !== 'results-again'))
      .flatMap((one) => parseResultPage(one) ?? [])
      .filter(
        (page) =>
          page.jobId === exchange.jobId && hasStayed(seen, selectInOrder(seen, page.exchange, exchange)),
      );
    if (own.length === 0) return [];
    const lines = parseCsvLines(exchange.outcome.body.replace(/^\ufeff/, '')).map(({ cells }) =>
      cells.map(({ text }) => text),
    );
    const [names = [], ...rows] = lines;
    // An empty line is no record, unless there is only one column.
    const filled = names.length < 2 ? rows : rows.filter((row) => row.length > 1 || row[0] !== '');
    return [{ exchange, names, rows: filled, pages: own }];
  });
}

function selectInOrder({ evidence }: Observations, ...two: readonly AnsweredExchange[]): readonly Exchange[] {
  return evidence.exchanges.filter((exchange) => two.some(({ id }) => id === exchange.id));
}

export function listKeys({ pages: own }: ResultFile): readonly string[] {
  return [
    ...new Set(
      own.flatMap(({ records }) => records.flatMap((record) => (isMap(record) ? Object.keys(record) : []))),
    ),
  ];
}

/** Also counts a file without a header line, because the header line is an assumption. */
export const csvComplete: Judge = (seen) => {
  const looked = collectFiles(seen);
  const breaches = looked.flatMap((file) => {
    const { exchange, names, rows, pages: own } = file;
    const keys = listKeys(file);
    const count = rows.length + (names.some((name) => keys.includes(name)) ? 0 : 1);
    const total = own[0]?.total ?? 0;
    // An empty body may also be a file without lines.
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
    () => explainNoFile(seen),
  );
};

export const csvAgrees: Judge = (seen) => {
  const looked = collectFiles(seen);
  const breaches = looked.flatMap((file) =>
    findDisagreements(file).map((one) => ({ ...one, exchange: file.exchange.id })),
  );
  return toJudgement(
    looked.map(({ exchange }) => exchange),
    breaches,
    () => explainNoFile(seen),
  );
};

function findDisagreements(file: ResultFile): readonly CheckFinding[] {
  const missing = listKeys(file).filter((key) => !file.names.includes(key));
  if (missing.length > 0)
    return [
      {
        expected: `columns for ${missing.join(', ')}`,
        actual: `the columns ${toExcerpt(file.names.join(', '))}`,
      },
    ];
  const wrong = file.pages.flatMap((page) => findDifferences(file, page))[0];
  return wrong === undefined ? [] : [wrong];
}

function findDifferences({ names, rows }: ResultFile, page: ResultPage): readonly CheckFinding[] {
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

/** A null becomes an empty cell. */
function toCell(value: unknown): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}
