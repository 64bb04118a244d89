/** Finds where a second CSV file begins that was appended to a first: its header among the rows. */
import { countKnown, isKnownAtEnd, isKnown, canBeName, type NamedColumn } from './columns.ts';
import { delimiters } from './csv-delimiter.ts';
import type { Cell } from './table.ts';

/** The delimiter that a row names as the line `sep=;` does; an empty text when it names none after all. */
export function findHintAgain([first, second]: readonly NamedColumn[]): string | undefined {
  if (first?.column !== 0 || second !== undefined) return undefined;
  return /^sep=(.?)$/i.exec(first.name)?.[1];
}

/** The delimiter that turns a row into a header if the current one does not, and that header. */
export function findOtherDelimiter(
  row: readonly NamedColumn[],
  present: string,
): { readonly delimiter: string; readonly names: readonly NamedColumn[] } | undefined {
  const [first] = row;
  if (first === undefined || first.name.length > maxHeader || !/name/i.test(first.name)) return undefined;
  const line = row.map(({ name }) => name).join(present);
  for (const delimiter of delimiters) {
    const names = line.split(delimiter).map((name, column) => ({ column, name }));
    const isOther = delimiter !== present && first.name.includes(delimiter);
    if (isOther && countKnown(names) > 1) return { delimiter, names };
  }
  return undefined;
}

/** In characters. */
const maxHeader = 1000;

/**
 * The header that begins in the middle of a row, since the first file had no line end at its end: `BombeFirst name`.
 * @returns the cells of the row before it, and its names
 */
export function findGluedHeader(
  row: readonly NamedColumn[],
): { readonly cells: readonly Cell[]; readonly names: readonly NamedColumn[] } | undefined {
  for (const [index, { column, name }] of row.entries()) {
    const begin = findNameAtEnd(name);
    if (begin <= 0) continue;
    const names = [{ column, name: name.slice(begin) }, ...row.slice(index + 1)].map((one) => ({
      column: one.column - column,
      name: one.name.replaceAll('"', ''),
    }));
    if (countKnown(names) < 2) continue;
    const cells = row.slice(0, index).map((cell) => ({ column: cell.column, value: cell.name }));
    return { cells: [...cells, { column, value: name.slice(0, begin) }], names };
  }
  return undefined;
}

/** The start of a column name at the end of a text; 0 if the whole text is one, -1 if there is none. */
function findNameAtEnd(text: string): number {
  const from = Math.max(0, text.length - maxName);
  const end = text.slice(from);
  if (!canBeName(end) || !isKnownAtEnd(end.replaceAll('"', ''))) return -1;
  for (let at = from; at < text.length; at += 1) {
    if (!isKnown(text.slice(at).replaceAll('"', ''))) continue;
    return text.slice(0, at).replaceAll(/[\s_"-]/g, '') === '' ? 0 : at;
  }
  return -1;
}

/** In characters, with what may be between its words. */
const maxName = 30;
