/** Several engines with one store in this process, for tests. Time is frozen until a test moves it. */
import { setImmediate } from 'node:timers/promises';

import type { EngineOptions } from '../engine.ts';
import type { World } from '../domain/world.ts';
import type { Bus, WorldStore } from '../store/port.ts';
import { createSharedMemory } from '../store/testing/shared-memory.ts';
import { duration, instant, type Instant } from '../../time/time.ts';
import { type EngineUnderTest, engineUnderTest } from './engine-under-test.ts';
import { type ServerSentEvent, parseEvents } from './event-client.ts';
import { start } from './shipped.ts';

export interface SharedEngines {
  readonly engines: readonly EngineUnderTest[];
  /** For a process that is no mock. */
  readonly connectBus: () => Bus;
  /** Starts one more. */
  readonly add: () => EngineUnderTest;
  /** All messages between them, in order. */
  readonly messages: readonly string[];
  /** Lets all calls of the store fail, or succeed again. */
  readonly breakDown: (isDown: boolean) => void;
  /** All sentences in their logs, in order. */
  readonly said: readonly string[];
  /** From now on, this engine gets no messages, and sends none. @param isCut false undoes it */
  readonly cut: (engine: EngineUnderTest, isCut?: boolean) => void;
  /** Lets the messages that this matches get lost. */
  readonly lose: (isLost: (text: string) => boolean) => void;
  /** Lets real time pass, and what waits for it run. */
  readonly pass: (length: number) => Promise<void>;
  /** Lets half a second pass again and again until it is settled, as for questions to processes that are silent. */
  readonly passUntil: <Result>(asked: Promise<Result>) => Promise<Result>;
  /** Follows events. @param query of the operation @param lastEventId of the client that connects again */
  readonly follow: (engine: EngineUnderTest, query?: string, lastEventId?: string) => Promise<Followed>;
}

export interface Followed {
  /** What has come since the last call. */
  readonly read: () => Promise<readonly ServerSentEvent[]>;
  readonly leave: () => void;
  /** Whether the mock ended the stream. */
  readonly isOver: () => boolean;
}

/** @param skews the difference between the clock of each process and that of the store */
export function createSharedEngines(skews: readonly number[]): SharedEngines {
  let now = start;
  const timers = createTimers(() => now);
  const memory = createSharedMemory<World>(() => now, duration(86_400_000));
  const messages: string[] = [];
  const said: string[] = [];
  const silent = new Set<number>();
  let isLost: (text: string) => boolean = isNever;
  const engines: EngineUnderTest[] = [];
  const add = (skew = 0): EngineUnderTest => {
    const store = memory.connect();
    if (store.shared === undefined) throw new Error('The store is not shared.');
    const number = engines.length;
    const bus = wrapBus(store.shared.bus, (text) => {
      messages.push(text);
      return isLost(text) || silent.has(number);
    });
    const shared: WorldStore<World> = { ...store, shared: { ...store.shared, bus } };
    const process = `process${number}-`;
    const engine: EngineUnderTest = engineUnderTest(
      { store: shared, process },
      instant(now + skew),
      timers.wait,
      (sentence) => void said.push(sentence),
    );
    engines.push(engine);
    return engine;
  };
  for (const skew of skews) add(skew);
  const pass = async (length: number): Promise<void> => {
    now = instant(now + length);
    for (const engine of engines) engine.wait(duration(length));
    timers.ring();
    await settle();
  };
  return {
    engines,
    connectBus: () => {
      const { shared } = memory.connect();
      if (shared === undefined) throw new Error('The store is not shared.');
      return shared.bus;
    },
    add,
    messages,
    breakDown: memory.breakDown,
    said,
    cut: (engine, isCut = true) => {
      const number = engines.indexOf(engine);
      if (isCut) silent.add(number);
      else silent.delete(number);
    },
    lose: (given) => {
      isLost = given;
    },
    pass,
    passUntil: async (asked) => {
      const state = { isSettled: false };
      const note = (): void => {
        state.isSettled = true;
      };
      asked.then(note, note);
      await pass(0);
      for (let count = 0; count < 50 && !state.isSettled; count += 1) await pass(500);
      return asked;
    },
    follow: async ({ engine }, query = '', lastEventId = '') => {
      const leaving = new AbortController();
      const outcome = await engine.control({
        method: 'GET',
        target: `/__mock__/api/worlds/default/events${query}`,
        body: '',
        signal: leaving.signal,
        ...(lastEventId === '' ? {} : { lastEventId }),
      });
      if (!('stream' in outcome)) throw new Error('There are no events.');
      const received: string[] = [];
      let isOver = false;
      void drain(outcome.stream, received).then(() => {
        isOver = true;
      });
      return {
        read: async () => {
          await settle();
          return parseEvents(received.splice(0).join(''));
        },
        leave: () => leaving.abort(),
        isOver: () => isOver,
      };
    },
  };
}

async function drain(stream: AsyncGenerator<string, void>, received: string[]): Promise<void> {
  for await (const text of stream) received.push(text);
}

/** Until everything has run that needs no time. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
}

/** @param isLost called with each message that the process sends or gets */
function wrapBus(bus: Bus, isLost: (text: string) => boolean): Bus {
  return {
    publish: (channel, text) => {
      if (!isLost(text)) bus.publish(channel, text);
    },
    subscribe: (channel, onText) =>
      bus.subscribe(channel, (text) => {
        if (!isLost(text)) onText(text);
      }),
  };
}

function createTimers(readNow: () => Instant) {
  const waiting = new Set<{ readonly due: number; readonly ring: () => void }>();
  const wait: EngineOptions['wait'] = (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const one = {
        due: readNow() + milliseconds,
        ring: () => {
          waiting.delete(one);
          signal?.removeEventListener('abort', one.ring);
          resolve();
        },
      };
      waiting.add(one);
      signal?.addEventListener('abort', one.ring);
    });
  const ring = (): void => {
    for (const one of waiting) if (one.due <= readNow()) one.ring();
  };
  return { wait, ring };
}

const isNever = (): boolean => false;
