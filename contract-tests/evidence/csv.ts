/** Splits CSV (RFC 4180 and its common deviations) into cells without losing its spelling. */

export interface CsvCell {
  readonly text: string;
  /** Whether the cell was quoted. */
  readonly quoted: boolean;
}

export interface CsvLine {
  readonly cells: readonly CsvCell[];
  /** The end of the line; empty at the end of the text. */
  readonly end: string;
}

/** Parses every line of a text; cells with wrong quotes are taken literally. */
export function parseCsvLines(text: string): readonly CsvLine[] {
  const lines: CsvLine[] = [];
  const findClosing = createClosingFinder(text);
  let cells: CsvCell[] = [];
  let at = 0;
  while (at < text.length || cells.length > 0) {
    const { cell, end } = parseQuotedCell(text, at, findClosing) ?? parsePlainCell(text, at);
    cells.push(cell);
    const after = readSeparator(text, end) ?? '';
    at = end + after.length;
    if (after === ',') continue;
    lines.push({ cells, end: after });
    cells = [];
  }
  return lines;
}

interface ParsedCell {
  readonly cell: CsvCell;
  /** The position of the end of the cell. */
  readonly end: number;
}

/** Undefined if no quote closes the cell properly. */
function parseQuotedCell(text: string, start: number, findClosing: ClosingFinder): ParsedCell | undefined {
  if (text[start] !== '"') return undefined;
  const closing = findClosing(start);
  if (closing === undefined || readSeparator(text, closing + 1) === undefined) return undefined;
  const inside = text.slice(start + 1, closing).replaceAll('""', '"');
  return { cell: { text: inside, quoted: true }, end: closing + 1 };
}

/** Finds the quote that closes the one at a position; positions must increase between calls. */
type ClosingFinder = (opening: number) => number | undefined;

/** The last of an odd number of quotes closes the cell. A regular expression would run out of stack on a long cell. */
function createClosingFinder(text: string): ClosingFinder {
  /** The last search, so that many unclosed quotes do not each read the rest of the text. */
  let [from, found] = [0, -1];
  const countQuotes = (start: number) => {
    let end = start;
    while (text[end] === '"') end += 1;
    return end - start;
  };
  return (opening) => {
    const own = countQuotes(opening);
    if (own % 2 === 0) return opening + own - 1;
    const start = opening + own;
    if (start < from || start > found) {
      from = start;
      found = Number.POSITIVE_INFINITY;
      for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at)) {
        const run = countQuotes(at);
        if (run % 2 === 1) {
          found = at + run - 1;
          break;
        }
        at += run;
      }
    }
    return Number.isFinite(found) ? found : undefined;
  };
}

const ends = /[,\r\n]/g;

function parsePlainCell(text: string, start: number): ParsedCell {
  ends.lastIndex = start;
  const end = ends.exec(text)?.index ?? text.length;
  return { cell: { text: text.slice(start, end), quoted: false }, end };
}

/** The comma or the line end at a position; empty at the end of the text, undefined for any other character. */
function readSeparator(text: string, at: number): string | undefined {
  if (at >= text.length) return '';
  if (text.startsWith('\r\n', at)) return '\r\n';
  const sign = text[at] ?? '';
  return [',', '\r', '\n'].includes(sign) ? sign : undefined;
}

/** Formats lines as the text that they were parsed from, or would be. */
export function formatCsvLines(lines: readonly CsvLine[]): string {
  return lines
    .map(
      ({ cells, end }) =>
        cells.map(({ text, quoted }) => (quoted ? `"${text.replaceAll('"', '""')}"` : text)).join(',') + end,
    )
    .join('');
}
