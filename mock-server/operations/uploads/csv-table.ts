/** Reads a CSV file as people save them: any of the usual delimiters and encodings, any line end, several files put into one. */
import type { SubmittedRecord } from '../../simulation/submitted-rows.ts';
import { countKnown } from './columns.ts';
import { delimiters, findDelimiter, findHint } from './csv-delimiter.ts';
import { CsvReader } from './csv-reader.ts';
import { decodeCsv } from './csv-text.ts';
import { refuseForeignText } from './foreign-files.ts';
import type { Work } from './portions.ts';
import { RecordCollector } from './records.ts';
import { type Limits, RefusedFile, type Row } from './table.ts';

/** @param content bytes as a binary string */
export function* readCsv(content: string, limits: Limits): Work<readonly SubmittedRecord[]> {
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
    throw new RefusedFile('The file is neither CSV nor Excel (.xlsx): it has bytes of value 0.');
}

/** A second file that was appended to the first may bring its own header, another order of columns, another delimiter. */
function addRow(row: Row, collector: RecordCollector, reader: CsvReader): void {
  const named = row.cells.map(({ column, value }) => ({ column, name: String(value) }));
  const names = named.map(({ name }) => name);
  if (collector.columns === undefined) return collector.nameColumns(named);
  const [first = '', second] = names;
  const [, hinted] = (second === undefined && row.cells[0]?.column === 0 && /^sep=(.?)$/i.exec(first)) || [];
  if (hinted !== undefined) {
    reader.delimiter = hinted || reader.delimiter;
    return undefined;
  }
  const other = findOtherDelimiter(names, reader.delimiter);
  if (other !== undefined) {
    const again = names.join(reader.delimiter).split(other);
    reader.delimiter = other;
    return collector.nameColumns(again.map((name, column) => ({ column, name })));
  }
  return collector.namesColumns(names) ? collector.nameColumns(named) : collector.add(row);
}

/** The delimiter that makes a header of a row which is none by the present one. */
function findOtherDelimiter([first = '', ...more]: readonly string[], present: string): string | undefined {
  if (first.length > 1000 || !/name/i.test(first)) return undefined;
  const line = [first, ...more].join(present);
  return delimiters.find(
    (delimiter) =>
      delimiter !== present && first.includes(delimiter) && countKnown(line.split(delimiter)) > 1,
  );
}
