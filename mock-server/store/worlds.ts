/** All worlds of a server: created at first use, removed when idle, and never more than the limit. */
import { followWallClock } from '../domain/clock.ts';
import type { Intent, LogEntry } from '../domain/entry.ts';
import type { Fixture, FixtureUser } from '../domain/fixture.ts';
import { createEmptyWorld } from '../domain/fold.ts';
import type { Beginning } from '../domain/history.ts';
import { addLatest } from '../domain/memo.ts';
import { firstWorld, isWorldName, toWorldToken, type WorldToken } from '../domain/world-names.ts';
import { canEnter, findUserByToken, type World } from '../domain/world.ts';
import type { Instant } from '../../time/time.ts';
import { type Committed, createCommits, createFollowedWorld, type FollowedWorld } from './commits.ts';
import { createForeignWorlds } from './foreign-worlds.ts';
import { rememberWorlds } from './memory.ts';
import { createWatchers } from './watchers.ts';
import { isPromise, type Later } from '../portions/portions.ts';
import type { WorldsOptions } from './worlds-options.ts';
import type { LogPart } from './port.ts';

export interface Worlds {
  /** The initial contents of a world. */
  readonly fixture: Fixture;
  /** How every world begins. */
  readonly beginning: Beginning;
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
  readonly whose: (token: WorldToken, real: Instant, byForeign?: boolean) => Identity;
  /** The present value of a world that exists; does not count as using it. */
  readonly get: (name: string) => World | undefined;
  /**
   * Writes an intent into the log of a world that exists.
   * @returns at once, unless the store takes its time; undefined if the world is gone
   */
  readonly commit: (name: string, intent: Intent, real: Instant) => Later<Committed> | undefined;
  /** What an intent would come to; the world stays as it is. @throws if there is no such world */
  readonly preview: (name: string, intent: Intent, real: Instant) => Committed;
  /** The log of a world after a position. */
  readonly look: (name: string, after: number) => Later<LogPart<World>>;
  /** Resolves when the store has a world that was just created; undefined when it does, and where the store is memory. */
  readonly whenKept?: (name: string) => Promise<void> | undefined;
  /** Subscribes to the entries of a world that are folded from now on. @returns a function that unsubscribes */
  readonly watch: (name: string, onEntry: (entry: LogEntry) => void) => () => void;
  /** The intent of a reset: the world begins like every world. @param at the world's time, if not that of every world */
  readonly createReset: (real: Instant, at?: Instant) => Extract<Intent, { kind: 'reset' }>;
  /** Deletes a world, without a message when it is used again. */
  readonly drop: (name: string) => void;
  readonly names: (real: Instant) => readonly string[];
  readonly has: (name: string) => boolean;
  /** Whether a foreign page created it, and no one else has used it. */
  readonly isForeign: (name: string) => boolean;
}

/** Whose token it is, let in or not. */
export interface Identity {
  /** The first one when that of the token is not there. */
  readonly world: World;
  readonly user: FixtureUser | undefined;
  /** The world that the token names, when it does not exist and the token may not make it. */
  readonly named: string | undefined;
  readonly isIn: boolean;
}

interface PresentWorld extends FollowedWorld {
  /** Its last use in real time; undefined for a world that was there from the start. */
  used: Instant | undefined;
  /** The wall clock when its time was last read. */
  seen: Instant;
}

export function createWorlds(options: WorldsOptions): Worlds {
  const { fixture, terms, speed, frozen, history, faults = [], process = '' } = options;
  const emit = options.onEvent ?? (() => undefined);
  const store = options.store ?? rememberWorlds(options.kept);
  const watchers = createWatchers<(entry: LogEntry) => void>();
  let nonces = 0;
  const beginning = history === undefined ? { fixture } : { fixture, history };
  const commits = createCommits({
    store,
    rules: { ...terms, beginning },
    createNonce: () => `${process}${((nonces += 1)).toString(36)}`,
    onEntry: ({ name }, entry) => {
      const { kind } = entry.intent;
      if (entry.position > 1 && (kind === 'reset' || kind === 'restore' || kind === 'restore-snapshot'))
        emit({ kind: 'reset', world: name });
      for (const onEntry of watchers.get(name)) onEntry(entry);
    },
  });
  const forgotten = new Set<string>();
  const foreign = createForeignWorlds();
  // In order of last use, the longest unused first.
  const kept = new Map<string, PresentWorld>(
    (options.kept ?? []).map((world) => [
      world.name,
      { ...createFollowedWorld(world), used: undefined, seen: world.clock.real },
    ]),
  );
  // Restored worlds count as last used at the first request.
  let opened: Instant | undefined;
  let newest: PresentWorld | undefined;

  const createReset: Worlds['createReset'] = (real, at) => ({
    kind: 'reset',
    at: at ?? options.start ?? history?.now ?? real,
    speed,
    frozen,
    ...(faults.length === 0 ? {} : { faults }),
  });
  const begin = (name: string, real: Instant): PresentWorld => {
    const one = { ...createFollowedWorld(createEmptyWorld(name, fixture)), used: real, seen: real };
    commits.begin(one, createReset(real), real, () => lose(name));
    return one;
  };

  const touch = (one: PresentWorld, real: Instant, byForeign: boolean): World => {
    const { name } = one.world;
    if (newest !== one) {
      kept.delete(name);
      kept.set(name, one);
      newest = one;
    }
    one.used = real;
    const clock = followWallClock(one.world.clock, one.seen, real);
    if (clock !== one.world.clock) {
      const { seen } = one;
      const followed = commits.commit(one, { kind: 'follow-wall-clock', seen }, real);
      // If it cannot be stored, the world stays at its time for a while.
      if (isPromise(followed)) followed.catch(() => undefined);
    }
    one.seen = real;
    foreign.use(name, false, byForeign);
    return one.world;
  };

  let latest: Instant | undefined;
  /** A last use in the future, after the wall clock was set back, counts as now. */
  const notice = (real: Instant): void => {
    const before = latest;
    latest = real;
    if (before === undefined || before - real <= maxOutOfTurnMs) return;
    for (const one of kept.values()) if (one.used !== undefined && one.used > real) one.used = real;
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
    addLatest(forgotten, name, maxForgotten);
  };
  const drop = (name: string): void => {
    foreign.remove(name);
    if (!kept.delete(name)) return;
    if (newest?.world.name === name) newest = undefined;
    void store.remove(name);
    emit({ kind: 'gone', world: name });
  };

  const openExisting = (name: string, real: Instant, byForeign = false): World => {
    forget(real, name);
    const known = kept.get(name);
    if (known !== undefined) return touch(known, real, byForeign);
    foreign.use(name, true, byForeign);
    const one = begin(name, real);
    touch(one, real, byForeign);
    emit({ kind: 'begun', world: name, again: forgotten.delete(name) });
    forget(real, name);
    return one.world;
  };

  const open = (name: string, real: Instant, byForeign = false): World | undefined =>
    isWorldName(name) ? openExisting(name, real, byForeign) : undefined;
  // A restored world can have different users.
  const findUser = (token: string, name: string): FixtureUser | undefined =>
    findUserByToken(kept.get(name)?.world ?? options, token);

  return {
    fixture,
    beginning,
    all: () => [...kept.values()].map(({ world }) => world),
    first: (real) => openExisting(firstWorld, real),
    open: (name, real) => open(name, real),
    enter: (bearer, real, byForeign) => {
      const { token, world: name } = toWorldToken(bearer);
      const user = findUser(token, name);
      if (!canEnter(user)) return undefined;
      const world = open(name, real, byForeign);
      return world === undefined ? undefined : { world, user };
    },
    whose: ({ token, world: name, isNamed }, real, byForeign) => {
      const user = findUser(token, name);
      const isIn = isNamed && canEnter(user);
      const world = isIn ? openExisting(name, real, byForeign) : kept.get(name)?.world;
      const named = world === undefined && isNamed ? name : undefined;
      return { world: world ?? openExisting(firstWorld, real), user, named, isIn };
    },
    get: (name) => kept.get(name)?.world,
    commit: (name, intent, real) => {
      const one = kept.get(name);
      return one && commits.commit(one, intent, real);
    },
    preview: (name, intent, real) => {
      const one = kept.get(name);
      if (one === undefined) throw new Error(`There is no world "${name}".`);
      return commits.preview(one, intent, real);
    },
    look: (name, after) => store.look(name, after),
    ...(store.costly ? { whenKept: (name: string) => kept.get(name)?.beginning } : {}),
    watch: watchers.add,
    createReset,
    drop,
    names: (real) => {
      forget(real);
      return [...kept.keys()].toSorted();
    },
    has: (name) => kept.has(name),
    isForeign: foreign.has,
  };
}

/** Requests come to their turn with the times at which they came; more than this is a clock that was set back. */
const maxOutOfTurnMs = 60_000;

/** Names of removed worlds are remembered, to report when they are used again; these are enough to warn a long-running test. */
const maxForgotten = 10_000;
