/** Reads a CSV file as people save them: any of the usual separators and encodings, quotes, empty lines, any line end. */
import { bytesOf } from '../binary.ts';
import { fromWindows1252 } from '../windows-1252.ts';
import { type Limits, mostCells, refused, type Table, tooManyColumns, tooManyRows } from './table.ts';

/** What may stand between two values, in the order in which a draw is decided. */
const separators = [',', ';', '\t', '|'] as const;

/** The parser takes ten times as long over the first line as over all others. */
const longestHeader = 1024 * 1024;

/** @param content bytes as a binary string */
export async function csvTable(content: string, limits: Limits): Promise<Table> {
  const text = decoded(content);
  if (text.includes('\u0000'))
    return refused('The file is neither CSV nor Excel (.xlsx): it has bytes of value 0.');
  const { parse } = await import('csv-parse/sync');
  const start = text.trimStart();
  const [header = ''] = start.split(/[\r\n]/, 1);
  if (text.length - start.length + header.length > longestHeader)
    return refused(`The first line of the file has more than ${longestHeader} characters.`);
  const delimiter = separatorOf(header);
  if (header.split(delimiter).length > limits.columns) return tooManyColumns(limits);
  if (hasManyCells(text, delimiter)) return refused(`The file has more than ${mostCells} cells.`);
  try {
    const lines = parse(text, {
      delimiter,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      // One row more than may be there, to see that there is one.
      to: limits.rows + 2,
    });
    if (lines.some(({ length }) => length > limits.columns)) return tooManyColumns(limits);
    return lines.length > limits.rows + 1 ? tooManyRows(limits) : { kind: 'table', lines };
  } catch (error) {
    return refused(`The file is not valid CSV: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** Looked at before the file is parsed, since one line may be all of it. */
function hasManyCells(text: string, delimiter: string): boolean {
  let cells = 0;
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + 1)) {
    cells += 1;
    if (cells > mostCells) return true;
  }
  return false;
}

/** UTF-8 and UTF-16 by their marks, else UTF-8, else what Windows saves where UTF-8 was not asked for. */
function decoded(content: string): string {
  const bytes = bytesOf(content);
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : '';
  if (marked !== '') return new TextDecoder(marked).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fromWindows1252(content);
  }
}

function separatorOf(header: string): string {
  const counts = separators.map((separator) => header.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}
