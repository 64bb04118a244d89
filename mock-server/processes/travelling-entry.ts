/** Journal entries as text between processes. */
import type { JournalEntry } from '../journal/entry.ts';

/** All fields of an entry as plain values; some of them are computed when they are read. */
export function toTravellingEntry(entry: JournalEntry): JournalEntry {
  const { number, at, began, ended, worldTime, speed, method, path, query, tokenInQuery, user, stranger } =
    entry;
  const { operation, job, shown, status, retryAfter, faults, nearMisses, aborted, asked } = entry;
  const request = {
    number,
    at,
    began,
    ended,
    worldTime,
    speed,
    method,
    path,
    query,
    tokenInQuery,
    user,
    stranger,
  };
  return { ...request, operation, job, shown, status, retryAfter, faults, nearMisses, aborted, asked };
}
