/** What the bodies of responses say about jobs, as they are sent: their statuses, and the rows of their results. */
import { toMap } from '../../openapi/values.ts';
import type { ShownStatus } from '../life/life.ts';

/** @param indexes of the jobs, by their ids */
export function findShown(body: string, indexes: ReadonlyMap<string, number>): readonly ShownStatus[] {
  if (!body.includes('"status"')) return [];
  const value = parseJson(body);
  const { results = value } = toMap(value);
  return (Array.isArray(results) ? results : [results]).flatMap((one: unknown) => {
    const { job_id: id, status } = toMap(one);
    const job = indexes.get(String(id));
    return job === undefined || typeof status !== 'string' ? [] : [{ job, status }];
  });
}

export interface SentRows {
  /** Remembers the rows in the results of a job. */
  readonly note: (job: number, body: string) => void;
  /** The jobs in whose results these rows were. */
  readonly findJobs: (rows: readonly unknown[]) => readonly number[];
}

export function createSentRows(): SentRows {
  const jobs = new Map<string, number>();
  return {
    note: (job, body) => {
      const { data } = toMap(parseJson(body));
      if (Array.isArray(data)) for (const row of data) jobs.set(JSON.stringify(row), job);
    },
    findJobs: (rows) => {
      const found = new Set(rows.flatMap((row) => jobs.get(JSON.stringify(row)) ?? []));
      return [...found].toSorted((a, b) => a - b);
    },
  };
}

/** Faults break bodies. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
