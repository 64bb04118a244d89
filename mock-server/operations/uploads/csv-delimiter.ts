/** What stands between the cells of a CSV file: as its first line says, or as its first lines show. */
import { countKnown } from './columns.ts';
import { CsvReader } from './csv-reader.ts';
import { type Cell, RefusedFile, type Row } from './table.ts';

/** In the order in which a draw is decided. */
export const delimiters = [',', ';', '\t', '|'] as const;

/** The line `sep=;` that Excel reads, also as a program wrote it that took it for a row. */
const hint = /^[\s\ufeff\u200b]*"?sep=(\\t|[^\w"\r\n])?"?[\t ,;|]*(?:\r\n|\r|\n|$)/i;

/** How the file says that it is delimited: by what, if that can be read, and how long the line is that says so. */
export function findHint(text: string): { readonly delimiter: string | undefined; readonly length: number } {
  const [line = '', delimiter] = hint.exec(text.slice(0, 100)) ?? [];
  return { delimiter: delimiter === '\\t' ? '\t' : delimiter, length: line.length };
}

/** No more is looked at than these rows and the first portion of a file. */
const sampleRows = 100;

const noLimits = {
  rows: Number.POSITIVE_INFINITY,
  columns: Number.POSITIVE_INFINITY,
  cellLength: Number.POSITIVE_INFINITY,
  unpacked: Number.POSITIVE_INFINITY,
};

/**
 * The delimiter by which the most columns have a known name; of several, that by which the fewest rows are wider than
 * the header, since a file of one column may have commas in its values.
 * @param sample the beginning of a file
 * @param hinted what the file says; it is obeyed unless it makes no sense
 */
export function findDelimiter(sample: string, hinted?: string): string {
  if (hinted !== undefined && fitOf(sample, hinted).known > 0) return hinted;
  const fits = delimiters.map((delimiter) => fitOf(sample, delimiter));
  const [best] = fits.toSorted((a, b) => b.known - a.known || a.wider - b.wider || b.width - a.width);
  return best?.delimiter ?? ',';
}

function fitOf(sample: string, delimiter: string) {
  const rows = readSample(sample, delimiter);
  const [header, ...others] = rows;
  const width = widthOf(header?.cells);
  return {
    delimiter,
    // A file of nothing but delimiters has them for certain.
    width: header === undefined ? Number.POSITIVE_INFINITY : width,
    known: countKnown(header?.cells.map(({ value }) => String(value)) ?? []),
    wider: others.filter(({ cells }) => widthOf(cells) > width).length,
  };
}

const widthOf = (cells: readonly Cell[] = []) => (cells.at(-1)?.column ?? -1) + 1;

function readSample(sample: string, delimiter: string): readonly Row[] {
  const rows: Row[] = [];
  const reader = new CsvReader(delimiter, noLimits, (row) => {
    if (rows.length < sampleRows) rows.push(row);
  });
  try {
    reader.read(sample);
    reader.end();
  } catch (error) {
    // A sample may end within quotes.
    if (!(error instanceof RefusedFile)) throw error;
  }
  return rows;
}
