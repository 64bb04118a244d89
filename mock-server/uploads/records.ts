/** Creates records from the rows of a table while they are read; keeps only what a record needs. */
import type { SubmittedRecord } from '../domain/submitted-rows.ts';
import {
  type Columns,
  countKnown,
  findColumns,
  isTitle,
  maxTitles,
  isHeaderAgain,
  canBeName,
  type NamedColumn,
  refuseMissingHeader,
} from './columns.ts';
import { detach } from './cell-text.ts';
import { NumberSet } from './number-set.ts';
import type { Work } from '../portions/portions.ts';
import {
  type Cell,
  type UploadLimits,
  UploadMeter,
  refuseNoRows,
  type RefusedFile,
  type Row,
} from './table.ts';

type CellValue = Cell['value'] | null;

/** Texts that cells refer to by number. */
interface TextSource {
  /** An empty text if it does not exist. */
  getText(index: number): string;
  isBlank(index: number): boolean;
}

const noTexts: TextSource = { getText: () => '', isBlank: () => true };

export interface SubmittedTable {
  readonly records: readonly SubmittedRecord[];
  /** Which row of the file each record is, as a spreadsheet counts them. */
  readonly rowNumbers: readonly number[];
}

/** Rows in a portion of work. */
const portion = 2000;
const width = 3;

/** Collects the records of one table. */
export class RecordCollector {
  readonly #meter: UploadMeter;
  /** Three a row. They are in one list, since an object for each row would take longer than reading it. */
  readonly #values: CellValue[] = [];
  /** The texts of the rows that consist of texts that are elsewhere, any of which may be blank; and where each row ends. */
  readonly #others: number[] = [];
  readonly #ends: number[] = [];
  readonly #rowNumbers: number[] = [];
  readonly #titles: (readonly NamedColumn[])[] = [];
  readonly #table: string;
  #columns: Columns | undefined;
  #refersToTexts = false;

  /** @param table its name in messages */
  constructor(limits: UploadLimits, table = 'file') {
    this.#table = table;
    this.#meter = new UploadMeter(limits);
  }

  /** The columns that are read; undefined until a row has named them. */
  get columns(): Columns | undefined {
    return this.#columns;
  }

  /** Whether a row that was added has texts that are elsewhere. */
  get refersToTexts(): boolean {
    return this.#refersToTexts;
  }

  /** Takes a row that should name the columns; one of a single cell that names none is a title above the header. */
  begin(names: readonly NamedColumn[]): void {
    if (!isTitle(names)) this.nameColumns(names);
    else if (this.#titles.push(names) > maxTitles) throw this.#refuseHeader();
  }

  /** Takes the names of the columns of the rows that follow. */
  nameColumns(names: readonly NamedColumn[]): void {
    this.#columns = findColumns(names, this.#table);
  }

  #refuseHeader(): RefusedFile {
    const [title] = this.#titles;
    if (title !== undefined) this.nameColumns(title);
    return refuseMissingHeader(this.#table);
  }

  /** Whether this row of texts names columns again, as that of a file does that was appended to another. */
  hasColumnNames(texts: readonly NamedColumn[]): boolean {
    const named = this.#columns?.filter((column) => column >= 0).length ?? 0;
    return named > 1 && texts.some(({ name }) => canBeName(name)) && countKnown(texts) > 1;
  }

  /** Keeps what a record needs of a row below the header. */
  add(row: Row): void {
    const [first = -1, last = -1, company = -1] = this.#columns ?? [];
    const values = [findValue(row, first), findValue(row, last), findValue(row, company)] as const;
    if (isHeaderAgain(values)) return;
    this.#meter.countRow(row);
    this.#values.push(...values);
    const shared = row.cells.filter(({ value }) => typeof value === 'number');
    this.#refersToTexts ||= shared.length > 0;
    if (shared.length === row.cells.length) for (const { value } of shared) this.#others.push(Number(value));
    this.#ends.push(this.#others.length);
    this.#rowNumbers.push(row.number);
  }

  /** Which of the texts that are elsewhere the records consist of. */
  *findNeeded(): Work<NumberSet> {
    const needed = new NumberSet();
    for (const [index, value] of this.#values.entries()) {
      if (typeof value === 'number') needed.add(value);
      if (index % (portion * width) === 0) yield;
    }
    return needed;
  }

  /**
   * The records, when all rows were added.
   * @throws RefusedFile when there are none
   */
  *finish(texts: TextSource = noTexts): Work<SubmittedTable> {
    if (this.#columns === undefined) throw this.#refuseHeader();
    const records: SubmittedRecord[] = [];
    const rowNumbers: number[] = [];
    const getValue = (index: number) => {
      const value = this.#values[index] ?? null;
      return (typeof value === 'number' ? texts.getText(value) : value) || null;
    };
    for (let row = 0; row < this.#ends.length; row += 1) {
      if (row % portion === 0) yield;
      const firstName = getValue(row * width);
      const lastName = getValue(row * width + 1);
      const companyName = getValue(row * width + 2);
      const isEmpty = firstName === null && lastName === null && companyName === null;
      if ((isEmpty && this.#isBlank(row, texts)) || isHeaderAgain([firstName, lastName, companyName]))
        continue;
      records.push({ firstName, lastName, companyName });
      rowNumbers.push(this.#rowNumbers[row] ?? 0);
    }
    if (records.length === 0) throw refuseNoRows();
    return { records, rowNumbers };
  }

  /** Whether there is nothing in any of its columns. */
  #isBlank(row: number, texts: TextSource): boolean {
    const others = this.#others.slice(this.#ends[row - 1] ?? 0, this.#ends[row]);
    return others.length > 0 && others.every((other) => texts.isBlank(other));
  }
}

function findValue({ cells }: Row, column: number): CellValue {
  const value = column < 0 ? undefined : cells.find((cell) => cell.column === column)?.value;
  if (value === undefined) return null;
  return typeof value === 'string' ? detach(value) : value;
}
