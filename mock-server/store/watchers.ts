/** Those who follow the logs of worlds. */
import type { LogEntry } from '../domain/entry.ts';

type Watcher = (entry: LogEntry) => void;

export interface Watchers {
  /** @returns a function that unsubscribes */
  readonly watch: (world: string, onEntry: Watcher) => () => void;
  readonly tell: (world: string, entry: LogEntry) => void;
}

export function createWatchers(): Watchers {
  const byWorld = new Map<string, Set<Watcher>>();
  return {
    watch: (world, onEntry) => {
      const others = byWorld.get(world) ?? new Set();
      byWorld.set(world, others.add(onEntry));
      return () => {
        others.delete(onEntry);
        if (others.size === 0 && byWorld.get(world) === others) byWorld.delete(world);
      };
    },
    tell: (world, entry) => {
      for (const onEntry of byWorld.get(world) ?? []) onEntry(entry);
    },
  };
}
