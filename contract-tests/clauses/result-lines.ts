/** Judges the lines of results as CSV: their cells, and whether they have the records of the JSON pages. */
import { isMap } from '../../openapi/values.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Breach, Judge } from '../verdict/clause.ts';
import { getHeader } from '../evidence/exchange.ts';
import type { ResultPage } from '../evidence/results.ts';
import { type CheckFinding, toJudgement } from './judging.ts';
import { collectFiles, explainNoFile, listKeys, type ResultFile } from './result-file.ts';
import { getOffset } from './result-pages.ts';

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

/** A line with more or fewer cells shifts its values to other columns, and an open quote takes in the lines after it. */
export const csvRectangular: Judge = judgeFiles((file) => {
  if (!namesFields(file)) return undefined;
  const open = file.rows.flat().find((cell) => /^"[^"]*$/.test(cell));
  if (open !== undefined)
    return [{ expected: 'a second quote after the first one', actual: toExcerpt(open) }];
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
 * Each record of the JSON pages has its own line with its texts in the columns of their names. A file may write some texts in
 * another way, so that most of a record must agree, and a column that never agrees only counts if its texts are in another column.
 */
export const csvSameRecords: Judge = judgeFiles((file) => {
  if (!namesFields(file) || file.rows.length > maxLines) return undefined;
  const records = listRecords(file);
  const all = records.map(({ record }) => record);
  const fields = listKeys(file).filter((field) => file.names.includes(field));
  const shifted = fields.flatMap((field) => [
    ...findShift(file, field, all),
    ...findEmpty(file, field, all),
  ])[0];
  if (shifted !== undefined) return [shifted];
  const comparable = selectComparable(file, fields, all);
  const lost = comparable === undefined ? records[0] : findLost(file, comparable, records);
  if (lost === undefined) return findDisorder(file, comparable ?? [], records);
  const line = file.rows[lost.number - 1]?.join(',') ?? 'no line';
  return [
    {
      expected: `a line with record ${lost.number} of ${lost.page.exchange.id}: ${toExcerpt(JSON.stringify(lost.record))}`,
      actual: `none; line ${lost.number + 1} is ${toExcerpt(line)}`,
    },
  ];
});

interface NumberedRecord {
  readonly record: JsonRecord;
  /** Counted from 1. */
  readonly number: number;
  readonly page: ResultPage;
}

/** The records of all pages, each number once. */
function listRecords(file: ResultFile): readonly NumberedRecord[] {
  const byNumber = new Map<number, NumberedRecord>();
  for (const page of file.pages)
    for (const [index, record] of page.records.entries()) {
      const number = getOffset(page) + index + 1;
      if (isMap(record) && !byNumber.has(number)) byNumber.set(number, { record, number, page });
    }
  return [...byNumber.values()];
}

/** The fields whose texts tell records apart; undefined if the file has none of their texts. */
function selectComparable(
  file: ResultFile,
  fields: readonly string[],
  all: readonly JsonRecord[],
): readonly string[] | undefined {
  const common = fields.filter((field) => listCommon(file, field, all).size > 0);
  const withTexts = fields.filter((field) => listTexts(all, field).size > 0);
  if (common.length === 0 && withTexts.length >= minColumns) return undefined;
  // Words that all records share distinguish none of them.
  const telling = common.filter((field) => listTexts(all, field).size > 1);
  return telling.length > 0 ? telling : common;
}

/** The first record without its own line: each takes the free line that agrees best, in its own place if it can. */
function findLost(
  file: ResultFile,
  comparable: readonly string[],
  records: readonly NumberedRecord[],
): NumberedRecord | undefined {
  const cells = file.rows.map((row) => comparable.map((field) => row[file.names.indexOf(field)] ?? ''));
  const free = new Set(cells.keys());
  return records.find(({ record, number }) => {
    const texts = comparable.map((field) => record[field]);
    const count = texts.filter(isText).length;
    const countAgreeing = (index: number) =>
      (cells[index] ?? []).filter((cell, place) => isText(texts[place]) && cell === texts[place]).length;
    let [best, most] = [-1, 0];
    for (const index of [number - 1, ...free]) {
      const agreeing = free.has(index) ? countAgreeing(index) : 0;
      if (agreeing > most) [best, most] = [index, agreeing];
      if (most === count) break;
    }
    if (most * 2 > count) free.delete(best);
    return count > 0 && most * 2 <= count;
  });
}

/** If the first page has the order of the file, later pages must have it, too. Most texts of a record decide. */
function findDisorder(
  file: ResultFile,
  comparable: readonly string[],
  records: readonly NumberedRecord[],
): readonly CheckFinding[] {
  const isInPlace = ({ record, number }: NumberedRecord) => {
    const texts = comparable.filter((field) => isText(record[field]));
    const line = file.rows[number - 1] ?? [];
    return (
      texts.filter((field) => record[field] === line[file.names.indexOf(field)]).length * 2 >= texts.length
    );
  };
  const [first] = records;
  const start = records.filter(({ page }) => page === first?.page);
  const other = records.find((one) => !isInPlace(one));
  if (other === undefined || start.length < 2 || !start.every(isInPlace)) return [];
  const { page, number } = other;
  return [
    {
      expected: `record ${number} of ${page.exchange.id} in line ${number + 1}, since ${first?.page.exchange.id} has the order of the file`,
      actual: toExcerpt(file.rows[number - 1]?.join(',') ?? 'no line'),
    },
  ];
}

/** A field that has no value in one form, and several texts in the other. */
function findEmpty(file: ResultFile, field: string, records: readonly JsonRecord[]): readonly CheckFinding[] {
  const isEmpty = records.every((record) => record[field] === null || record[field] === '');
  const filled = new Set([...listColumn(file, field)].filter((cell) => cell !== ''));
  if (isEmpty && filled.size > 1 && records.length > 1)
    return [{ expected: `the texts of ${field}, which the file has`, actual: 'no text in any record' }];
  return listTexts(records, field).size > 1 && filled.size === 0
    ? [{ expected: `the texts of ${field} in the file`, actual: 'an empty column' }]
    : [];
}

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

/** The column that contains the texts of a field in place of the right one. */
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
