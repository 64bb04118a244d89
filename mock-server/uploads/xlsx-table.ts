/**
 * Reads the first worksheet of an Excel file in portions: unpacks only what is read, and keeps only what
 * records need. Shared texts are in another part, so they are read after the rows.
 */
import { refuseArchive, refuseForeignArchive } from './foreign-archives.ts';
import { refuseMissingHeader } from './columns.ts';
import { readFormats } from './number-format.ts';
import type { Work } from '../portions/portions.ts';
import { RecordCollector, type SubmittedTable } from './records.ts';
import { readSharedTexts, type SharedTexts } from './shared-texts.ts';
import { SheetReader } from './sheet.ts';
import { DamagedFile, type UploadLimits, RefusedFile, type Row, refuseTooLongCell } from './table.ts';
import { readWorkbook, type Workbook } from './workbook.ts';
import { type Package, readXml } from './workbook-parts.ts';
import { findArchive } from './zip.ts';

/** @param content bytes as a binary string */
export function* readXlsx(content: string, limits: UploadLimits): Work<SubmittedTable> {
  try {
    const archive = findArchive(content);
    if (archive === undefined)
      throw new DamagedFile('it has no directory of its parts, so its end is missing');
    refuseForeignArchive(archive);
    const file = { archive, budget: { left: limits.unpacked } };
    const book = yield* readWorkbook(file);
    if (book === undefined) throw refuseArchive(archive);
    return yield* readRecords(file, book, limits);
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    throw new RefusedFile(
      `The file is not a readable Excel workbook: ${error.message}. Save it as .xlsx again, or as CSV.`,
    );
  }
}

function* readRecords(file: Package, book: Workbook, limits: UploadLimits): Work<SubmittedTable> {
  const collector = new RecordCollector(limits, formatTable(book));
  let rowsAbove = 0;
  for (const rows of yield* openSheet(file, book, limits, collector)) {
    for (const row of rows) {
      if (collector.columns !== undefined) collector.add(row);
      else if (rowsAbove === maxRowsAbove) throw refuseMissingHeader(formatTable(book));
      else {
        const named = yield* readNames(file, book, row, limits);
        if (named.length > 0) collector.begin(named);
        rowsAbove += 1;
      }
    }
    yield;
  }
  if (!collector.refersToTexts) return yield* collector.finish();
  const needed = yield* collector.findNeeded();
  const texts = yield* readTexts(file, book, limits, (index) => needed.has(index));
  if (texts.tooLong !== undefined) throw yield* locateTooLong(file, book, limits, texts.tooLong);
  return yield* collector.finish(texts);
}

const formatTable = ({ sheetName }: Workbook) =>
  sheetName === '' ? 'file' : `sheet ${sheetName}, which is the one that is read,`;

/** Rows above the header, such as titles, refer to shared texts that may be blank. Each needs a lookup. */
const maxRowsAbove = 20;

/** The rows that hold something, portion by portion. */
function* openSheet(
  file: Package,
  book: Workbook,
  limits: UploadLimits,
  collector?: RecordCollector,
): Work<Generator<readonly Row[]>> {
  const formats = book.styles === undefined ? [] : yield* readFormats(file, book.styles);
  const rows: Row[] = [];
  const reader = new SheetReader({
    limits,
    formats,
    isFrom1904: book.isFrom1904,
    isRead: (column) => collector?.columns?.includes(column) ?? true,
    onRow: (row) => rows.push(row),
  });
  return (function* readRows() {
    for (const _ of readXml(file, book.sheet, reader)) yield rows.splice(0);
    yield rows;
  })();
}

/** The names in a row; none when all its texts are blank. */
function* readNames(file: Package, book: Workbook, row: Row, limits: UploadLimits) {
  const shared = row.cells.flatMap(({ value }) => (typeof value === 'number' ? value : []));
  const needed = new Set(shared);
  const texts =
    shared.length === 0
      ? undefined
      : yield* readTexts(file, book, limits, (index) => needed.has(index), Math.max(...shared) + 1);
  return row.cells.flatMap(({ column, value }) => {
    if (value === texts?.tooLong) throw refuseTooLongCell(row.number, column, limits);
    const name = typeof value === 'number' ? (texts?.getText(value) ?? '') : value;
    return name === '' ? [] : { column, name };
  });
}

function* readTexts(
  file: Package,
  { sharedTexts }: Workbook,
  { cellLength }: UploadLimits,
  isNeeded: (index: number) => boolean,
  count?: number,
): Work<SharedTexts> {
  if (sharedTexts === undefined) throw new DamagedFile('it lacks the texts that its cells refer to');
  return yield* readSharedTexts(file, sharedTexts, { isNeeded, maxLength: cellLength, count });
}

/** Where a text is that is too long: the sheet is read again to find out. */
function* locateTooLong(
  { archive }: Package,
  book: Workbook,
  limits: UploadLimits,
  index: number,
): Work<RefusedFile> {
  const again = { archive, budget: { left: limits.unpacked } };
  for (const rows of yield* openSheet(again, book, limits)) {
    for (const { number, cells } of rows) {
      const cell = cells.find(({ value }) => value === index);
      if (cell !== undefined) return refuseTooLongCell(number, cell.column, limits);
    }
    yield;
  }
  return new RefusedFile(`The file has a text of more than ${limits.cellLength} characters. Shorten it.`);
}
