/** Records the result of each mutant and each legal variant if `make trial` requests it. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TrialRow {
  readonly kind: 'mutant' | 'legal variant';
  readonly name: string;
  readonly expected: readonly string[];
  readonly broken: readonly string[];
}

/** One line per row, one file per worker. */
export function recordRow(row: TrialRow): void {
  const { TRIAL_ROWS: folder, JEST_WORKER_ID: worker = '1' } = process.env;
  if (folder !== undefined) appendFileSync(join(folder, `${worker}.jsonl`), `${JSON.stringify(row)}\n`);
}
