/** The submitted rows of a job, packed into one text: a hundred thousand of them cost megabytes, not an object each. */

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

export function packRows(records: readonly SubmittedRecord[]): SubmittedRows {
  const ends = new Uint32Array(records.length);
  let length = 0;
  const texts = records.map(({ firstName, lastName, companyName }, row) => {
    const text = JSON.stringify([firstName, lastName, companyName]);
    length += text.length;
    ends[row] = length;
    return text;
  });
  return { count: records.length, text: texts.join(''), ends };
}

/** The record in a row, counted from 0; undefined behind the last. */
export function rowAt({ text, ends }: SubmittedRows, row: number): SubmittedRecord | undefined {
  const end = ends[row];
  if (end === undefined) return undefined;
  const values = JSON.parse(text.slice(ends[row - 1] ?? 0, end)) as readonly (string | null)[];
  const [firstName = null, lastName = null, companyName = null] = values;
  return { firstName, lastName, companyName };
}
