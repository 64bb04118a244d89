/**
 * One process keeps the requests of a world: it gets them from the others soon after they came, so that its coach sees each once,
 * and has them still when a process ends. A deputy has those of the keeper. All processes choose the same two, as long as they know
 * of each other.
 */
import { hash } from '../../random/random.ts';
import { addLatest } from '../domain/memo.ts';

export interface Keepers {
  /** The process that keeps the requests of a world. */
  readonly find: (world: string) => string;
  /** Must be called with each request to this process. */
  readonly note: (world: string) => void;
  /** Must be called when a process asks for the requests of a world. */
  readonly noteQuestion: (process: string, world: string) => void;
  /** Must be called when another process says that there are new requests. */
  readonly noteNews: (world: string) => void;
  /** Must be called when there is another process, or one less. */
  readonly change: () => void;
}

export interface KeepersDeps {
  readonly process: string;
  readonly listOthers: () => readonly string[];
  /** Tells a process that there are new requests. */
  readonly tell: (process: string, world: string) => void;
  /** Called when a process was told, and did not ask: it may have ended. */
  readonly doubt: (process: string, world: string) => void;
  /** Gets what is new, as the keeper. @returns how many requests there were */
  readonly keep: (world: string) => Promise<number>;
  /** Gets what is new at the keeper, as its deputy. @returns how many requests there were */
  readonly backUp: (world: string, keeper: string) => Promise<number>;
  readonly steady: () => number;
  /** Resolves after this many real milliseconds, or earlier when the signal is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Aborted when this process leaves. */
  readonly left: AbortSignal;
}

/** How long requests may wait until their keeper gets them, in milliseconds: many come together. */
const interval = 1000;
/** A process gets no more than 2,000 requests per second, so that this costs it a few percent. */
const pausePerRequest = 0.5;
const largeBatch = 100;
/** A process that was told and has not asked after so many milliseconds may have ended. */
const maxSilence = 5000;
const maxWorlds = 10_000;

/** The processes that keep the requests of a world, the first choice first: few worlds move when one comes or goes. */
export function rankKeepers(world: string, processes: readonly string[]): readonly string[] {
  const ranked = processes.map((process) => ({ process, rank: hash(process, world) }));
  return ranked
    .toSorted((a, b) => b.rank - a.rank || (a.process < b.process ? -1 : 1))
    .map(({ process }) => process);
}

export function createKeepers(deps: KeepersDeps): Keepers {
  const { process, steady, wait, left } = deps;
  const chosen = new Map<string, readonly [keeper: string, deputy: string | undefined]>();
  /** When a process was told of news for which it has not asked yet. */
  const told = new Map<string, number>();
  const pending = new Set<string>();
  let isRunning = false;
  const choose = (world: string): readonly [keeper: string, deputy: string | undefined] => {
    const known = chosen.get(world);
    if (known !== undefined) return known;
    if (chosen.size >= maxWorlds) chosen.clear();
    const [keeper = process, deputy] = rankKeepers(world, [process, ...deps.listOthers()]);
    chosen.set(world, [keeper, deputy]);
    return [keeper, deputy];
  };
  /** Who gets the requests to this process. */
  const findReader = (world: string): string | undefined => {
    const [keeper, deputy] = choose(world);
    return keeper === process ? deputy : keeper;
  };
  const get = async (world: string): Promise<number> => {
    const [keeper, deputy] = choose(world);
    if (keeper === process) return deps.keep(world);
    return deputy === process ? deps.backUp(world, keeper) : 0;
  };
  const run = async (): Promise<void> => {
    while (pending.size > 0 && !left.aborted) {
      await wait(interval, left);
      const worlds = [...pending];
      pending.clear();
      for (const world of worlds) {
        if (left.aborted) return;
        const count = await get(world);
        if (count > largeBatch) await wait(count * pausePerRequest, left);
      }
    }
    isRunning = false;
  };
  const wake = (world: string): void => {
    addLatest(pending, world, maxWorlds);
    if (isRunning) return;
    isRunning = true;
    void run();
  };
  const tell = (reader: string, world: string): void => {
    const now = steady();
    const before = told.get(world);
    if (before !== undefined && now - before < maxSilence) return;
    if (told.size >= maxWorlds) told.clear();
    told.set(world, now);
    if (before === undefined) deps.tell(reader, world);
    else deps.doubt(reader, world);
  };
  return {
    find: (world) => choose(world)[0],
    note: (world) => {
      if (choose(world)[0] === process && !pending.has(world)) wake(world);
      const reader = findReader(world);
      if (reader !== undefined) tell(reader, world);
    },
    noteQuestion: (from, world) => {
      if (chosen.has(world) && findReader(world) === from) told.delete(world);
    },
    noteNews: (world) => {
      if (choose(world).includes(process)) wake(world);
    },
    change: () => {
      chosen.clear();
      told.clear();
    },
  };
}
