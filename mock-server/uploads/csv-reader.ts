/**
 * Splits the text of a CSV file into cells as Python's csv module does, portion by portion and in linear time.
 *
 * Of the libraries that we know none does all that is needed: csv-parse 7 takes blanks before quotes or `"Acme" Inc`, but
 * not both, and reads a file in one go; Papa Parse 5 takes one kind of line end for the whole file, and makes one row of
 * all that follows `"Acme" Inc`.
 */
import { isInvisible, trimInvisible } from './cell-text.ts';
import {
  type Cell,
  formatPlace,
  type UploadLimits,
  RefusedFile,
  type Row,
  refuseTooLongCell,
  refuseTooManyColumns,
} from './table.ts';

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export class CsvReader {
  /** The delimiter; can be changed between two rows. */
  delimiter: string;
  readonly #limits: UploadLimits;
  readonly #onRow: (row: Row) => void;

  #place: 'start' | 'plain' | 'quoted' | 'after quote' = 'start';
  /** A line feed that comes next belongs to the previous line end. */
  #afterReturn = false;
  #row: number;
  #column = 0;
  #cells: Cell[] = [];
  /** The text of the cell so far, inside and outside quotes. */
  #quoted = '';
  #plain = '';
  /** Whether there is a line end between its quotes. */
  #severalLines = false;

  /** @param onRow called for each row that holds something, while it is read */
  constructor(delimiter: string, limits: UploadLimits, onRow: (row: Row) => void, firstRow = 1) {
    this.#row = firstRow;
    this.delimiter = delimiter;
    this.#limits = limits;
    this.#onRow = onRow;
  }

  /** Takes the next portion of the text, which may end anywhere. */
  read(text: string): void {
    for (let at = 0; at < text.length; ) {
      if (this.#place === 'quoted') at = this.#readQuoted(text, at);
      else if (this.#place === 'plain') at = this.#readPlain(text, at);
      else at = this.#readMark(text, at);
    }
  }

  /** The text is over. */
  end(): void {
    if (this.#place === 'quoted') throw this.#missingQuote('has no end');
    this.#endRow();
  }

  /** The first character of a cell, or the one after its second quote. */
  #readMark(text: string, at: number): number {
    const code = text.charCodeAt(at);
    const followsReturn = this.#afterReturn;
    this.#afterReturn = false;
    if (code === lineFeed && followsReturn) return at + 1;
    if (this.#endsCell(code)) return at + 1;
    if (this.#place === 'after quote') {
      // Two quotes are one that belongs to the value; any other character makes the rest of the cell plain.
      if (code === quote) this.#add(text, at, at + 1, true);
      this.#place = code === quote ? 'quoted' : 'plain';
      return code === quote ? at + 1 : at;
    }
    if (code === quote) {
      this.#place = 'quoted';
      return at + 1;
    }
    if (isInvisible(code)) return at + 1;
    this.#place = 'plain';
    return at;
  }

  #readPlain(text: string, from: number): number {
    const delimiter = this.delimiter.charCodeAt(0);
    let at = from;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === delimiter || code === lineFeed || code === carriageReturn) break;
    }
    this.#add(text, from, at, false);
    if (at === text.length) return at;
    this.#endsCell(text.charCodeAt(at));
    return at + 1;
  }

  #readQuoted(text: string, from: number): number {
    const found = text.indexOf('"', from);
    const to = found < 0 ? text.length : found;
    this.#add(text, from, to, true);
    if (found < 0) return to;
    this.#place = 'after quote';
    return found + 1;
  }

  #add(text: string, from: number, to: number, isQuoted: boolean): void {
    const piece = text.slice(from, to);
    if (isQuoted) this.#severalLines ||= /[\r\n]/.test(piece);
    if (this.#quoted.length + this.#plain.length + piece.length > this.#limits.cellLength)
      throw this.#severalLines
        ? this.#missingQuote('has no end within the length of a cell')
        : refuseTooLongCell(this.#row, this.#column, this.#limits);
    if (isQuoted) this.#quoted += piece;
    else this.#plain += piece;
  }

  /** Ends the cell, and the row, when this character does. */
  #endsCell(code: number): boolean {
    if (code === this.delimiter.charCodeAt(0)) {
      this.#endCell();
      this.#column += 1;
      return true;
    }
    if (code !== lineFeed && code !== carriageReturn) return false;
    this.#endRow();
    this.#afterReturn = code === carriageReturn;
    return true;
  }

  #endCell(): void {
    const rest = this.#plain;
    const value = unwrapFormula(trimInvisible(this.#quoted + rest));
    if (this.#severalLines && trimInvisible(rest) !== '')
      throw this.#missingQuote('ends in the middle of a later line');
    if (value !== '') {
      if (this.#column >= this.#limits.columns) throw refuseTooManyColumns(this.#limits);
      this.#cells.push({ column: this.#column, value });
    }
    this.#place = 'start';
    this.#quoted = '';
    this.#plain = '';
    this.#severalLines = false;
  }

  /** Better no file than one in which several rows have become one. */
  #missingQuote(trouble: string): RefusedFile {
    const place = formatPlace(this.#row, this.#column);
    return new RefusedFile(
      `The cell in ${place} begins with a quote that ${trouble}. Add the missing quote, or remove this one.`,
    );
  }

  #endRow(): void {
    this.#endCell();
    const row = { number: this.#row, cells: this.#cells };
    this.#row += 1;
    this.#column = 0;
    this.#cells = [];
    if (row.cells.length > 0) this.#onRow(row);
  }
}

/** Exports for Excel write `="007"`, so that it takes the value for a text. */
function unwrapFormula(value: string): string {
  return value.startsWith('="') ? (/^="([^"]*)"$/.exec(value)?.[1] ?? value) : value;
}
