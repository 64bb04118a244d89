/** Finds the column of each record field in an uploaded table, by the names in its first row. */
import { RefusedFile } from './table.ts';

/** The fields in the order of a record; a file names its columns as a record in JSON names its fields. */
const columnNames = ['first_name', 'last_name', 'company_name'] as const;

/** Where each field is: a column, 0 for the first, or -1 when the file has none. */
export type Columns = readonly [firstName: number, lastName: number, companyName: number];

export interface NamedColumn {
  readonly column: number;
  readonly name: string;
}

/**
 * The columns that a header names.
 * @param table what the header is of, as a sentence calls it: `file`
 * @throws RefusedFile when it names none that is known, or one of them twice
 */
export function findColumns(header: readonly NamedColumn[], table: string): Columns {
  const known = header.map(({ column, name }) => ({ column, name: normalizeName(name) }));
  const columns = columnNames.map((name) => {
    const [first, second] = known.filter((one) => one.name === normalizeName(name));
    if (second !== undefined)
      throw new RefusedFile(
        `The first row of the ${table} names the column ${name} twice. Leave one of them out.`,
      );
    return first?.column ?? -1;
  });
  if (columns.every((column) => column < 0)) {
    const names = header.slice(0, 5).map(({ name }) => JSON.stringify(name.slice(0, 40)));
    const more = header.length > names.length ? ', ...' : '';
    throw new RefusedFile(
      `The first row of the ${table} does not name a known column; it has ${names.join(', ')}${more}. ${mustName}`,
    );
  }
  const [first = -1, last = -1, company = -1] = columns;
  return [first, last, company];
}

const mustName = `It must name at least one of ${columnNames.join(', ')}.`;

export const refuseMissingHeader = (table: string): RefusedFile =>
  new RefusedFile(`The ${table} has no row with the names of the columns. ${mustName}`);

/** Whether this is the name of a column that is read. */
export const isKnown = (name: string): boolean => normalNames.has(normalizeName(name));

/** Whether a text ends with the name of a column that is read. */
export function isKnownAtEnd(text: string): boolean {
  const normal = normalizeName(text);
  return [...normalNames].some((name) => normal.endsWith(name));
}

/** How many columns of these are known: what makes a row a header. */
export function countKnown(names: readonly NamedColumn[]): number {
  const normal = new Set(names.map(({ name }) => normalizeName(name)));
  return columnNames.filter((name) => normal.has(normalizeName(name))).length;
}

/** Reports and some exports of Numbers have their name above the table. */
export const isTitle = (names: readonly NamedColumn[]): boolean =>
  names.length === 1 && countKnown(names) === 0;

/** How many rows above the header may be titles. */
export const maxTitles = 10;

/** Whether the values of a row are the names of their own columns: the header of an appended second file. */
export function isHeaderAgain(values: readonly (string | number | null)[]): boolean {
  let names = 0;
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    // A shared text is resolved later.
    if (
      typeof value === 'number' ||
      !canBeName(value) ||
      normalizeName(value) !== normalizeName(columnNames[index] ?? '')
    )
      return false;
    names += 1;
  }
  return names > 0;
}

/** A quick check that rules out almost all rows. */
export const canBeName = (value: string): boolean => value.length <= maxNameLength && /name/i.test(value);

const maxNameLength = 40;

/** Made once: rows are compared with them by the hundred thousand. */
const normalNames: ReadonlySet<string> = new Set(columnNames.map((name) => normalizeName(name)));

/** `First Name`, `first-name`, `FirstName` and `FIRST_NAME` are the same name, also with invisible characters. */
function normalizeName(name: string): string {
  return name
    .slice(0, 4 * maxNameLength)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cc}\p{Cf}\p{Pd}_]/gu, '');
}
