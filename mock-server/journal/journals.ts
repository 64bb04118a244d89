/** The journals of all worlds: for each a ring of its latest entries, and who waits for the next. */
import type { Instant } from '../../time/time.ts';
import type { Draft, Entry } from './entry.ts';
import { newRing, type Ring } from './ring.ts';

export interface Journals {
  /** @returns the entry with its number */
  readonly add: (world: string, draft: Draft, ended: Instant, aborted: boolean) => Entry;
  /** The entries of a world, the oldest first. */
  readonly entries: (world: string) => readonly Entry[];
  /** The number of the latest entry that the world had, 0 when it had none. */
  readonly latest: (world: string) => number;
  /** The worlds that have a journal. */
  readonly worlds: () => readonly string[];
  /** Tells of every entry of a world from now on. @returns what ends it */
  readonly watch: (world: string, onEntry: (entry: Entry) => void) => () => void;
  /** Empties the journal of a world; its numbers go on. */
  readonly clear: (world: string) => void;
  /** Forgets the journal of a world with its numbers. Who waits for an entry of it goes on waiting. */
  readonly drop: (world: string) => void;
}

/** @param most how many entries a world keeps */
export function newJournals(most: number): Journals {
  const kept = new Map<string, { ring: Ring<Entry>; latest: number }>();
  const watchers = new Map<string, Set<(entry: Entry) => void>>();
  const of = (world: string) => {
    const known = kept.get(world);
    if (known !== undefined) return known;
    const made = { ring: newRing<Entry>(most), latest: 0 };
    kept.set(world, made);
    return made;
  };
  return {
    add: (world, draft, ended, aborted) => {
      const journal = of(world);
      journal.latest += 1;
      const entry = { ...draft, number: journal.latest, ended, aborted };
      journal.ring.put(entry);
      for (const tell of watchers.get(world) ?? []) tell(entry);
      return entry;
    },
    entries: (world) => kept.get(world)?.ring.items() ?? [],
    latest: (world) => kept.get(world)?.latest ?? 0,
    worlds: () => [...kept.keys()],
    watch: (world, onEntry) => {
      const others = watchers.get(world) ?? new Set();
      watchers.set(world, others.add(onEntry));
      return () => {
        others.delete(onEntry);
        if (others.size === 0 && watchers.get(world) === others) watchers.delete(world);
      };
    },
    clear: (world) => {
      const journal = kept.get(world);
      if (journal !== undefined) journal.ring = newRing(most);
    },
    drop: (world) => {
      kept.delete(world);
    },
  };
}
