/** Finds the delimiter of a CSV file: its first line names it, or its first lines show it. */
import { countKnown, isTitle, maxTitles } from './columns.ts';
import { CsvReader } from './csv-reader.ts';
import { type Cell, RefusedFile, type Row } from './table.ts';

/** The order that breaks a tie. */
export const delimiters = [',', ';', '\t', '|'] as const;

/** The line `sep=;` that Excel reads, also as a program wrote it that took it for a row. */
const hint = /^[\s\ufeff\u200b]*"?sep=(\\t|[^\w"\r\n])?"?[\t ,;|]*(?:\r\n|\r|\n|$)/i;

/** The delimiter that the first line of a file names, if it names one, and the length of that line. */
export function findHint(text: string): { readonly delimiter: string | undefined; readonly length: number } {
  const [line = '', delimiter] = hint.exec(text.slice(0, 100)) ?? [];
  return { delimiter: delimiter === '\\t' ? '\t' : delimiter, length: line.length };
}

/** Only these rows and the first portion of a file are examined. */
const sampleRows = 100;

const noLimits = {
  rows: Number.POSITIVE_INFINITY,
  columns: Number.POSITIVE_INFINITY,
  cellLength: Number.POSITIVE_INFINITY,
  unpacked: Number.POSITIVE_INFINITY,
};

/**
 * The delimiter by which a header comes first and has the most columns of a known name; of several, that by which the fewest rows are wider than
 * the header, since a file of one column may have commas in its values.
 * @param sample the beginning of a file
 * @param hinted the delimiter that the file names; it is obeyed unless no header comes of it
 */
export function findDelimiter(sample: string, hinted?: string): string {
  if (hinted !== undefined && measureFit(sample, hinted).known > 0) return hinted;
  const fits = delimiters.map((delimiter) => measureFit(sample, delimiter));
  const [best] = fits.toSorted(
    (a, b) =>
      Number(b.known > 0) - Number(a.known > 0) ||
      a.titles - b.titles ||
      b.known - a.known ||
      a.wider - b.wider ||
      b.width - a.width,
  );
  return best?.delimiter ?? ',';
}

function measureFit(sample: string, delimiter: string) {
  const rows = readSample(sample, delimiter);
  const found = rows.findIndex((row) => !isTitle(getNames(row)));
  const titles = found < 0 || found > maxTitles ? 0 : found;
  const [header, ...others] = rows.slice(titles);
  const width = getWidth(header?.cells);
  return {
    delimiter,
    titles,
    // A file of nothing but delimiters has them for certain.
    width: header === undefined ? Number.POSITIVE_INFINITY : width,
    known: countKnown(header === undefined ? [] : getNames(header)),
    wider: others.filter(({ cells }) => getWidth(cells) > width).length,
  };
}

const getNames = ({ cells }: Row) => cells.map(({ column, value }) => ({ column, name: String(value) }));

const getWidth = (cells: readonly Cell[] = []) => (cells.at(-1)?.column ?? -1) + 1;

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
