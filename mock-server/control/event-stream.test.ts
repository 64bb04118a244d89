// The events of a world: what a follower gets, in which batches, and what a slow one loses. No real time passes.
import { instant } from '../../time/time.ts';
import type { LogEntry } from '../domain/entry.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { parseEvents, type ServerSentEvent } from '../testing/event-client.ts';
import { entry } from '../testing/journal.ts';
import { type EventStreamDeps, streamEvents } from './event-stream.ts';

const logEntry = (position: number): LogEntry => ({
  position,
  real: instant(0),
  nonce: String(position),
  intent: { kind: 'clear-faults' },
});

function subscribe<Item>(watchers: Set<Item>, item: Item): () => void {
  watchers.add(item);
  return () => void watchers.delete(item);
}

/** A world with a log and a journal, and a clock that a test moves. @param kept the first position that its log still has */
function scene(positions: number, deps: Partial<EventStreamDeps> = {}, kept = 1) {
  const all: LogEntry[] = Array.from({ length: positions }, (_, index) => logEntry(index + 1));
  const logWatchers = new Set<(one: LogEntry) => void>();
  const journalWatchers = new Set<{ onEntry: (one: JournalEntry) => void; onEnd: () => void }>();
  const timers: { readonly at: number; readonly ring: () => void }[] = [];
  let now = 0;
  let requests = 0;
  const leaving = new AbortController();
  const stream = streamEvents({
    log: {
      look: (after) => {
        const isKnown = after >= kept - 1 && after <= all.length;
        const entries = all.slice(isKnown ? after : kept - 1);
        return isKnown || kept === 1
          ? { entries }
          : { checkpoint: { position: kept - 1, real: instant(0), state: undefined }, entries };
      },
      watch: (onEntry) => subscribe(logWatchers, onEntry),
      format: ({ position }) => ({ position }),
    },
    journal: {
      watch: (onEntry, onEnd) => subscribe(journalWatchers, { onEntry, onEnd }),
      isMatch: ({ status }) => status === 200,
      format: ({ number }) => number,
    },
    after: 0,
    wait: (milliseconds) =>
      new Promise((resolve) => {
        timers.push({ at: now + milliseconds, ring: resolve });
      }),
    signal: leaving.signal,
    ...deps,
  });
  const received: string[] = [];
  return {
    leave: () => leaving.abort(),
    end: async () => void (await stream.return()),
    count: () => logWatchers.size + journalWatchers.size,
    commit: () => {
      const one = logEntry(all.length + 1);
      all.push(one);
      for (const tell of logWatchers) tell(one);
    },
    request: (status = 200) => {
      requests += 1;
      for (const { onEntry } of journalWatchers) onEntry(entry({ number: requests, status }));
    },
    remove: () => {
      for (const { onEnd } of journalWatchers) onEnd();
    },
    /** Moves the time, and lets everything run that waits for it. */
    pass: async (milliseconds: number) => {
      now += milliseconds;
      for (const timer of timers.splice(0)) {
        if (timer.at <= now) timer.ring();
        else timers.push(timer);
      }
      await settle();
    },
    /** Reads until nothing comes for now. @returns the events since the last call */
    read: async (): Promise<readonly ServerSentEvent[]> => {
      if (received.length === 0) void drain(stream, received);
      await settle();
      const text = received.splice(1).join('');
      return parseEvents(text);
    },
    raw: received,
    stream,
  };
}

async function drain(stream: AsyncGenerator<string, void>, received: string[]): Promise<void> {
  received.push('');
  for await (const text of stream) received.push(text);
  received.push('event: (end)\ndata: 0\n\n');
}

/** Everything that needs no time has run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

const names = (events: readonly ServerSentEvent[]) =>
  events.map(({ id, event }) => `${event} ${id ?? ''}`.trim());

test('a follower gets the log from the beginning, and then each entry with its position', async () => {
  const { read, commit, leave } = scene(2);
  expect(names(await read())).toEqual(['entry 1', 'entry 2']);
  commit();
  commit();
  expect(await read()).toEqual([
    { id: '3', event: 'entry', data: { position: 3 } },
    { id: '4', event: 'entry', data: { position: 4 } },
  ]);
  leave();
  expect(names(await read())).toEqual(['(end)']);
});

test.each([
  ['continues after its position', 2, ['entry 3', 'entry 4']],
  ['has everything', 4, []],
  [
    'has more than there is, such as of a world that was removed',
    9,
    ['reset 0', 'entry 1', 'entry 2', 'entry 3', 'entry 4'],
  ],
])('a follower that %s', async (_, after, events) => {
  const { read, leave } = scene(4, { after });
  expect(names(await read())).toEqual(events);
  leave();
});

test('a follower whose position is no longer in the log gets a reset and what is left', async () => {
  const { read, leave } = scene(5, { after: 1 }, 4);
  expect(await read()).toEqual([
    { id: '3', event: 'reset', data: { position: 3 } },
    { id: '4', event: 'entry', data: { position: 4 } },
    { id: '5', event: 'entry', data: { position: 5 } },
  ]);
  leave();
});

test('an entry that is committed while the log is read comes once', async () => {
  const { read, leave } = scene(0, {
    log: {
      look: async () => ({ entries: [logEntry(1), logEntry(2)] }),
      watch: (onEntry) => {
        onEntry(logEntry(2));
        onEntry(logEntry(3));
        return () => undefined;
      },
      format: ({ position }) => position,
    },
  });
  expect(names(await read())).toEqual(['entry 1', 'entry 2', 'entry 3']);
  leave();
});

test('requests come in batches, at most ten in a second, and only those that match', async () => {
  const { read, request, pass, leave } = scene(0);
  await read();
  const batches: unknown[] = [];
  for (let step = 0; step < 100; step += 1) {
    request();
    request(404);
    await pass(10);
    batches.push(...(await read()).map(({ data }) => data));
  }
  expect(batches).toHaveLength(10);
  expect(batches.slice(0, 3)).toEqual([
    { missed: 0, entries: [1] },
    { missed: 0, entries: [3, 5, 7, 9, 11, 13, 15, 17, 19, 21] },
    { missed: 0, entries: [23, 25, 27, 29, 31, 33, 35, 37, 39, 41] },
  ]);
  leave();
});

test('a follower that reads slowly gets a reset for the log, and the number of missed requests', async () => {
  const { stream, commit, request, read, leave } = scene(0);
  await stream.next();
  // The stream is open, and nobody reads.
  void stream.next();
  await settle();
  commit();
  await settle();
  for (let count = 0; count < 1500; count += 1) {
    commit();
    request();
  }
  const events = await read();
  expect(names(events.slice(0, 2))).toEqual(['reset 501', 'entry 502']);
  expect(names(events).at(-2)).toBe('entry 1501');
  const { data } = events.at(-1) ?? {};
  expect(data).toMatchObject({ missed: 500 });
  expect((data as { entries: readonly number[] }).entries.length).toBe(1000);
  leave();
});

test('a comment every 15 seconds keeps the connection open', async () => {
  const { read, pass, raw, leave } = scene(0);
  await read();
  for (let step = 0; step < 4; step += 1) await pass(7500);
  expect(raw.slice(1)).toEqual([':\n\n', ':\n\n']);
  leave();
});

test('the removal of the world is the last event', async () => {
  const { read, commit, remove, count } = scene(1);
  await read();
  commit();
  remove();
  expect(names(await read())).toEqual(['entry 2', 'gone 0', '(end)']);
  expect(count()).toBe(0);
});

test.each([
  ['its reader stops', (one: ReturnType<typeof scene>) => one.end()],
  ['the client leaves or the mock stops', async (one: ReturnType<typeof scene>) => one.leave()],
])('nothing is left behind when %s', async (_, stop) => {
  const one = scene(3);
  const reading = one.stream.next();
  await reading;
  await one.stream.next();
  expect(one.count()).toBe(2);
  await stop(one);
  await one.stream.next();
  await one.stream.next();
  await one.stream.next();
  expect(one.count()).toBe(0);
});

test('a follower of the log alone gets no requests, and one of the requests alone no log', async () => {
  const onlyLog = scene(1, { journal: undefined });
  const onlyRequests = scene(1, { log: undefined });
  await onlyRequests.read();
  onlyLog.request();
  onlyRequests.request();
  onlyRequests.commit();
  expect([names(await onlyLog.read()), names(await onlyRequests.read())]).toEqual([
    ['entry 1'],
    ['requests'],
  ]);
  onlyLog.leave();
  onlyRequests.leave();
});
