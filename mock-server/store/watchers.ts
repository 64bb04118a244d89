/** Those who follow something of worlds: their logs, or their journals. */

export interface Watchers<Watcher> {
  /** @returns a function that unsubscribes */
  readonly add: (world: string, watcher: Watcher) => () => void;
  readonly get: (world: string) => Iterable<Watcher>;
}

export function createWatchers<Watcher>(): Watchers<Watcher> {
  const byWorld = new Map<string, Set<Watcher>>();
  return {
    add: (world, watcher) => {
      const others = byWorld.get(world) ?? new Set();
      byWorld.set(world, others.add(watcher));
      return () => {
        others.delete(watcher);
        if (others.size === 0 && byWorld.get(world) === others) byWorld.delete(world);
      };
    },
    get: (world) => byWorld.get(world) ?? [],
  };
}
