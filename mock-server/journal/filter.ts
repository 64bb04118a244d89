/** Filters journal entries, and explains how an entry differs from a filter. */
import type { JournalEntry } from './entry.ts';

/** All that is given must fit. */
export interface Filter {
  /** Entries up to this number do not fit. */
  readonly since?: number;
  readonly user?: string;
  readonly operation?: string;
  /** An id in any case. */
  readonly job?: string;
  /** In any case. */
  readonly method?: string;
  /** A status such as `404`, or a class such as `4xx`; `0` for none. */
  readonly status?: string;
  /** The id of a fault, or `any`. */
  readonly fault?: string;
  /** A text that the path must contain. */
  readonly path?: string;
  /** Whether the request has a near miss. */
  readonly nearMisses?: boolean;
}

/** Half a sentence for each field in which the entry differs; empty if it matches. Ignores `since`. */
type FilterCheck = (filter: Filter, entry: JournalEntry) => string | undefined;

const filterChecks: readonly FilterCheck[] = [
  ({ user }, entry) =>
    describeUnless(user === undefined || user === entry.user, 'the user', user, entry.user),
  ({ operation }, entry) =>
    describeUnless(
      operation === undefined || operation === entry.operation,
      'the operation',
      operation,
      entry.operation,
    ),
  ({ job }, entry) =>
    describeUnless(job === undefined || job.toLowerCase() === entry.job, 'the job', job, entry.job),
  ({ method }, entry) =>
    describeUnless(
      method === undefined || method.toUpperCase() === entry.method,
      'the method',
      method?.toUpperCase(),
      entry.method,
    ),
  ({ status }, entry) =>
    describeUnless(status === undefined || hasStatus(entry, status), 'the status', status, entry.status),
  ({ fault }, { faults }) =>
    describeUnless(
      fault === undefined || (fault === 'any' ? faults.length > 0 : faults.includes(fault)),
      'the fault',
      fault,
      faults.length === 0 ? undefined : faults.join(' and '),
    ),
  ({ path }, entry) =>
    path === undefined || entry.path.includes(path)
      ? undefined
      : `the path does not contain ${JSON.stringify(path)}`,
  ({ nearMisses }, entry) =>
    nearMisses === undefined || nearMisses === entry.nearMisses.length > 0
      ? undefined
      : `it is ${nearMisses ? 'not a' : 'a'} near miss`,
];

export function isMatchingEntry(entry: JournalEntry, filter: Filter): boolean {
  return (filter.since ?? 0) < entry.number && filterChecks.every((row) => row(filter, entry) === undefined);
}

/** The differences between a recent entry and the filter. */
export function listDifferences(entry: JournalEntry, filter: Filter): readonly string[] {
  return filterChecks.flatMap((row) => row(filter, entry) ?? []);
}

function hasStatus({ status }: JournalEntry, wanted: string): boolean {
  return wanted.endsWith('xx') ? Math.floor(status / 100) === Number(wanted[0]) : status === Number(wanted);
}

function describeUnless(
  fitting: boolean,
  what: string,
  wanted: string | undefined,
  given: string | number | undefined,
): string | undefined {
  return fitting ? undefined : `${what} is ${given ?? 'none'}, not ${wanted}`;
}
