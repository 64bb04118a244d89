/** The control operation that follows a world: its log, and the requests in its journal. */
import { quoteValue } from '../../openapi/diagnostics/excerpt.ts';
import { isMatchingEntry } from '../journal/filter.ts';
import type { LogEntry } from '../domain/entry.ts';
import { toFoldableBeginning, toFoldableEntry, toFoldableWorld } from '../domain/foldable.ts';
import type { World } from '../domain/world.ts';
import type { LogPart } from '../store/port.ts';
import { toPlainEntry } from '../fixtures/plain-entry.ts';
import { toEntryView } from './entry-view.ts';
import { type FollowedJournal, type FollowedLog, streamEvents } from './event-stream.ts';
import {
  type ControlHandler,
  type ControlOperationCall,
  type ControlOutcome,
  runInWorld,
} from './outcome.ts';
import { findFilterMistakes, toFilter } from './requests.ts';
import { refuseMistakes } from './words.ts';

const followEvents: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const { worlds, requests, wait, query, lastEventId, signal, instance } = call;
    const { name } = world;
    const mistakes = findFilterMistakes(call, world);
    // A client that reconnects sends the header; the query is that of its first request.
    const given = lastEventId === '' ? query['after'] : (lastEventId ?? query['after']);
    const isForFold = query['form'] === 'fold';
    const after = isForFold ? findKnownPosition(lastEventId, instance, world) : Number(given);
    if (!isForFold && !/^\d{1,15}$/.test(String(given)))
      mistakes.push({
        reason: `"Last-Event-ID" is ${quoteValue(lastEventId)}; it must be the position of a log entry.`,
        set: {},
      });
    if (mistakes.length > 0) return refuseMistakes(mistakes);
    const filter = toFilter(call);
    // Without its store, the mock knows no news. The client connects again, and learns why.
    const failed = new AbortController();
    const onFail = (): void => failed.abort();
    const log: FollowedLog = {
      look: (position) => worlds.look(name, position),
      watch: (onEntry, onEnd) => {
        const stops = [worlds.watch(name, onEntry), requests.follow(name, onEnd, onFail)];
        return () => {
          for (const stop of stops) stop();
        };
      },
      ...(isForFold ? createFoldForm(call) : { format: (entry) => toPlainEntry(entry) }),
    };
    const journal: FollowedJournal = {
      watch: (onEntry, onDrop) => requests.watch(name, { since: filter.since, onEntry, onDrop, onFail }),
      isMatch: (entry) => isMatchingEntry(entry, filter),
      format: toEntryView,
    };
    const { only } = query;
    const events = {
      log: only === 'requests' ? undefined : log,
      journal: only === 'log' ? undefined : journal,
      after,
      wait,
      signal: AbortSignal.any([failed.signal, ...(signal === undefined ? [] : [signal])]),
    };
    const outcome: ControlOutcome = {
      status: 200,
      mediaType: 'text/event-stream',
      stream: streamEvents(events),
    };
    return outcome;
  });

/** The log as this version folds it, from the beginning. The ids of its events tell the logs of two worlds of one name apart. */
function createFoldForm({ worlds, real, instance }: ControlOperationCall) {
  const formatId = ({ position, nonce }: Pick<LogEntry, 'position' | 'nonce'>): string =>
    `${instance}.${position}.${nonce}`;
  return {
    format: toFoldableEntry,
    formatId,
    formatStart: ({ checkpoint }: LogPart<unknown>) => {
      const state = checkpoint?.state as World | undefined;
      const { position = 0 } = checkpoint ?? {};
      return {
        id: formatId({ position, nonce: state?.nonces.at(-1) ?? '' }),
        data: {
          real,
          beginning: toFoldableBeginning(worlds.beginning),
          ...(state === undefined ? {} : { world: toFoldableWorld(state) }),
        },
      };
    },
  };
}

/** The position that a client has, by the id of its last event; 0 if that is of another log. */
function findKnownPosition(id: string | undefined, instance: string, { position, nonces }: World): number {
  const [from, at = '', nonce = ''] = id?.split('.') ?? [];
  const isKnown = from === instance && nonces.includes(nonce) && Number(at) <= position;
  return isKnown ? Number(at) : 0;
}

export const eventsOperations = { followEvents };
