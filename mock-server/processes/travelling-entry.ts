/** Journal entries as text between processes. */
import { instant, type Instant } from '../../time/time.ts';
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

/** An entry of another process, with times on the clock of this one. @param toSteady from the time of the store */
export function toLocalEntry(entry: JournalEntry, toSteady: (at: Instant) => Instant): JournalEntry {
  const began = toSteady(entry.at);
  return { ...entry, began, ended: instant(began + entry.ended - entry.began) };
}
