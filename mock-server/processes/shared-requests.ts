/**
 * The requests of a world to all processes that share its store. Each process keeps its own journal; who reads them asks the
 * others for what is new. One process keeps the requests of a world, so that they are known when another one ends.
 */
import type { JournalEntry } from '../journal/entry.ts';
import { listOthers } from '../journal/requests.ts';
import { createAlarms } from './alarms.ts';
import { createKeepers, rankKeepers } from './keepers.ts';
import { listLegacies } from './legacies.ts';
import { createNumbers, createStoreClock, toNumber } from './numbers.ts';
import { createPeers } from './peers.ts';
import { instant } from '../../time/time.ts';
import {
  createAdviceQuestion,
  type Findings,
  isFindings,
  isLegacy,
  isQuestion,
  isReply,
  type Question,
} from './questions.ts';
import type { ReadWorld } from './read-world.ts';
import { createReadWorlds } from './read-worlds.ts';
import { toLocalEntry } from './travelling-entry.ts';
import type { SharedRequestsDeps, WholeRequests } from './whole-requests.ts';
import { collectOtherWorlds, type ReplyDeps, replyToQuestion } from './replies.ts';

/** The pause between two questions about a world that somebody follows, in milliseconds. */
const minInterval = 50;
/** Messages can get lost, so that a follower looks at least so often, in milliseconds. */
const maxInterval = 1000;
/** A keeper may have to ask the others before it answers, and some of them in vain, in milliseconds. */
const maxKeeperWait = 2500;
/** Others may give numbers while they are asked. */
const maxTurns = 20;

export function createSharedRequests(deps: SharedRequestsDeps): WholeRequests {
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
      read.find(world)?.fail();
    }
  };
  const toLocal = (entry: JournalEntry): JournalEntry => {
    const now = steady();
    return toLocalEntry(entry, (at) => instant(at - clock.toStoreTime(now) + now));
  };
  const mark = (): number => numbers.mark(clock.toStoreTime(steady()));
  const alarms = createAlarms(worlds, journals, (process, world) => peers.nudge(process, world));
  const replyDeps: ReplyDeps = {
    ...deps,
    numbers,
    alarms,
    look,
    getRead: read.get,
    describe: () => ({ known: peers.list(), started: getStart(), ended }),
    isTimeKnown: clock.isKnown,
    hasForeign: (world) => (read.find(world)?.countForeign() ?? 0) > 0,
  };
  const keepers = createKeepers({
    ...deps,
    listOthers: () => peers.list(),
    tell: (process, world) => peers.nudge(process, world),
    // Before it answers, it gets what is new.
    doubt: (process, world) =>
      void peers.ask(createAdviceQuestion(world, instant(0)), process, maxKeeperWait),
    backUp: async (world, keeper) => {
      const one = read.get(world);
      const before = one.countForeign();
      await one.turns.take(async () => askOthers(one, keeper));
      return one.countForeign() - before;
    },
    left: left.signal,
  });
  const peers = createPeers({
    ...deps,
    introduction: numbers.slot,
    onIntroduction: numbers.meet,
    onQuestion: async (from, question) => {
      if (isQuestion(question)) keepers.noteQuestion(from, question.world);
      return replyToQuestion(from, question, replyDeps);
    },
    onNudge: (world) => {
      read.find(world)?.nudge();
      keepers.noteNews(world);
    },
    onLegacy: (process, legacy) => {
      if (isLegacy(legacy)) read.get(legacy.world).inherit(process, legacy.entries.map(toLocal));
    },
    onPublication: (findings) => {
      if (!isFindings(findings)) return;
      const { advice } = read.get(findings.world);
      advice.addSaid(findings.said);
      advice.found = findings.found;
    },
    onChange: () => keepers.change(),
    onLoss: () => {
      ended = numbers.latest();
    },
  });

  /** Gets what is new. @param only from this process @returns how many processes did not answer */
  const askOthers = async (one: ReadWorld, only?: string): Promise<number> => {
    if (!clock.isKnown()) await look(one.world);
    let missing = 0;
    let at = mark();
    for (let turn = 0; turn < maxTurns; turn += 1) {
      const replies = await peers.ask(one.createQuestion(at), only);
      missing += replies.missing;
      // What came after a reset must not go with what was before it.
      await look(one.world);
      // Others may have what a process had that does not answer.
      let isDone = replies.missing === 0;
      for (const [process, answer] of replies.answers) {
        if (!isReply(answer)) continue;
        one.addReply(process, answer, deps.process, toLocal);
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
    return one.turns.share(async () => askOthers(one));
  };
  const follow = async (one: ReadWorld): Promise<void> => {
    while (one.isFollowed && !left.signal.aborted) {
      one.isNudged = false;
      // The others tell this process of what comes after its look.
      await ask(one.world);
      await wait(minInterval);
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
    enter: (world, entries) => {
      for (const entry of entries) journals.add(world, entry, numbers.next(clock.toStoreTime(steady())));
      keepers.note(world);
    },
    noteTime: clock.note,
    toStoreTime: clock.toStoreTime,
    note: (world) => {
      peers.show();
      keepers.note(world);
    },
    findKeeper: (world) => {
      const keeper = keepers.find(world);
      return keeper === deps.process ? undefined : keeper;
    },
    publishFound: (world, found) => {
      const { advice } = read.get(world);
      if (JSON.stringify(advice.found) === JSON.stringify(found)) return;
      advice.found = found;
      peers.publish({ world, found, said: [...advice.said] } satisfies Findings);
    },
    askKeeper: async (keeper, question) => peers.ask(question, keeper, maxKeeperWait),
    list: async (world) => {
      const missing = await ask(world);
      const one = read.get(world);
      const wholeSince = Math.max(ended, one.wholeSince, Math.min(oldest, getStart()));
      const {
        floors,
        advice: { said, found },
      } = one;
      return { entries: one.listEntries(), missing, wholeSince, dismissed: floors.dismissed, said, found };
    },
    latest: async (world) => {
      await ask(world);
      return read.get(world).latest;
    },
    watch: (world, watcher) => attend(world, (one) => one.watch(watcher)),
    follow: (world, onDrop, onFail) => attend(world, (one) => one.follow(onDrop, onFail)),
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
      const others = peers.list();
      if (others.length > 0)
        for (const legacy of listLegacies(journals))
          peers.leaveTo(rankKeepers(legacy.world, others)[0] ?? '', legacy);
      peers.leave();
      left.abort();
      alarms.close();
      for (const one of read.all()) one.nudge();
    },
  };
}
