/** Judges records as a whole: in JSON, in the lines of a file, and of a paused job. */
import { isMap } from '../../openapi/values.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Breach, Judge } from '../verdict/clause.ts';
import { getHeader } from '../evidence/exchange.ts';
import { findSurroundingSightings, type ResultPage, parseResultPage } from '../evidence/results.ts';
import { type CheckFinding, judgeEachTagged, selectAnswered, toJudgement } from './judging.ts';
import { collectFiles, explainNoFile, listKeys, type ResultFile } from './result-file.ts';
import { getOffset } from './result-pages.ts';
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

function judgeFiles(check: (file: ResultFile) => readonly CheckFinding[] | undefined): Judge {
  return (seen) => {
    const looked = collectFiles(seen).flatMap((file) => {
      const found = check(file);
      return found === undefined ? [] : [{ file, found }];
    });
    const breaches = looked.flatMap(({ file, found }) =>
      found.map((one): Breach => ({ ...one, exchange: file.exchange.id })),
    );
    return toJudgement(
      looked.map(({ file }) => file.exchange),
      breaches,
      () => explainNoFile(seen),
    );
  };
}

/** Only if the first line names the fields, which is an assumption. */
function namesFields(file: ResultFile): boolean {
  return listKeys(file).some((key) => file.names.includes(key));
}

/** A line with more or fewer cells shifts its values to other columns. */
export const csvRectangular: Judge = judgeFiles((file) => {
  if (!namesFields(file)) return undefined;
  const odd = file.rows.findIndex((row) => row.length !== file.names.length);
  if (odd < 0) return [];
  return [
    {
      expected: `${file.names.length} cells in each line, as in the first one`,
      actual: `${file.rows[odd]?.length} cells in line ${odd + 2}: ${toExcerpt(file.rows[odd]?.join(',') ?? '')}`,
    },
  ];
});

/** Longer files are not compared line by line; a separate clause counts their lines. */
const maxLines = 2000;
/** With fewer columns of texts, a file that writes them in another way looks like another file. */
const minColumns = 3;

/** The replacement of a byte that is not part of a character. */
const replacementCharacter = '\ufffd';

export const csvInUtf8: Judge = judgeFiles(({ exchange, pages: own }) => {
  const type = getHeader(exchange.outcome, 'content-type') ?? '';
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type) ?? [];
  if (!/^(utf-?8|us-ascii)$/i.test(charset)) return undefined;
  const isInJson = own.some((page) => page.exchange.outcome.body.includes(replacementCharacter));
  return exchange.outcome.body.includes(replacementCharacter) && !isInJson
    ? [{ expected: 'a file in UTF-8', actual: 'bytes that are not valid UTF-8' }]
    : [];
});

/**
 * Each record of the JSON pages has a line with its texts in the columns of their names. A file may write some texts in another
 * way, so that most of a record must agree, and a column that never agrees only counts if its texts are in another column.
 */
export const csvSameRecords: Judge = judgeFiles((file) => {
  if (!namesFields(file) || file.rows.length > maxLines) return undefined;
  const records = file.pages.flatMap((page) =>
    page.records
      .filter(isMap)
      .map((record, index) => ({ record, number: getOffset(page) + index + 1, page })),
  );
  const all = records.map(({ record }) => record);
  const fields = listKeys(file).filter((field) => file.names.includes(field));
  const shifted = fields.flatMap((field) => findShift(file, field, all))[0];
  if (shifted !== undefined) return [shifted];
  const common = fields.filter((field) => listCommon(file, field, all).size > 0);
  // Words that all records share distinguish none of them.
  const telling = common.filter((field) => listTexts(all, field).size > 1);
  const comparable = telling.length > 0 ? telling : common;
  const cells = file.rows.map((row) => comparable.map((field) => row[file.names.indexOf(field)] ?? ''));
  const withTexts = fields.filter((field) => listTexts(all, field).size > 0);
  // A file may write some columns in another way, but not all of them.
  const isOther = comparable.length === 0 && withTexts.length >= minColumns;
  const lost = records.find(({ record }) => {
    const texts = comparable.map((field) => record[field]);
    const count = texts.filter(isText).length;
    const agree = (row: readonly string[]) =>
      row.filter((cell, index) => isText(texts[index]) && cell === texts[index]);
    return isOther || (count > 0 && !cells.some((row) => agree(row).length * 2 > count));
  });
  if (lost === undefined) return [];
  const line = file.rows[lost.number - 1]?.join(',') ?? 'no line';
  return [
    {
      expected: `a line with record ${lost.number} of ${lost.page.exchange.id}: ${toExcerpt(JSON.stringify(lost.record))}`,
      actual: `none; line ${lost.number + 1} is ${toExcerpt(line)}`,
    },
  ];
});

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

type JsonRecord = Readonly<Record<string, unknown>>;

function listColumn({ names, rows }: ResultFile, field: string): ReadonlySet<string> {
  const index = names.indexOf(field);
  return new Set(rows.map((row) => row[index] ?? ''));
}

function listTexts(records: readonly JsonRecord[], field: string): ReadonlySet<string> {
  return new Set(records.map((record) => record[field]).filter(isText));
}

/** The texts of a field that its column has, too. */
function listCommon(file: ResultFile, field: string, records: readonly JsonRecord[]): ReadonlySet<string> {
  const column = listColumn(file, field);
  return new Set([...listTexts(records, field)].filter((text) => column.has(text)));
}

/** The column that contains the texts of a field in place of its own column. */
function findShift(file: ResultFile, field: string, records: readonly JsonRecord[]): readonly CheckFinding[] {
  const texts = listTexts(records, field);
  if (texts.size === 0 || listCommon(file, field, records).size > 0) return [];
  const other = file.names.find((name) => {
    if (name === field) return false;
    const [column, own] = [listColumn(file, name), listTexts(records, name)];
    const moved = [...texts].filter((text) => column.has(text) && !own.has(text));
    return moved.length * 2 > texts.size;
  });
  if (other === undefined) return [];
  return [
    { expected: `the texts of ${field} in the column ${field}`, actual: `they are in the column ${other}` },
  ];
}
