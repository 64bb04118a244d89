/** Worlds that foreign web pages created: they are removed first, and never displace others. */

import { firstWorld } from '../domain/world-names.ts';

export interface ForeignWorlds {
  /** Records the use of a world. @param byForeign whether a foreign page uses it; a use by another client is permanent */
  readonly use: (name: string, isNew: boolean, byForeign: boolean) => void;
  readonly remove: (name: string) => void;
  readonly has: (name: string) => boolean;
  readonly size: () => number;
  /**
   * The world to remove at the limit.
   * @param all every world, least recently used first; never returns the default world
   * @param inUse a world to keep, since it is being used; if a foreign page uses it, only foreign worlds are
   * removed
   */
  readonly next: (all: Iterable<string>, inUse: string | undefined) => string | undefined;
}

export function createForeignWorlds(): ForeignWorlds {
  const foreign = new Set<string>();
  return {
    use: (name, isNew, byForeign) => {
      const isForeign = byForeign && (isNew || foreign.has(name));
      foreign.delete(name);
      if (isForeign) foreign.add(name);
    },
    remove: (name) => {
      foreign.delete(name);
    },
    has: (name) => foreign.has(name),
    size: () => foreign.size,
    next: (all, inUse) => {
      for (const name of foreign) if (name !== inUse) return name;
      if (inUse !== undefined && foreign.has(inUse)) return undefined;
      for (const name of all) if (name !== inUse && name !== firstWorld) return name;
      return undefined;
    },
  };
}
