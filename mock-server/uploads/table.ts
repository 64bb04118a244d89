/** An uploaded table as the readers of all formats return it, its limits, and the errors for exceeding them. */

export interface UploadLimits {
  /** Number of rows without the header. */
  readonly rows: number;
  readonly columns: number;
  /** Characters in one cell. */
  readonly cellLength: number;
  /** Maximum number of unpacked bytes, whatever the packed size. */
  readonly unpacked: number;
}

/** However they are spread over rows and columns. */
const maxCells = 4_000_000;

/** A cell that holds something. */
export interface Cell {
  /** 0 for the first. */
  readonly column: number;
  /** Its text, or the number of a text that is found elsewhere in the file. */
  readonly value: string | number;
}

/** A row that holds something. */
export interface Row {
  /** As a spreadsheet counts them: 1 for the first, and empty ones are counted too. */
  readonly number: number;
  /** From left to right; those that are empty are left out. */
  readonly cells: readonly Cell[];
}

/** A file that is rejected. Its reason is a sentence for the user who uploaded it. */
export class RefusedFile extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.name = 'RefusedFile';
    this.reason = reason;
  }
}

/** A file that breaks its own format. Its message follows a colon: which part is wrong, and how. */
export class DamagedFile extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DamagedFile';
  }
}

/** Counts rows and cells while they are read, so that nothing is read beyond a limit. */
export class UploadMeter {
  readonly #limits: UploadLimits;
  #rows = 0;
  #cells = 0;

  constructor(limits: UploadLimits) {
    this.#limits = limits;
  }

  /** @throws RefusedFile when this row is one too many, or brings too many cells */
  countRow({ cells }: Row): void {
    this.#rows += 1;
    this.#cells += cells.length;
    const { rows } = this.#limits;
    if (this.#rows > rows)
      throw new RefusedFile(`The file has more than ${rows} rows. Split it into several submissions.`);
    if (this.#cells > maxCells)
      throw new RefusedFile(
        `The file has more than ${maxCells} cells. Leave out the columns that are not needed.`,
      );
  }
}

export const refuseNoRows = (): RefusedFile =>
  new RefusedFile('The file has no rows, only the names of the columns.');

export const refuseTooManyColumns = ({ columns }: UploadLimits): RefusedFile =>
  new RefusedFile(`The file has more than ${columns} columns. Leave out those that are not needed.`);

/** @param column 0 for the first */
export const refuseTooLongCell = (row: number, column: number, { cellLength }: UploadLimits): RefusedFile =>
  new RefusedFile(
    `The cell in ${formatPlace(row, column)} has more than ${cellLength} characters, which is the limit. Shorten it.`,
  );

/** Where a cell is, as a spreadsheet shows it: `row 3, column AB`. */
export function formatPlace(row: number, column: number): string {
  return `row ${row}, column ${formatColumn(column)}`;
}

/** A for 0, AA for 26. */
function formatColumn(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : formatColumn(Math.floor(column / 26) - 1) + letter;
}
