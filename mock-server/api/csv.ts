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
  yield formatLine(columns);
  for (let from = 0; from < count; from += rowsAtOnce) {
    const rows = Array.from({ length: Math.min(rowsAtOnce, count - from) }, (_, index) =>
      rowAt(from + index),
    );
    yield rows.map((row) => formatLine(columns.map((column) => row[column] ?? null))).join('');
  }
}

function formatLine(fields: readonly (string | number | null)[]): string {
  return `${fields.map(formatField).join(',')}\r\n`;
}

/** Quoted only where a reader would otherwise end the field (RFC 4180, section 2). */
function formatField(field: string | number | null): string {
  const text = String(field ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
