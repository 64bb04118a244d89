/** Journal entries as the control API shows them. */
import { formatRfc3339 } from '../../time/time.ts';
import type { JournalEntry } from '../journal/entry.ts';

export function toEntryView({
  number,
  at,
  began,
  ended,
  worldTime,
  method,
  path,
  status,
  faults,
  query,
  tokenInQuery,
  user,
  operation,
  job,
  shown,
  retryAfter,
  nearMisses,
  aborted,
}: JournalEntry) {
  const about = job === undefined ? undefined : shown.find(({ id }) => id === job);
  return {
    number,
    at: formatRfc3339(at, 3),
    world_time: formatRfc3339(worldTime, 3),
    method,
    path,
    ...(query === undefined ? {} : { query }),
    ...(tokenInQuery ? { token_in_query: true } : {}),
    ...(user === undefined ? {} : { user }),
    ...(operation === undefined ? {} : { operation }),
    ...(job === undefined ? {} : { job }),
    ...(about === undefined ? {} : { internal_status: about.internalStatus, api_status: about.apiStatus }),
    status,
    ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
    duration_ms: Math.max(0, ended - began),
    faults,
    ...(nearMisses.length === 0 ? {} : { near_misses: nearMisses }),
    ...(aborted ? { aborted: true } : {}),
  };
}
