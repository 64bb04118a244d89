/** Which requests of the journal are shown, and the list of them, which grows with the journal. */
import type { ShownRequest } from '../../../page-parts/polls.ts';

export interface RequestFilter {
  /** A text anywhere in the request. */
  readonly text: string;
  readonly method: string;
  readonly path: string;
  /** `404`, or a class such as `4xx`; `0` is no response. */
  readonly status: string;
  readonly user: string;
  /** The beginning of a job's id. */
  readonly job: string;
  readonly operation: string;
  /** `any`, or the id of a fault. */
  readonly fault: string;
  readonly hasNearMisses: boolean;
  /** Only those that came by this time of the world, in RFC 3339 with milliseconds; empty for all. */
  readonly until: string;
}

export const anyRequest: RequestFilter = {
  text: '',
  method: '',
  path: '',
  status: '',
  user: '',
  job: '',
  operation: '',
  fault: '',
  hasNearMisses: false,
  until: '',
};

/** The value of the filter by user for requests whose token is unknown. */
export const unknownUser = '?';

/** How many parts of a filter narrow the list. */
export function countFilters(filter: RequestFilter): number {
  return Object.entries(filter).filter(([key, value]) => key !== 'until' && value !== '' && value !== false)
    .length;
}

export function matchesFilter(entry: ShownRequest, filter: RequestFilter): boolean {
  const { method, path, status, user, job, operation, fault, hasNearMisses, until, text } = filter;
  return (
    (method === '' || entry.method === method) &&
    (status === '' || hasStatus(entry.status, status)) &&
    (user === '' || (entry.user ?? unknownUser) === user) &&
    (job === '' || entry.job?.startsWith(job.trim().toLowerCase()) === true) &&
    (operation === '' || entry.operation === operation) &&
    (fault === '' || (fault === 'any' ? entry.faults.length > 0 : entry.faults.includes(fault))) &&
    (!hasNearMisses || entry.near_misses !== undefined) &&
    (until === '' || entry.world_time <= until) &&
    (path === '' || formatTarget(entry).toLowerCase().includes(path.toLowerCase())) &&
    (text === '' || hasText(entry, text.toLowerCase()))
  );
}

/** The path with its query. */
export function formatTarget({
  path,
  query,
}: {
  readonly path: string;
  readonly query?: string | undefined;
}): string {
  return query === undefined || query === '' ? path : `${path}?${query}`;
}

function hasStatus(given: number, wanted: string): boolean {
  return wanted.endsWith('xx')
    ? String(given).startsWith(wanted.charAt(0)) && given >= 100
    : String(given) === wanted;
}

function hasText(entry: ShownRequest, text: string): boolean {
  const { method, status, user, job, operation, faults, near_misses: nearMisses = [] } = entry;
  const words = [method, formatTarget(entry), status, user, job, operation, ...faults, ...nearMisses];
  return words.some((word) => word !== undefined && String(word).toLowerCase().includes(text));
}

/** The requests that match, in the order of the journal. Only new entries are looked at, unless the journal or the filter is another. */
export class FilteredRequests {
  #filter: RequestFilter = anyRequest;
  #source: readonly ShownRequest[] = [];
  #count = 0;
  #matching: ShownRequest[] = [];

  /** @param source the journal; the same array, longer, or another one */
  update(source: readonly ShownRequest[], filter: RequestFilter): readonly ShownRequest[] {
    if (source !== this.#source || filter !== this.#filter) {
      this.#matching = [];
      this.#count = 0;
    }
    for (let at = this.#count; at < source.length; at += 1) {
      const entry = source[at];
      if (entry !== undefined && matchesFilter(entry, filter)) this.#matching.push(entry);
    }
    this.#count = source.length;
    this.#source = source;
    this.#filter = filter;
    return this.#matching;
  }
}
