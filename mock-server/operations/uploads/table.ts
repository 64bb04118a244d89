/** An uploaded table as plain values: lines of cells, or the sentence that says why there are none. */

export interface Limits {
  /** Rows beside the one that names the columns. */
  readonly rows: number;
  readonly columns: number;
  /** What a file may have unpacked, in bytes, however little it has packed. */
  readonly unpacked: number;
}

/** However they are spread over rows and columns. */
export const mostCells = 4_000_000;

export type Table =
  | { readonly kind: 'table'; readonly lines: readonly (readonly string[])[] }
  | { readonly kind: 'refused'; readonly because: string };

export const refused = (because: string): Table => ({ kind: 'refused', because });

export const tooManyRows = ({ rows }: Limits): Table =>
  refused(`The file has more than ${rows} rows. Split it into several submissions.`);

export const tooManyColumns = ({ columns }: Limits): Table =>
  refused(`The file has more than ${columns} columns. Leave out those that are not needed.`);
