/** The worlds whose requests this process reads or keeps; of those that nobody follows, the latest. */
import { type Floors, noFloors } from './questions.ts';
import { ReadWorld } from './read-world.ts';

export interface ReadWorlds {
  readonly get: (world: string) => ReadWorld;
  readonly find: (world: string) => ReadWorld | undefined;
  readonly all: () => Iterable<ReadWorld>;
}

/** Worlds that nobody follows, and the requests to others that they have together: about 50 MB. */
const maxIdle = 1000;
const maxIdleEntries = 50_000;
/** Worlds of which it is remembered what was cleared. */
const maxCleared = 10_000;

/** @param max how many entries a world keeps */
export function createReadWorlds(max: number): ReadWorlds {
  const idle = new Map<string, ReadWorld>();
  const followed = new Map<string, ReadWorld>();
  const cleared = new Map<string, Floors>();
  const forget = ({ world, floors }: ReadWorld): void => {
    idle.delete(world);
    if (floors === noFloors) return;
    cleared.delete(world);
    cleared.set(world, floors);
    const [oldest] = cleared.keys();
    if (oldest !== undefined && cleared.size > maxCleared) cleared.delete(oldest);
  };
  const find = (world: string): ReadWorld | undefined => followed.get(world) ?? idle.get(world);
  /** Whether somebody follows a world changes without a call. */
  const sort = (): void => {
    for (const one of followed.values())
      if (!one.isRunning) {
        followed.delete(one.world);
        idle.set(one.world, one);
      }
    for (const one of idle.values())
      if (one.isRunning) {
        idle.delete(one.world);
        followed.set(one.world, one);
      }
    let entries = 0;
    for (const one of idle.values()) entries += one.countForeign();
    for (const one of idle.values()) {
      if (idle.size <= maxIdle && entries <= maxIdleEntries) break;
      entries -= one.countForeign();
      forget(one);
    }
  };
  return {
    get: (world) => {
      const known = find(world);
      if (known !== undefined) {
        if (idle.delete(world)) idle.set(world, known);
        return known;
      }
      sort();
      const made = new ReadWorld(world, max, cleared.get(world) ?? noFloors);
      idle.set(world, made);
      return made;
    },
    find,
    all: () => [...idle.values(), ...followed.values()],
  };
}
