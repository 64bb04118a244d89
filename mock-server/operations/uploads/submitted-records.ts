/** The records of an uploaded file: which column is which, and what is wrong with a file that has none. */
import type { SubmittedRecord } from '../../simulation/submitted-rows.ts';
import type { Pause } from './portions.ts';
import { csvTable } from './csv-table.ts';
import { type Limits, refused, type Table } from './table.ts';
import { xlsxTable } from './xlsx-table.ts';

export type Read =
  | { readonly kind: 'records'; readonly records: readonly SubmittedRecord[] }
  | { readonly kind: 'refused'; readonly because: string };

/** How every archive begins, and so every Excel file of today. */
const archive = 'PK\u0003\u0004';
/** How Excel files of before 2007 begin. */
const oldExcel = '\u00d0\u00cf\u0011\u00e0';

/** The values of a record by the names of their columns, which are those of the fields in JSON. */
const fields = { first_name: 'firstName', last_name: 'lastName', company_name: 'companyName' } as const;
const columnNames = Object.keys(fields) as readonly (keyof typeof fields)[];

/**
 * Reads an uploaded file; what it is is told by its first bytes, not by its name.
 * @param content bytes as a binary string
 */
export async function recordsOfFile(content: string, limits: Limits, _pause?: Pause): Promise<Read> {
  const table = await tableOf(content, limits);
  if (table.kind === 'refused') return table;
  const [header = [], ...lines] = table.lines;
  const places = columnNames.map((name) => header.findIndex((cell) => normal(cell) === name));
  if (places.every((place) => place < 0)) {
    return {
      kind: 'refused',
      because: `${headerTrouble(header)} It must name at least one of ${columnNames.join(', ')}.`,
    };
  }
  const twice = columnNames.find((name) => header.filter((cell) => normal(cell) === name).length > 1);
  if (twice !== undefined)
    return {
      kind: 'refused',
      because: `The first line of the file names the column ${twice} twice. Leave one of them out.`,
    };
  if (lines.length === 0)
    return { kind: 'refused', because: 'The file has no rows, only the names of the columns.' };
  const [first = -1, last = -1, company = -1] = places;
  return {
    kind: 'records',
    records: lines.map((line) => ({
      firstName: valueIn(line, first),
      lastName: valueIn(line, last),
      companyName: valueIn(line, company),
    })),
  };
}

const valueIn = (line: readonly string[], place: number) => line[place] || null;

async function tableOf(content: string, limits: Limits): Promise<Table> {
  if (content.startsWith(archive)) return xlsxTable(content, limits);
  if (content.startsWith(oldExcel))
    return refused('The file is an Excel file of an old format: save it as .xlsx or as CSV.');
  return csvTable(content, limits);
}

function headerTrouble(header: readonly string[]): string {
  if (header.length === 0) return 'The file has no line that names the columns.';
  const names = header.slice(0, 5).map((cell) => JSON.stringify(cell.slice(0, 40)));
  const more = header.length > names.length ? ', ...' : '';
  return `The first line of the file names no column that is known; it has ${names.join(', ')}${more}.`;
}

/** `First Name`, `first-name` and `FIRST_NAME` are one name. */
function normal(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}
