/** The control operation that follows a world: its log, and the requests in its journal. */
import { quoteValue } from '../../openapi/diagnostics/excerpt.ts';
import { isMatchingEntry } from '../journal/filter.ts';
import { toPlainEntry } from '../fixtures/plain-entry.ts';
import { toEntryView } from './entry-view.ts';
import { type FollowedJournal, type FollowedLog, streamEvents } from './event-stream.ts';
import { type ControlHandler, type ControlOutcome, refuse, runInWorld } from './outcome.ts';
import { findFilterMistakes, toFilter } from './requests.ts';

const followEvents: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const { worlds, journals, wait, query, lastEventId, signal } = call;
    const { name } = world;
    const mistakes = findFilterMistakes(call, world);
    // A client that reconnects sends the header; the query is that of its first request.
    const after = lastEventId === '' ? query['after'] : (lastEventId ?? query['after']);
    if (!/^\d{1,15}$/.test(String(after)))
      mistakes.push(`"Last-Event-ID" is ${quoteValue(lastEventId)}; it must be the position of a log entry.`);
    if (mistakes.length > 0) return refuse(400, mistakes.join(' '));
    const filter = toFilter(call);
    const log: FollowedLog = {
      look: (position) => worlds.look(name, position),
      watch: (onEntry, onEnd) => {
        const stops = [worlds.watch(name, onEntry), journals.watch(name, () => undefined, onEnd)];
        return () => {
          for (const stop of stops) stop();
        };
      },
      format: (entry) => toPlainEntry(entry),
    };
    const journal: FollowedJournal = {
      entries: () => journals.entries(name),
      watch: (onEntry, onEnd) => journals.watch(name, onEntry, onEnd),
      isMatch: (entry) => isMatchingEntry(entry, filter),
      since: filter.since,
      format: toEntryView,
    };
    const { only } = query;
    const events = {
      log: only === 'requests' ? undefined : log,
      journal: only === 'log' ? undefined : journal,
      after: Number(after),
      wait,
      signal,
    };
    const outcome: ControlOutcome = {
      status: 200,
      mediaType: 'text/event-stream',
      stream: streamEvents(events),
    };
    return outcome;
  });

export const eventsOperations = { followEvents };
