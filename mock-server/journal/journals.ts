/** The journals of all worlds: a ring of the latest entries for each, and the waiting requests. */
import type { Draft, JournalEntry } from './entry.ts';
import { createWatchers } from '../store/watchers.ts';
import { createRing, type Ring } from './ring.ts';

export interface Journals {
  /** Gives an entry its number. */
  readonly add: (world: string, entry: Draft) => void;
  /** The entries of a world, the oldest first. */
  readonly entries: (world: string) => readonly JournalEntry[];
  /** The number of the latest entry that the world had, 0 when it had none. */
  readonly latest: (world: string) => number;
  /** The number of entries of all worlds. */
  readonly size: () => number;
  /** The worlds that have a journal. */
  readonly worlds: () => readonly string[];
  /**
   * Subscribes to the entries of a world.
   * @param onDrop called when the journal is deleted; the subscription stays
   * @returns a function that unsubscribes
   */
  readonly watch: (world: string, onEntry: (entry: JournalEntry) => void, onDrop?: () => void) => () => void;
  /** Clears the journal of a world; numbering continues. */
  readonly clear: (world: string) => void;
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
}

/**
 * @param max how many entries a world keeps
 * @param together how many all worlds keep; beyond it the world that was longest without a request loses its own
 * @param isForeign the worlds that lose theirs before others do
 */
export function createJournals(
  max: number,
  together: number = maxTogether,
  isForeign: (world: string) => boolean = () => false,
): Journals {
  const kept = new Map<string, Journal>();
  // The one with the latest request.
  let newest: Journal | undefined;
  const watchers = createWatchers<Watcher>();
  const getJournal = (world: string): Journal => {
    const known = kept.get(world);
    if (known !== undefined) return known;
    const made = { ring: createRing<JournalEntry>(max), latest: 0 };
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
        if (total <= together) return;
        if (name !== world && isForeign(name) === foreign) emptyJournal(journal);
      }
  };
  return {
    add: (world, entry) => {
      const journal = getJournal(world);
      journal.latest += 1;
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
      if (total > together) makeRoom(world);
      for (const { onEntry } of watchers.get(world)) onEntry(entry);
    },
    entries: (world) => kept.get(world)?.ring.items() ?? [],
    latest: (world) => kept.get(world)?.latest ?? 0,
    size: () => total,
    worlds: () => [...kept.keys()],
    watch: (world, onEntry, onDrop = () => undefined) => watchers.add(world, { onEntry, onDrop }),
    clear: (world) => {
      const journal = kept.get(world);
      if (journal !== undefined) emptyJournal(journal);
    },
    drop: (world) => {
      total -= kept.get(world)?.ring.size() ?? 0;
      kept.delete(world);
      for (const { onDrop } of watchers.get(world)) onDrop();
    },
  };
}
