/** Reads CSV files as people save them: all usual delimiters, encodings and line ends, and several files in one. */
import { findGluedHeader, findHintAgain, findOtherDelimiter } from './csv-appended.ts';
import { findDelimiter, findHint } from './csv-delimiter.ts';
import { CsvReader } from './csv-reader.ts';
import { decodeCsv } from './csv-text.ts';
import { refuseForeignText } from './foreign-files.ts';
import type { Work } from '../portions/portions.ts';
import { RecordCollector, type SubmittedTable } from './records.ts';
import { type UploadLimits, RefusedFile, type Row } from './table.ts';

/** @param content bytes as a binary string */
export function* readCsv(content: string, limits: UploadLimits): Work<SubmittedTable> {
  const portions = decodeCsv(content);
  const beginning = portions.next().value ?? '';
  refuseForeignText(beginning);
  refuseZeros(beginning);
  const hint = findHint(beginning);
  const sample = beginning.slice(hint.length);
  const collector = new RecordCollector(limits);
  const onRow = (row: Row) => addRow(row, collector, reader);
  const reader = new CsvReader(findDelimiter(sample, hint.delimiter), limits, onRow, hint.length > 0 ? 2 : 1);
  reader.read(sample);
  yield;
  for (const portion of portions) {
    refuseZeros(portion);
    reader.read(portion);
    yield;
  }
  reader.end();
  return yield* collector.finish();
}

function refuseZeros(text: string): void {
  if (text.includes('\u0000'))
    throw new RefusedFile('The file is neither CSV nor Excel (.xlsx): it contains NUL bytes.');
}

/** An appended second file may have its own header, column order and delimiter. */
function addRow(row: Row, collector: RecordCollector, reader: CsvReader): void {
  const named = row.cells.map(({ column, value }) => ({ column, name: String(value) }));
  if (collector.columns === undefined) return collector.begin(named);
  const hinted = findHintAgain(named);
  if (hinted !== undefined) {
    reader.delimiter = hinted || reader.delimiter;
    return undefined;
  }
  const other = findOtherDelimiter(named, reader.delimiter);
  if (other !== undefined) {
    reader.delimiter = other.delimiter;
    return collector.nameColumns(other.names);
  }
  const glued = findGluedHeader(named);
  if (glued === undefined)
    return collector.hasColumnNames(named) ? collector.nameColumns(named) : collector.add(row);
  collector.add({ number: row.number, cells: glued.cells });
  return collector.nameColumns(glued.names);
}
