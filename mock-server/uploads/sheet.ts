/** Yields the rows of a worksheet while its part is read: non-empty cells at their stated positions. */
import { formatNumber, type NumberFormat } from './number-format.ts';
import { escapeLength, resolveEscapes, RichText } from './shared-texts.ts';
import { type Cell, type UploadLimits, type Row, refuseTooLongCell, refuseTooManyColumns } from './table.ts';
import { isTrue } from './workbook.ts';
import { trimInvisible } from './cell-text.ts';
import { getAttribute, type XmlHandler } from './xml.ts';

export interface SheetOptions {
  readonly limits: UploadLimits;
  readonly formats: readonly NumberFormat[];
  readonly isFrom1904: boolean;
  /** Whether the text of this column is needed; other texts are not decoded. */
  readonly isRead: (column: number) => boolean;
  readonly onRow: (row: Row) => void;
}

/** How deep elements are: `<worksheet><sheetData><row><c><v>`. */
const depths = { row: 3, cell: 4, value: 5 } as const;

export class SheetReader implements XmlHandler {
  readonly #options: SheetOptions;
  readonly #inline: RichText;
  #depth = 0;
  #isInData = false;
  #isDone = false;

  #row = 0;
  #cells: Cell[] = [];
  #column = -1;
  #type = '';
  #style = 0;
  #isValue = false;
  #isInline = false;
  #value = '';

  constructor(options: SheetOptions) {
    this.#options = options;
    this.#inline = new RichText(options.limits.cellLength);
  }

  /** Whether all rows were read; later content is ignored. */
  get isDone(): boolean {
    return this.#isDone;
  }

  open(name: string, attributes: readonly string[]): void {
    this.#depth += 1;
    if (!this.#isInData) this.#isInData = name === 'sheetData' && this.#depth === 2;
    else if (this.#depth === depths.row && name === 'row') this.#openRow(attributes);
    else if (this.#depth === depths.cell && name === 'c') this.#openCell(attributes);
    else if (this.#depth === depths.value) {
      this.#isValue = name === 'v';
      this.#isInline = name === 'is';
    } else if (this.#isInline) this.#inline.open(name);
  }

  close(name: string): void {
    if (this.#isInData) {
      if (this.#depth === depths.row && name === 'row') this.#closeRow();
      else if (this.#depth === depths.cell && name === 'c') this.#closeCell();
      else if (this.#depth === depths.value) this.#isValue = this.#isInline = false;
      else if (this.#depth > depths.value && this.#isInline) this.#inline.close(name);
      else if (this.#depth === 2) {
        this.#isInData = false;
        this.#isDone = true;
      }
    }
    this.#depth -= 1;
  }

  get wantsText(): boolean {
    return this.#isValue || this.#inline.wantsText;
  }

  text(piece: string): void {
    if (this.#isValue) this.#value += piece;
    else this.#inline.text(piece);
    const isLong = this.#value.length > this.#options.limits.cellLength * escapeLength;
    if (isLong || this.#inline.isTooLong) this.#refuseLong();
  }

  #openRow(attributes: readonly string[]): void {
    const number = Number(getAttribute(attributes, 'r'));
    // Its number may be left out, or be none.
    this.#row = Number.isInteger(number) && number > 0 ? number : this.#row + 1;
    this.#cells = [];
    this.#column = -1;
  }

  #closeRow(): void {
    if (this.#cells.length === 0) return;
    this.#options.onRow({ number: this.#row, cells: this.#cells });
  }

  #openCell(attributes: readonly string[]): void {
    this.#column = findColumn(getAttribute(attributes, 'r')) ?? this.#column + 1;
    this.#type = getAttribute(attributes, 't') ?? '';
    this.#style = Number(getAttribute(attributes, 's') ?? 0);
    this.#value = '';
  }

  #closeCell(): void {
    if (this.#value === '' && this.#inline.isEmpty) return;
    const { text, isTooLong } = this.#inline.take();
    if (isTooLong) this.#refuseLong();
    const value = this.#value === '' ? text : this.#toValue(trimInvisible(this.#value));
    this.#value = '';
    if (value === '') return;
    const { limits } = this.#options;
    if (typeof value === 'string' && value.length > limits.cellLength) this.#refuseLong();
    if (this.#column >= limits.columns) throw refuseTooManyColumns(limits);
    this.#cells.push({ column: this.#column, value });
  }

  #refuseLong(): never {
    throw refuseTooLongCell(this.#row, this.#column, this.#options.limits);
  }

  /** The content of the cell: a text, the number of a shared text, or nothing for an error. */
  #toValue(raw: string): Cell['value'] {
    if (raw === '') return '';
    const { formats, isFrom1904, isRead } = this.#options;
    switch (this.#type) {
      case 's':
        return Number.isInteger(Number(raw)) && Number(raw) >= 0 ? Number(raw) : '';
      case 'b':
        return isTrue(raw) ? 'TRUE' : 'FALSE';
      case 'e':
        return '';
      case 'd':
        return raw.replace(/T00:00:00(\.0+)?Z?$/, '').replace('T', ' ');
      case '':
      case 'n':
        return isRead(this.#column) ? formatNumber(raw, formats[this.#style], isFrom1904) : raw;
      default:
        return trimInvisible(resolveEscapes(raw));
    }
  }
}

/** The column of an address such as `AB12` or `$AB$12`, 0 for the first; undefined when it is left out or none. */
function findColumn(address = ''): number | undefined {
  let column = 0;
  let at = address.startsWith('$') ? 1 : 0;
  const first = at;
  for (; at < address.length; at += 1) {
    // Upper and lower case differ in one bit.
    const letter = (address.charCodeAt(at) & ~0x20) - 0x40;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  const isAddress = at > first && at - first <= 3 && /^\$?\d*$/.test(address.slice(at));
  return isAddress ? column - 1 : undefined;
}
