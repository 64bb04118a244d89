/** The requests in the journals of a world as the control API reads them: those of this process, or of all that share its store. */
import type { Later } from '../portions/portions.ts';
import type { Draft, JournalEntry } from './entry.ts';
import { type Filter, isMatchingEntry } from './filter.ts';
import type { Journals } from './journals.ts';

export interface Requests {
  /** Of a world. */
  readonly list: (world: string) => Later<ListedRequests>;
  /** The number of the latest entry that a world had, 0 when it had none. */
  readonly latest: (world: string) => Later<number>;
  /** Subscribes to a world. @returns a function that unsubscribes */
  readonly watch: (world: string, watcher: RequestWatcher) => () => void;
  /**
   * Gets what other processes write to a world, until the returned function is called.
   * @param onDrop called when the world is removed
   * @param onFail called while a shared store cannot be read
   */
  readonly follow: (world: string, onDrop: () => void, onFail?: () => void) => () => void;
  /** Enters requests of the past of a world, which keep their numbers unless several processes share a store. */
  readonly enter: (world: string, entries: readonly Draft[]) => void;
  /** Empties the journals of a world; numbering continues. @returns how many processes did not answer */
  readonly clear: (world: string) => Later<number>;
  /** @returns finds the other worlds that got matching requests since then */
  readonly markOthers: (world: string) => (filter: Filter) => Later<readonly OtherWorld[]>;
}

export interface ListedRequests {
  /** The oldest first. */
  readonly entries: readonly JournalEntry[];
  /** How many processes did not answer, so that theirs are missing. */
  readonly missing: number;
}

export interface RequestWatcher {
  /** Gets the entries with higher numbers that are there already; without it only those to come. */
  readonly since?: number | undefined;
  readonly onEntry: (entry: JournalEntry) => void;
  /** Called when the world is removed. */
  readonly onDrop?: () => void;
  /** Called while a shared store cannot be read. */
  readonly onFail?: () => void;
}

/** Another world, and how many requests it got. */
export interface OtherWorld {
  readonly name: string;
  readonly count: number;
}

/** Those of a mock that shares its store with no other. */
export function createOwnRequests(journals: Journals, enter: Requests['enter']): Requests {
  return {
    enter,
    list: (world) => ({ entries: journals.entries(world), missing: 0 }),
    latest: journals.latest,
    watch: (world, { since, onEntry, onDrop }) => {
      const stop = journals.watch(world, onEntry, onDrop);
      if (since !== undefined)
        for (const entry of journals.entries(world)) if (entry.number > since) onEntry(entry);
      return stop;
    },
    follow: (world, onDrop) => journals.watch(world, () => undefined, onDrop),
    clear: (world) => {
      journals.clear(world);
      return 0;
    },
    markOthers: (world) => {
      const before = new Map(journals.worlds().map((name) => [name, journals.latest(name)]));
      return (filter) => listOthers(journals, world, filter, (name) => before.get(name) ?? 0);
    },
  };
}

/** @param getStart the number after which requests of a world count */
export function listOthers(
  journals: Journals,
  world: string,
  filter: Filter,
  getStart: (world: string) => number,
): readonly OtherWorld[] {
  return journals.worlds().flatMap((name) => {
    if (name === world) return [];
    const wanted = { ...filter, since: getStart(name) };
    const count = journals.entries(name).filter((entry) => isMatchingEntry(entry, wanted)).length;
    return count === 0 ? [] : [{ name, count }];
  });
}
