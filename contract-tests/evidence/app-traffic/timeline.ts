/** The requests of an app in the order of time, as far as the file shows it: apps send several at once, and poll in loops. */
import { isMap } from '../../../openapi/values.ts';
import { type Exchange, isAnswered } from '../exchange.ts';
import { getBody, listJobIds } from '../sightings.ts';
import type { Known } from './classify.ts';
import type { AppEntry } from './read-entries.ts';

/** An entry with its place in time. */
export interface Placed<Entry> {
  readonly entry: Entry;
  readonly startedMs: number;
  /** Whether nobody can say what was answered first, this request or the one before. */
  readonly isUntimely: boolean;
}

export interface Timeline {
  readonly order: <Entry extends AppEntry>(entries: readonly Entry[]) => readonly Placed<Entry>[];
  /** Whether the last two responses at this place were the same already. */
  readonly isRepeated: (place: string, response: string) => boolean;
  /** Keeps the next responses, because something may have changed. */
  readonly forget: () => void;
  readonly getKnown: (caller: string) => Omit<Known, 'isUntimely'>;
  readonly add: (caller: string, exchange: Exchange) => void;
}

export function createTimeline(): Timeline {
  const lasts = new Map<string, { readonly response: string; readonly count: number }>();
  const lists = new Set<string>();
  const jobs = new Set<string>();
  return {
    order: placeInTime,
    isRepeated: (place, response) => {
      const last = lasts.get(place);
      const count = last?.response === response ? last.count + 1 : 1;
      lasts.set(place, { response, count });
      return count > 2;
    },
    forget: () => lasts.clear(),
    getKnown: (caller) => ({
      hasList: lists.has(caller),
      hasSeen: (jobId) => jobs.has(`${caller} ${jobId}`),
    }),
    add: (caller, exchange) => {
      if (exchange.tag === 'list') lists.add(caller);
      if (!isAnswered(exchange) || exchange.outcome.status !== 200) return;
      const body = getBody(exchange);
      const own = isMap(body) && typeof body['job_id'] === 'string' ? [body['job_id']] : [];
      for (const jobId of [...own, ...listJobIds(exchange)]) jobs.add(`${caller} ${jobId}`);
    },
  };
}

/** By their start. Requests that were under way at the same time, or have no time, keep the order of the file. */
function placeInTime<Entry extends AppEntry>(entries: readonly Entry[]): readonly Placed<Entry>[] {
  let last = 0;
  const dated = entries.map((entry) => {
    last = entry.startedMs ?? last;
    return { entry, startedMs: last };
  });
  const sorted = dated.toSorted((a, b) => a.startedMs - b.startedMs);
  let [endMs, startMs] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return sorted.map(({ entry, startedMs }) => {
    const isUntimely = entry.startedMs === undefined || startedMs < endMs || startedMs === startMs;
    startMs = startedMs;
    endMs = Math.max(endMs, startedMs + entry.tookMs);
    return { entry, startedMs, isUntimely };
  });
}
