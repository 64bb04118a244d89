/** The state of the drawer: follows the world while somebody looks, and asks nothing while nobody does. */
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';

import type { Advice, Call, Clock, ControlJob, Fault } from '../../library/operations.ts';
import type { ShownRequest } from '../../page-parts/polls.ts';
import { coalesce } from './coalesce.ts';
import { type LaneJob, toLaneJob } from './lane-job.ts';
import type { MockClient } from './mock-client.ts';
import { RequestLists } from './request-lists.ts';

/** `lost` has what is wrong and what to do. */
export type Connection =
  | { readonly kind: 'connecting' | 'live' }
  | { readonly kind: 'lost'; readonly reason: string };

export interface StateDeps {
  readonly client: MockClient;
  /** The world that is to be shown now. */
  readonly getWorld: () => string;
  /** In milliseconds, from any moment on. */
  readonly readTime: () => number;
  readonly setTimer: (callback: () => void, milliseconds: number) => number;
  readonly clearTimer: (timer: number | undefined) => void;
}

export interface WorldState {
  readonly connection: ReadonlySignal<Connection>;
  readonly world: ReadonlySignal<string>;
  readonly worlds: ReadonlySignal<readonly string[]>;
  readonly clock: ReadonlySignal<Clock | undefined>;
  readonly jobs: ReadonlySignal<readonly LaneJob[]>;
  /** How many jobs the world has; more than are shown, perhaps. */
  readonly jobCount: ReadonlySignal<number>;
  readonly faults: ReadonlySignal<readonly Fault[]>;
  readonly advice: ReadonlySignal<readonly Advice[]>;
  readonly requests: RequestLists;
  /** Grows with each new request. */
  readonly requestRevision: ReadonlySignal<number>;
  /** Why the latest command failed; empty when it did not. */
  readonly refusal: Signal<string>;
  /** The time of the world at this moment. */
  readonly readNow: () => number;
  /** Calls the control API, and shows what it changed; a refusal becomes a sentence. */
  readonly run: <Result>(
    command: (call: Call, world: string) => Promise<Result>,
  ) => Promise<Result | undefined>;
  readonly resume: () => void;
  readonly pause: () => void;
}

/** More lanes than these are a matter for the dashboard. */
const maxJobs = 30;
const maxRequests = 1000;
/** Between two attempts to reach the mock, in milliseconds: soon, and then less often. */
const [minDelay, maxDelay] = [1000, 15_000];
/** How often it looks whether another world is wanted. */
const watchInterval = 2000;
/** Where no event has come yet, perhaps since a proxy keeps them, the world is looked at each time, or each so many times. */
const turnsWithoutEvents = { opening: 1, open: 5, flowing: Number.POSITIVE_INFINITY };

/** What the drawer needs to know of an entry of the log. */
interface LogEntry {
  readonly intent?: { readonly kind?: string };
}

/** Whether the journal is empty after it. */
const startsOver = ({ intent }: LogEntry): boolean => /^(?:reset|restore)/.test(intent?.kind ?? '');

/** From opening the drawer to closing it. */
interface Run {
  readonly signal: AbortSignal;
  readonly look: () => Promise<void>;
  events: keyof typeof turnsWithoutEvents;
}

export function createWorldState(deps: StateDeps): WorldState {
  const { client, getWorld, readTime, setTimer, clearTimer } = deps;
  const { call } = client;
  const connection = signal<Connection>({ kind: 'connecting' });
  const world = signal(getWorld());
  const worlds = signal<readonly string[]>([]);
  const clock = signal<Clock | undefined>(undefined);
  const jobs = signal<readonly LaneJob[]>([]);
  const jobCount = signal(0);
  const faults = signal<readonly Fault[]>([]);
  const advice = signal<readonly Advice[]>([]);
  const requests = new RequestLists();
  const requestRevision = signal(0);
  const refusal = signal('');
  /** When the clock was read. */
  let readAt = 0;
  let running: (Run & { readonly stop: () => void }) | undefined;
  let timer: number | undefined;

  const forget = (name: string): void =>
    batch(() => {
      world.value = name;
      clock.value = undefined;
      jobs.value = [];
      jobCount.value = 0;
      faults.value = [];
      advice.value = [];
      forgetRequests();
    });

  const addRequests = (entries: readonly ShownRequest[]): void => {
    requests.add(entries);
    requestRevision.value += 1;
  };

  const forgetRequests = (): void => {
    requests.clear();
    requestRevision.value += 1;
  };

  /** Reads everything that may have changed. */
  const look = async (ending: AbortSignal): Promise<void> => {
    const name = world.peek();
    const path = { world: name };
    // The first one makes the world, if nobody has used it yet.
    const figures = await call('getWorld', { path });
    const [found, active, pieces, entries] = await Promise.all([
      call('listJobs', { path, query: { limit: maxJobs, life: true } }),
      call('listFaults', { path }),
      call('getAdvice', { path }),
      requests.isEmpty ? call('listRequests', { path, query: { limit: maxRequests } }) : [],
    ]);
    if (ending.aborted || world.peek() !== name) return;
    batch(() => {
      clock.value = figures.clock;
      readAt = readTime();
      jobs.value = found.map((job: ControlJob) => toLaneJob(job));
      jobCount.value = Object.values(figures.jobs).reduce((sum, count) => sum + count, 0);
      faults.value = active;
      advice.value = pieces;
      addRequests(entries);
      connection.value = { kind: 'live' };
    });
  };

  const follow = async (run: Run): Promise<void> => {
    const events = await client.openEvents(world.peek(), requests.last, run.signal);
    run.events = 'open';
    for await (const { event, data } of events) {
      if (run.signal.aborted) return;
      run.events = 'flowing';
      if (event === 'requests')
        addRequests((JSON.parse(data) as { readonly entries: readonly ShownRequest[] }).entries);
      if (event === 'entry' && startsOver(JSON.parse(data) as LogEntry)) forgetRequests();
      void run.look().catch(() => undefined);
    }
  };

  /** Another world may be wanted, and events may not get through. */
  const watch = (run: Run, turn = 1): void => {
    timer = setTimer(() => {
      if (run.signal.aborted) return;
      if (getWorld() !== world.peek()) {
        resume();
        return;
      }
      if (turn % turnsWithoutEvents[run.events] === 0) void run.look().catch(() => undefined);
      watch(run, turn + 1);
    }, watchInterval);
  };

  const attempt = async (run: Run, delay: number): Promise<void> => {
    const { signal: ending } = run;
    const again = (milliseconds: number): void => {
      clearTimer(timer);
      timer = setTimer(() => void attempt(run, Math.min(milliseconds * 2, maxDelay)), milliseconds);
    };
    try {
      await run.look();
      const names = await call('listWorlds');
      if (ending.aborted) return;
      worlds.value = names;
    } catch (error) {
      const reason = ending.aborted ? '' : await client.explain(error);
      if (ending.aborted) return;
      connection.value = { kind: 'lost', reason };
      again(delay);
      return;
    }
    watch(run);
    // When the connection ends, the next look says why.
    await follow(run).catch(() => undefined);
    if (!ending.aborted) again(minDelay);
  };

  const pause = (): void => {
    running?.stop();
    running = undefined;
    clearTimer(timer);
  };
  const resume = (): void => {
    pause();
    const name = getWorld();
    if (name !== world.peek()) forget(name);
    connection.value = { kind: 'connecting' };
    const controller = new AbortController();
    const { signal: ending } = controller;
    const run: Run = { signal: ending, events: 'opening', look: coalesce(() => look(ending)) };
    running = { ...run, stop: () => controller.abort() };
    void attempt(run, minDelay);
  };

  return {
    connection,
    world,
    worlds,
    clock,
    jobs,
    jobCount,
    faults,
    advice,
    requests,
    requestRevision,
    refusal,
    readNow: () => {
      const read = clock.peek();
      if (read === undefined) return 0;
      const at = Date.parse(read.now);
      return read.frozen ? at : at + (readTime() - readAt) * read.speed;
    },
    run: async (command) => {
      try {
        const result = await command(call, world.peek());
        refusal.value = '';
        await running?.look();
        return result;
      } catch (error) {
        refusal.value = await client.explain(error);
        return undefined;
      }
    },
    resume,
    pause,
  };
}
