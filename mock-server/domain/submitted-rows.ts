/**
 * The submitted rows of a job, packed into one text: a hundred thousand of them take megabytes, not an object
 * each.
 */

export interface SubmittedRecord {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly companyName: string | null;
}

export interface SubmittedRows {
  readonly count: number;
  /** All rows, each as a JSON array of its three values. */
  readonly text: string;
  /** Where each row ends in the text. */
  readonly ends: Uint32Array;
}

export interface Packer {
  readonly add: (record: SubmittedRecord) => void;
  readonly finish: () => SubmittedRows;
}

/** Rows that are put together at a time, so that there are never a hundred thousand texts. */
const blockSize = 1000;

/** Packs rows one after the other. @param count how many there will be */
export function createPacker(count: number): Packer {
  const ends = new Uint32Array(count);
  const blocks: string[] = [];
  let block: string[] = [];
  let row = 0;
  let length = 0;
  return {
    add: ({ firstName, lastName, companyName }) => {
      const text = JSON.stringify([firstName, lastName, companyName]);
      length += text.length;
      ends[row] = length;
      row += 1;
      block.push(text);
      if (block.length < blockSize) return;
      blocks.push(block.join(''));
      block = [];
    },
    finish: () => ({ count, text: [...blocks, ...block].join(''), ends }),
  };
}

export function packRows(records: readonly SubmittedRecord[]): SubmittedRows {
  const packer = createPacker(records.length);
  for (const record of records) packer.add(record);
  return packer.finish();
}

/** The record in a row, counted from 0; undefined after the last one. */
export function readRow({ text, ends }: SubmittedRows, row: number): SubmittedRecord | undefined {
  const end = ends[row];
  if (end === undefined) return undefined;
  const values = JSON.parse(text.slice(ends[row - 1] ?? 0, end)) as readonly (string | null)[];
  const [firstName = null, lastName = null, companyName = null] = values;
  return { firstName, lastName, companyName };
}
