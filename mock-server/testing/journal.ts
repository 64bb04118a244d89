/** Journal entries for tests. */
import { instant } from '../../time/time.ts';
import type { Draft, JournalEntry } from '../journal/entry.ts';

/** A poll with an unknown token, except for the given fields. */
export function draft(given: Partial<JournalEntry> = {}): Draft {
  return {
    number: 0,
    at: instant(0),
    began: instant(0),
    ended: instant(0),
    worldTime: instant(0),
    speed: 1,
    method: 'GET',
    path: '/api/v1/enrichment/status/',
    tokenInQuery: false,
    shown: [],
    status: 200,
    faults: [],
    nearMisses: [],
    aborted: false,
    ...given,
  };
}

export function entry(given: Partial<JournalEntry> = {}): JournalEntry {
  return { ...draft(), number: 1, ...given };
}
