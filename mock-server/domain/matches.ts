/**
 * Decides which submitted rows are found, and creates their records from the job's id, so that any page is
 * available at once.
 */
import { hash } from '../../random/random.ts';

/** The parts of a job that determine its records. */
export interface Matchable {
  readonly id: string;
  readonly criteria?: Criteria | undefined;
}

/** Expands each account that is found into several contacts. */
export interface Criteria {
  /** The number of contacts of an account that is found. */
  readonly contacts: number;
  /** Their job titles; any when there are none. */
  readonly jobTitles: readonly string[];
}

/** One in this many rows is not found. */
const block = 4;

export function isMatched({ id }: Matchable, row: number): boolean {
  return row % block !== hash(id, 'unmatched', Math.floor(row / block)) % block;
}

/** How many of the first rows are found. */
export function countMatched(job: Matchable, rows: number): number {
  const whole = Math.floor(rows / block);
  return whole * (block - 1) + listRestRows(rows, whole).filter((row) => isMatched(job, row)).length;
}

/** Number of records of the first rows: a row that is not found has one record, which says so. */
export function countRecords(job: Matchable, rows: number): number {
  const matched = countMatched(job, rows);
  return matched * countContacts(job) + (rows - matched);
}

/** The row that a record came from, and which of its records it is; both counted from 0. */
export function findOrigin(job: Matchable, record: number): { readonly row: number; readonly nth: number } {
  const contacts = countContacts(job);
  const perBlock = (block - 1) * contacts + 1;
  let row = Math.floor(record / perBlock) * block;
  let nth = record % perBlock;
  for (let size = getSize(row); nth >= size; size = getSize(row)) {
    nth -= size;
    row += 1;
  }
  return { row, nth };

  function getSize(one: number): number {
    return isMatched(job, one) ? contacts : 1;
  }
}

function countContacts({ criteria }: Matchable): number {
  return criteria?.contacts ?? 1;
}

function listRestRows(rows: number, whole: number): readonly number[] {
  return Array.from({ length: rows - whole * block }, (_, index) => whole * block + index);
}
