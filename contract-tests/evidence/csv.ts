/** CSV as it may come (RFC 4180, and what strays from it), cut into cells without losing how it was written. */

export interface CsvCell {
  readonly text: string;
  /** Whether it stood in quotes. */
  readonly quoted: boolean;
}

export interface CsvLine {
  readonly cells: readonly CsvCell[];
  /** What ended the line; empty at the end of the text. */
  readonly end: string;
}

// A cell in quotes, or whatever stands up to the next comma or line end, and what comes after it.
const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/y;

/** Every line of the text; what is not quoted as it should be is taken as it stands. */
export function csvLinesOf(text: string): readonly CsvLine[] {
  const lines: CsvLine[] = [];
  let cells: CsvCell[] = [];
  let position = 0;
  while (position < text.length || cells.length > 0) {
    cell.lastIndex = position;
    const [whole = '', inQuotes, plain = '', after = ''] = cell.exec(text) ?? [];
    const quoted = inQuotes !== undefined;
    cells.push({ text: quoted ? inQuotes.replaceAll('""', '"') : plain, quoted });
    position += whole.length;
    if (after === ',') continue;
    lines.push({ cells, end: after });
    cells = [];
  }
  return lines;
}

/** The text that the lines were cut from, or would be. */
export function csvTextOf(lines: readonly CsvLine[]): string {
  return lines
    .map(
      ({ cells, end }) =>
        cells.map(({ text, quoted }) => (quoted ? `"${text.replaceAll('"', '""')}"` : text)).join(',') + end,
    )
    .join('');
}
