/**
 * The requests of a world to all processes that share its store. Each process keeps its own journal; who reads them asks the
 * others for what is new, and keeps that as long as somebody reads. Nothing is sent for a world that nobody reads.
 */
import type { ShareDeps, SharedRequests } from '../coach/share.ts';
import { listOthers, type ListedRequests } from '../journal/requests.ts';
import { createAlarms } from './alarms.ts';
import { createNumbers, createStoreClock, toNumber } from './numbers.ts';
import { createPeers } from './peers.ts';
import { isReply, type Question } from './questions.ts';
import type { ReadWorld } from './read-world.ts';
import { createReadWorlds } from './read-worlds.ts';
import { collectOtherWorlds, replyToQuestion } from './replies.ts';

/** The requests of a world, and what the coach needs to know of them. */
export interface ListedWhole extends ListedRequests {
  /** Entries up to this number may be missing: a process that has ended took them with it, or its journal was full. */
  readonly wholeSince: number;
  /** The coach must forget those up to this number. */
  readonly dismissed: number;
}

export interface WholeRequests extends SharedRequests {
  readonly list: (world: string) => Promise<ListedWhole>;
  /** Makes the coach forget what it saw. @returns how many processes did not answer */
  readonly dismiss: (world: string) => Promise<number>;
}

/** The pause between two questions about a world that somebody follows, in milliseconds. */
const minInterval = 50;
/** Messages can get lost, so that a follower looks at least so often, in milliseconds. */
const maxInterval = 1000;
/** Others may give numbers while they are asked. */
const maxTurns = 20;

export function createSharedRequests(deps: ShareDeps): WholeRequests {
  const { worlds, journals, steady, wait } = deps;
  const numbers = createNumbers(deps.process);
  const clock = createStoreClock();
  const began = steady();
  const getStart = (): number => toNumber(clock.toStoreTime(began));
  /** Where the oldest process began that this one has heard of. */
  let oldest = Number.POSITIVE_INFINITY;
  /** What processes had that have ended is lost, up to this number. */
  let ended = 0;
  const read = createReadWorlds(deps.max);
  const left = new AbortController();
  const look = async (world: string): Promise<void> => {
    const asked = steady();
    try {
      const real = await worlds.shared?.look(world);
      if (real !== undefined) clock.note(real, asked);
    } catch {
      // The store is down, which the responses to requests say.
    }
  };
  const mark = (): number => numbers.mark(clock.toStoreTime(steady()));
  const alarms = createAlarms(worlds, journals, (process, world) => peers.nudge(process, world));
  const peers = createPeers({
    ...deps,
    introduction: numbers.slot,
    onIntroduction: (process, slot) => {
      if (slot === numbers.slot() && process < deps.process) numbers.changeSlot();
    },
    onQuestion: async (from, question) =>
      replyToQuestion(from, question, {
        ...deps,
        numbers,
        alarms,
        look,
        getRead: read.get,
        describe: () => ({ known: peers.list(), started: getStart(), ended }),
        isTimeKnown: clock.isKnown,
      }),
    onNudge: (world) => read.find(world)?.nudge(),
    onLoss: () => {
      ended = numbers.latest();
    },
  });

  /** Gets what is new. @returns how many processes did not answer */
  const askOthers = async (one: ReadWorld): Promise<number> => {
    if (!clock.isKnown()) await look(one.world);
    let missing = 0;
    let at = mark();
    for (let turn = 0; turn < maxTurns; turn += 1) {
      const replies = await peers.ask(one.createQuestion(at));
      missing += replies.missing;
      let isDone = true;
      for (const [process, answer] of replies.answers) {
        if (!isReply(answer)) continue;
        one.addReply(process, answer);
        numbers.raise(answer.latest);
        oldest = Math.min(oldest, answer.about.started);
        ended = Math.max(ended, answer.about.ended);
        if (peers.learn(answer.about.known) || answer.isMore || answer.latest > at) isDone = false;
      }
      if (isDone) break;
      at = mark();
    }
    one.addOwn(journals, at);
    one.deliver();
    return missing;
  };
  const ask = async (world: string): Promise<number> => {
    const one = read.get(world);
    return one.inTurn(async () => askOthers(one));
  };
  const follow = async (one: ReadWorld): Promise<void> => {
    while (one.isFollowed && !left.signal.aborted) {
      one.isNudged = false;
      await ask(one.world);
      // The others now tell this process of what comes after this look.
      await look(one.world);
      await wait(minInterval, left.signal);
      if (!left.signal.aborted) await one.waitForNudge(async (signal) => wait(maxInterval, signal));
    }
    one.isRunning = false;
  };
  /** @param subscribe to the world @returns its function that unsubscribes */
  const attend = (world: string, subscribe: (one: ReadWorld) => () => void): (() => void) => {
    const one = read.get(world);
    const stop = subscribe(one);
    const stopWatching = journals.watch(world, () => one.nudge());
    one.nudge();
    if (!one.isRunning) {
      one.isRunning = true;
      void follow(one);
    }
    return () => {
      stop();
      stopWatching();
    };
  };

  return {
    createNumber: numbers.next,
    noteTime: clock.note,
    toStoreTime: clock.toStoreTime,
    show: peers.show,
    list: async (world) => {
      const missing = await ask(world);
      const one = read.get(world);
      const wholeSince = Math.max(ended, one.wholeSince, Math.min(oldest, getStart()));
      return { entries: one.listEntries(), missing, wholeSince, dismissed: one.floors.dismissed };
    },
    latest: async (world) => {
      await ask(world);
      return read.get(world).latest;
    },
    watch: (world, watcher) => attend(world, (one) => one.watch(watcher)),
    follow: (world, onDrop) => attend(world, (one) => one.follow(onDrop)),
    clear: async (world) => {
      const cleared = mark();
      read.get(world).raiseFloors({ cleared, dismissed: 0 });
      journals.clear(world, cleared);
      return ask(world);
    },
    dismiss: async (world) => {
      read.get(world).raiseFloors({ cleared: 0, dismissed: mark() });
      return ask(world);
    },
    markOthers: (world) => {
      const since = clock.isKnown() ? mark() : numbers.latest();
      return async (filter) => {
        const { answers } = await peers.ask({ kind: 'others', world, filter, since } satisfies Question);
        return collectOtherWorlds([listOthers(journals, world, filter, () => since), ...answers.values()]);
      };
    },
    reset: (world) => {
      journals.clear(world);
      read.find(world)?.reset();
    },
    drop: (world) => {
      journals.drop(world);
      read.find(world)?.drop();
    },
    leave: () => {
      peers.leave();
      left.abort();
      alarms.close();
      for (const one of read.all()) one.nudge();
    },
  };
}
