/** The journals of all worlds: a ring of the latest entries for each, and the waiting requests. */
import type { Draft, JournalEntry } from './entry.ts';
import { createWatchers } from '../store/watchers.ts';
import { createRing, type Ring } from './ring.ts';

export interface Journals {
  /** Gives an entry its number: the next one, or that of processes that share a store. */
  readonly add: (world: string, entry: Draft, number?: number) => void;
  /** The entries of a world, the oldest first. */
  readonly entries: (world: string) => readonly JournalEntry[];
  /** The number of the latest entry that the world had, 0 when it had none. */
  readonly latest: (world: string) => number;
  /** The number of entries of all worlds. */
  readonly size: () => number;
  /** There were entries up to this number that are no longer kept; 0 when all are. */
  readonly lost: (world: string) => number;
  /** The worlds that have a journal. */
  readonly worlds: () => readonly string[];
  /**
   * Subscribes to the entries of a world.
   * @param onDrop called when the journal is deleted; the subscription stays
   * @returns a function that unsubscribes
   */
  readonly watch: (world: string, onEntry: (entry: JournalEntry) => void, onDrop?: () => void) => () => void;
  /** Clears the journal of a world; numbering continues. @param to entries with higher numbers stay */
  readonly clear: (world: string, to?: number) => void;
  /** Deletes the journal of a world with its numbering. Waiting requests keep waiting. */
  readonly drop: (world: string) => void;
}

/** Default number of entries in a world's journal. */
export const defaultJournalSize = 1000;

/** About 200 MB in all, so that thousands of worlds do not fill the memory. */
export const maxTogether = 200_000;

interface Watcher {
  readonly onEntry: (entry: JournalEntry) => void;
  readonly onDrop: () => void;
}

interface Journal {
  ring: Ring<JournalEntry>;
  latest: number;
  /** Since it was cleared, those that are no longer kept too. */
  count: number;
}

/**
 * @param max how many entries a world keeps
 * @param getTogether how many all worlds keep; beyond it the world that was longest without a request loses its own
 * @param isForeign the worlds that lose theirs before others do
 */
export function createJournals(
  max: number,
  getTogether: () => number = () => maxTogether,
  isForeign: (world: string) => boolean = () => false,
): Journals {
  const kept = new Map<string, Journal>();
  // The one with the latest request.
  let newest: Journal | undefined;
  const watchers = createWatchers<Watcher>();
  const getJournal = (world: string): Journal => {
    const known = kept.get(world);
    if (known !== undefined) return known;
    const made = { ring: createRing<JournalEntry>(max), latest: 0, count: 0 };
    kept.set(world, made);
    return made;
  };
  let total = 0;
  const emptyJournal = (journal: Journal): void => {
    total -= journal.ring.size();
    journal.ring = createRing(max);
  };
  const makeRoom = (world: string): void => {
    for (const foreign of [true, false])
      for (const [name, journal] of kept) {
        if (total <= getTogether()) return;
        if (name !== world && isForeign(name) === foreign) emptyJournal(journal);
      }
  };
  return {
    add: (world, entry, number) => {
      const journal = getJournal(world);
      journal.latest = number ?? journal.latest + 1;
      journal.count += 1;
      entry.number = journal.latest;
      total -= journal.ring.size();
      journal.ring.put(entry);
      total += journal.ring.size();
      // So that those come first that were longest without a request.
      if (journal !== newest) {
        kept.delete(world);
        kept.set(world, journal);
        newest = journal;
      }
      if (total > getTogether()) makeRoom(world);
      for (const { onEntry } of watchers.get(world)) onEntry(entry);
    },
    entries: (world) => kept.get(world)?.ring.items() ?? [],
    lost: (world) => {
      const journal = kept.get(world);
      if (journal === undefined || journal.count === journal.ring.size()) return 0;
      return (journal.ring.items()[0]?.number ?? journal.latest + 1) - 1;
    },
    latest: (world) => kept.get(world)?.latest ?? 0,
    size: () => total,
    worlds: () => [...kept.keys()],
    watch: (world, onEntry, onDrop = () => undefined) => watchers.add(world, { onEntry, onDrop }),
    clear: (world, to = Number.POSITIVE_INFINITY) => {
      const journal = kept.get(world);
      if (journal === undefined) return;
      const staying = journal.ring.items().filter((entry) => entry.number > to);
      emptyJournal(journal);
      for (const entry of staying) journal.ring.put(entry);
      total += staying.length;
      journal.count = staying.length;
    },
    drop: (world) => {
      total -= kept.get(world)?.ring.size() ?? 0;
      kept.delete(world);
      for (const { onDrop } of watchers.get(world)) onDrop();
    },
  };
}
