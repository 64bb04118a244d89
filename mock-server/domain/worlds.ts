/** All worlds of a server: created at first use, removed when idle, and never more than the limit. */
import { createClock } from './clock.ts';
import type { Fixture, FixtureUser } from './fixture.ts';
import { createForeignWorlds } from './foreign-worlds.ts';
import { type Beginning, startWorld } from './history.ts';
import type { WorldSnapshot } from './snapshot.ts';
import { type Duration, duration, type Instant } from '../../time/time.ts';
import { firstWorld, isWorldName, createForgottenNames, splitToken } from './world-names.ts';
import { followWallClock, canEnter, findUserByToken, type World } from './world.ts';

export interface WorldsOptions extends Beginning {
  /** The world's time at which each world begins; else that of its history, or the real time of its first use. */
  readonly start?: Instant;
  readonly speed: number;
  readonly frozen: boolean;
  /** Maximum number of worlds besides the default one. */
  readonly max: number;
  /** How long a world may go unused, in real milliseconds; one that is there from the start was used then. */
  readonly idle: Duration;
  /** Applied to each new or reset world. */
  readonly prepareWorld?: (world: World) => World;
  /** Worlds that are there from the start, the longest unused first. */
  readonly kept?: readonly KeptWorld[];
  /** Called with the events of worlds. */
  readonly onEvent?: (event: WorldsEvent) => void;
}

/** Default limit and lifetime of worlds. */
export const defaultWorlds = { max: 5000, idle: duration(3_600_000) } as const;

/** A world and its metadata. */
export interface KeptWorld {
  readonly world: World;
  /** The oldest first. */
  readonly snapshots: readonly WorldSnapshot[];
}

/** The initial state after a reset; default: that of every world. */
export interface Start {
  readonly from?: Beginning;
  /** The world's time. */
  readonly at?: Instant;
}

export type WorldsEvent =
  /** Made on first use; `again` when a world of this name was forgotten before. */
  | { readonly kind: 'begun'; readonly world: string; readonly again: boolean }
  | { readonly kind: 'changed'; readonly world: string }
  /** Reset from its initial state, or restored from a snapshot or a file. */
  | { readonly kind: 'reset'; readonly world: string }
  /** Forgotten: unused for too long, pushed out by others, or taken away. */
  | { readonly kind: 'gone'; readonly world: string };

export interface Worlds {
  /** The initial contents of a world. */
  readonly fixture: Fixture;
  /** The worlds that there are, none of them counted as used. */
  readonly all: () => readonly World[];
  /** The world of tokens without a name. */
  readonly first: (real: Instant) => World;
  /** The world with this name, created if it does not exist. @returns undefined for an invalid name */
  readonly open: (name: string, real: Instant) => World | undefined;
  /**
   * User and world of a token; undefined, without creating a world, if the token is invalid.
   * @param byForeign whether a foreign page sent the request: its worlds never displace others
   */
  readonly enter: (
    token: string,
    real: Instant,
    byForeign?: boolean,
  ) => { readonly world: World; readonly user: FixtureUser } | undefined;
  /** Whose token it is, let in or not, and its world; the first when the one that it names is not there: see `named`. */
  readonly whose: (
    token: string | undefined,
    real: Instant,
    byForeign?: boolean,
  ) => { readonly world: World; readonly user?: FixtureUser; readonly named?: string };
  /** Changes a world that exists. */
  readonly change: (name: string, by: (world: World) => World) => void;
  /** Resets a world; keeps its snapshots. */
  readonly reset: (name: string, real: Instant, start?: Start) => World;
  /** Makes the world of this name another one; its snapshots stay. */
  readonly replace: (world: World, real: Instant) => void;
  /** Deletes a world, without a message when it is used again. */
  readonly drop: (name: string) => void;
  readonly names: (real: Instant) => readonly string[];
  /** The snapshots of a world, which is not made when it does not exist; the oldest first. */
  readonly snapshots: (name: string) => readonly WorldSnapshot[];
  /** Gives a world that exists other snapshots. */
  readonly keep: (name: string, snapshots: readonly WorldSnapshot[]) => void;
  /** All that is worth keeping: what foreign pages made, then the longest unused. None of it counts as used. */
  readonly kept: () => readonly KeptWorld[];
  readonly has: (name: string) => boolean;
  /** Whether a foreign page created it, and no one else has used it. */
  readonly isForeign: (name: string) => boolean;
}

export function createWorlds(options: WorldsOptions): Worlds {
  const emit = options.onEvent ?? (() => undefined);
  const forgotten = createForgottenNames();
  // In order of last use, the longest unused first.
  const kept = new Map<string, PresentWorld>(
    (options.kept ?? []).map((one) => [
      one.world.name,
      { ...one, used: undefined, seen: one.world.clock.real },
    ]),
  );
  // Restored worlds count as last used at the first request.
  let opened: Instant | undefined;
  const begin = (name: string, real: Instant, { from = options, at }: Start = {}): World => {
    const { start, speed, frozen } = options;
    const clock = createClock(real, at ?? start ?? from.history?.now ?? real, speed, frozen);
    const world = startWorld(name, from, clock);
    // A restored world file defines its own faults.
    return from === options ? (options.prepareWorld?.(world) ?? world) : world;
  };

  const foreign = createForeignWorlds();
  const touch = (world: World, real: Instant, byForeign = false): World => {
    const { name } = world;
    const known = kept.get(name);
    foreign.use(name, known === undefined, byForeign);
    kept.delete(name);
    kept.set(name, { world, snapshots: known?.snapshots ?? [], used: real, seen: real });
    return world;
  };

  let latest: Instant | undefined;
  /** A last use in the future, after the wall clock was set back, counts as now. */
  const notice = (real: Instant): void => {
    const before = latest;
    latest = real;
    if (before === undefined || before - real <= maxOutOfTurnMs) return;
    for (const [name, one] of kept)
      if (one.used !== undefined && one.used > real) kept.set(name, { ...one, used: real });
  };

  /** @param inUse a world to keep, since it is being used */
  const forget = (real: Instant, inUse?: string): void => {
    opened ??= real;
    notice(real);
    for (const [name, { used = opened }] of kept) {
      if (real - used <= options.idle) break;
      if (name !== firstWorld) lose(name);
    }
    while (kept.size > options.max + 1) {
      const name = foreign.next(kept.keys(), inUse);
      if (name === undefined) return;
      lose(name);
    }
  };
  const lose = (name: string): void => {
    drop(name);
    forgotten.add(name);
  };
  const drop = (name: string): void => {
    foreign.remove(name);
    if (kept.delete(name)) emit({ kind: 'gone', world: name });
  };

  const openExisting = (name: string, real: Instant, byForeign = false): World => {
    forget(real, name);
    const known = kept.get(name);
    const world = touch(
      known === undefined ? begin(name, real) : followWallClock(known.world, known.seen, real),
      real,
      byForeign,
    );
    if (known === undefined) emit({ kind: 'begun', world: name, again: forgotten.take(name) });
    forget(real, name);
    return world;
  };

  const open = (name: string, real: Instant, byForeign = false): World | undefined =>
    isWorldName(name) ? openExisting(name, real, byForeign) : undefined;
  // A restored world can have different users.
  const findUser = (token: string, name: string): FixtureUser | undefined =>
    findUserByToken(kept.get(name)?.world ?? options, token);

  return {
    fixture: options.fixture,
    all: () => [...kept.values()].map(({ world }) => world),
    first: (real) => openExisting(firstWorld, real),
    open: (name, real) => open(name, real),
    enter: (bearer, real, byForeign) => {
      const [token, name] = splitToken(bearer);
      const user = findUser(token, name);
      if (!canEnter(user)) return undefined;
      const world = open(name, real, byForeign);
      return world === undefined ? undefined : { world, user };
    },
    whose: (bearer, real, byForeign) => {
      const [token, name] = splitToken(bearer ?? '');
      const user = findUser(token, name);
      const known = kept.get(name);
      const world = canEnter(user)
        ? open(name, real, byForeign)
        : known && followWallClock(known.world, known.seen, real);
      return {
        world: world ?? openExisting(firstWorld, real),
        ...(user === undefined ? {} : { user }),
        ...(world === undefined && isWorldName(name) ? { named: name } : {}),
      };
    },
    change: (name, by) => {
      const known = kept.get(name);
      if (known === undefined) return;
      kept.set(name, { ...known, world: by(known.world) });
      emit({ kind: 'changed', world: name });
    },
    reset: (name, real, start) => {
      const world = touch(begin(name, real, start), real);
      emit({ kind: 'reset', world: name });
      return world;
    },
    replace: (world, real) => {
      touch(world, real);
      emit({ kind: 'reset', world: world.name });
    },
    drop,
    names: (real) => {
      forget(real);
      return [...kept.keys()].toSorted();
    },
    snapshots: (name) => kept.get(name)?.snapshots ?? [],
    keep: (name, snapshots) => {
      const known = kept.get(name);
      if (known === undefined) return;
      kept.set(name, { ...known, snapshots });
      emit({ kind: 'changed', world: name });
    },
    kept: () => {
      const names = [...new Set([...foreign.names(), ...kept.keys()])];
      return names
        .flatMap((name) => kept.get(name) ?? [])
        .map(({ world, snapshots }) => ({ world, snapshots }));
    },
    has: (name) => kept.has(name),
    isForeign: foreign.has,
  };
}

/** Requests come to their turn with the times at which they came; more than this is a clock that was set back. */
const maxOutOfTurnMs = 60_000;

interface PresentWorld extends KeptWorld {
  readonly used: Instant | undefined;
  /** The wall clock when its time was last read. */
  readonly seen: Instant;
}
