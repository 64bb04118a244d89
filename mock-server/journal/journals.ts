/** The journals of all worlds: for each a ring of its latest entries. */
import type { Instant } from '../../time/time.ts';
import type { Draft, Entry } from './entry.ts';

export interface Journals {
  /** @returns the entry with its number */
  readonly add: (world: string, draft: Draft, ended: Instant, aborted: boolean) => Entry;
  /** The entries of a world, the oldest first. */
  readonly entries: (world: string) => readonly Entry[];
  /** The number of the latest entry that the world had, 0 when it had none. */
  readonly latest: (world: string) => number;
  /** Empties the journal of a world; its numbers go on. */
  readonly clear: (world: string) => void;
  /** Forgets the journal of a world with its numbers. */
  readonly drop: (world: string) => void;
}

/** @param most how many entries a world keeps */
export function newJournals(most: number): Journals {
  const kept = new Map<string, { entries: Entry[]; latest: number }>();
  const of = (world: string) => {
    const known = kept.get(world);
    if (known !== undefined) return known;
    const made = { entries: [], latest: 0 };
    kept.set(world, made);
    return made;
  };
  return {
    add: (world, draft, ended, aborted) => {
      const journal = of(world);
      journal.latest += 1;
      const entry = { ...draft, number: journal.latest, ended, aborted };
      journal.entries.push(entry);
      if (journal.entries.length > most) journal.entries.shift();
      return entry;
    },
    entries: (world) => [...(kept.get(world)?.entries ?? [])],
    latest: (world) => kept.get(world)?.latest ?? 0,
    clear: (world) => {
      of(world).entries = [];
    },
    drop: (world) => {
      kept.delete(world);
    },
  };
}
