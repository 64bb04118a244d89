/** Journal entries as the control API shows them. */
import { formatRfc3339 } from '../../time/time.ts';
import type { JournalEntry } from '../journal/entry.ts';

export function toEntryView({
  number,
  began,
  ended,
  worldTime,
  method,
  path,
  status,
  faults,
  ...entry
}: JournalEntry) {
  const { query, user, operation, job, retryAfter } = entry;
  const shown = entry.shown.find(({ id }) => id === job);
  return {
    number,
    at: formatRfc3339(began, 3),
    world_time: formatRfc3339(worldTime, 3),
    method,
    path,
    ...(query === undefined ? {} : { query }),
    ...(entry.tokenInQuery ? { token_in_query: true } : {}),
    ...(user === undefined ? {} : { user }),
    ...(operation === undefined ? {} : { operation }),
    ...(job === undefined ? {} : { job }),
    ...(shown === undefined ? {} : { internal_status: shown.internalStatus, api_status: shown.apiStatus }),
    status,
    ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
    duration_ms: Math.max(0, ended - began),
    faults,
    ...(entry.nearMisses.length === 0 ? {} : { near_misses: entry.nearMisses }),
    ...(entry.aborted ? { aborted: true } : {}),
  };
}
