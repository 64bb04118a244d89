/** Writes records as CSV (RFC 4180) in batches, so that a large file is never in memory as a whole. */

type CsvRow = Readonly<Record<string, string | number | null>>;

const rowsAtOnce = 500;

/**
 * The text, in pieces: a line of names, then a line a row; what is null is empty.
 * @param rowAt makes the row with this index, counted from 0
 */
export async function* formatCsv(
  columns: readonly string[],
  count: number,
  rowAt: (index: number) => CsvRow,
): AsyncGenerator<string, void> {
  const { stringify } = await import('csv-stringify/sync');
  const write = (lines: readonly (readonly unknown[])[]) =>
    stringify([...lines], { record_delimiter: 'windows', quoted_match: /[\r\n]/, cast: { number: String } });
  yield write([columns]);
  for (let from = 0; from < count; from += rowsAtOnce) {
    const rows = Array.from({ length: Math.min(rowsAtOnce, count - from) }, (_, index) =>
      rowAt(from + index),
    );
    yield write(rows.map((row) => columns.map((column) => row[column] ?? '')));
  }
}
