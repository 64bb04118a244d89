/** All worlds of a server: created at first use, removed when idle, and never more than the limit. */
import { followWallClock } from '../domain/clock.ts';
import type { LogEntry } from '../domain/entry.ts';
import type { FixtureUser } from '../domain/fixture.ts';
import { createEmptyWorld } from '../domain/fold.ts';
import { addLatest } from '../domain/memo.ts';
import { firstWorld, isWorldName, toWorldToken } from '../domain/world-names.ts';
import { canEnter, findUserByToken, type World } from '../domain/world.ts';
import { instant, type Instant } from '../../time/time.ts';
import { createCommits, createFollowedWorld, type FollowedWorld } from './commits.ts';
import { createForeignWorlds } from './foreign-worlds.ts';
import { rememberWorlds } from './memory.ts';
import { createWatchers } from './watchers.ts';
import { andThen, isPromise, type Later } from '../portions/portions.ts';
import type { WorldsOptions } from './worlds-options.ts';
import { createSharedWorlds, type SharedWorlds } from './shared-worlds.ts';
import { StoreError } from './port.ts';
import type { Worlds } from './worlds-port.ts';

interface PresentWorld extends FollowedWorld {
  /** Its last use in real time; undefined for a world that was there from the start. */
  used: Instant | undefined;
  /** The wall clock when its time was last read. */
  seen: Instant;
}

export function createWorlds(options: WorldsOptions): Worlds {
  const { fixture, terms, speed, frozen, history, faults = [], process = '', limits = options } = options;
  const emit = options.onEvent ?? (() => undefined);
  const store = options.store ?? rememberWorlds(options.kept);
  const watchers = createWatchers<(entry: LogEntry) => void>();
  let nonces = 0;
  const beginning = history === undefined ? { fixture } : { fixture, history };
  const createReset: Worlds['createReset'] = (real, at) => ({
    kind: 'reset',
    at: at ?? options.start ?? history?.now ?? real,
    speed,
    frozen,
    ...(faults.length === 0 ? {} : { faults }),
  });
  const isShared = store.shared !== undefined;
  const commits = createCommits({
    store,
    rules: { ...terms, beginning },
    createReset,
    minEntries: options.minEntries,
    createNonce: () => `${process}${((nonces += 1)).toString(36)}`,
    onEntry: ({ name }, entry) => {
      const { kind } = entry.intent;
      if (entry.position > 1 && (kind === 'reset' || kind === 'restore' || kind === 'restore-snapshot'))
        emit({ kind: 'reset', world: name });
      for (const onEntry of watchers.get(name)) onEntry(entry);
    },
    onRemoved: (name) => emit({ kind: 'gone', world: name }),
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

  const createPresent = (name: string, real: Instant): PresentWorld => ({
    ...createFollowedWorld(createEmptyWorld(name, fixture)),
    used: real,
    seen: real,
  });
  const begin = (name: string, real: Instant): PresentWorld => {
    const one = createPresent(name, real);
    commits.beginAtOnce(one, real, () => lose(name));
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
    // The clock of a shared store never goes back.
    const clock = isShared ? one.world.clock : followWallClock(one.world.clock, one.seen, real);
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
      if (real - used <= limits.idle) break;
      if (name !== firstWorld) lose(name);
    }
    while (kept.size > limits.max + 1) {
      const name = foreign.next(kept.keys(), inUse);
      if (name === undefined) return;
      lose(name);
    }
  };
  const lose = (name: string): void => {
    drop(name);
    addLatest(forgotten, name, maxForgotten);
  };
  /** Others of a shared store may still use it. */
  const drop = (name: string): void => {
    if (leave(name) && !isShared) void store.remove(name);
  };
  const leave = (name: string): boolean => {
    foreign.remove(name);
    if (!kept.delete(name)) return false;
    if (newest?.world.name === name) newest = undefined;
    emit({ kind: 'gone', world: name });
    return true;
  };

  const openExisting = (name: string, real: Instant, byForeign = false): World => {
    forget(real, name);
    const known = find(name);
    if (known !== undefined) return touch(known, real, byForeign);
    if (isShared) return getPresent(name).world;
    foreign.use(name, true, byForeign);
    const one = begin(name, real);
    touch(one, real, byForeign);
    emit({ kind: 'begun', world: name, again: forgotten.delete(name) });
    forget(real, name);
    return one.world;
  };

  /** One of a shared store that another process removed is empty until it begins again. */
  const find = (name: string): PresentWorld | undefined => {
    const one = kept.get(name);
    return isShared && one?.world.position === 0 ? undefined : one;
  };
  const getPresent = (name: string): PresentWorld => {
    const one = find(name);
    if (one !== undefined) return one;
    throw new StoreError(`World "${name}" was removed while the request was under way. Send it again.`);
  };
  const open = (name: string, real: Instant, byForeign = false): World | undefined =>
    isWorldName(name) ? openExisting(name, real, byForeign) : undefined;
  // A restored world can have different users.
  const findUser = (token: string, name: string): FixtureUser | undefined =>
    findUserByToken(find(name)?.world ?? options, token);

  const shared: SharedWorlds | undefined =
    store.shared &&
    createSharedWorlds({
      store,
      commits,
      find,
      create: (name) => createPresent(name, latest ?? instant(0)),
      keep: (one, real, isBegun, byForeign) => {
        const { name } = one.world;
        const known = find(name);
        if (known !== undefined) {
          known.used = real;
          return;
        }
        foreign.use(name, isBegun, byForeign);
        kept.set(name, Object.assign(one, { used: real, seen: real }));
        if (isBegun) emit({ kind: 'begun', world: name, again: forgotten.delete(name) });
        const oldest = foreign.size() > maxSharedForeign ? foreign.next([], name) : undefined;
        const removing = oldest === undefined ? undefined : removeShared(oldest);
        if (isPromise(removing)) removing.catch(() => undefined);
        forget(real, name);
      },
      onGone: leave,
      findUser,
    });
  const removeShared = (name: string): Later<void> => {
    leave(name);
    return store.remove(name);
  };

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
      const world = isIn ? openExisting(name, real, byForeign) : find(name)?.world;
      const named = world === undefined && isNamed ? name : undefined;
      return { world: world ?? openExisting(firstWorld, real), user, named, isIn };
    },
    get: (name) => find(name)?.world,
    commit: (name, intent, real) => {
      const one = find(name);
      if (one !== undefined || shared === undefined) return one && commits.commit(one, intent, real);
      // It was removed meanwhile, and begins again as it does for a request that comes later.
      return andThen(shared.open(name), (now) => commits.commit(getPresent(name), intent, now));
    },
    preview: (name, intent, real) => commits.preview(getPresent(name), intent, real),
    look: (name, after) => store.look(name, after),
    ...(store.costly ? { whenKept: (name: string) => kept.get(name)?.beginning } : {}),
    watch: watchers.add,
    createReset,
    drop: isShared ? removeShared : drop,
    names: (real) => {
      if (isShared) return andThen(store.worlds(), (all) => all.map(({ name }) => name).toSorted());
      forget(real);
      return [...kept.keys()].toSorted();
    },
    has: (name) => find(name) !== undefined,
    isForeign: foreign.has,
    ...(shared === undefined ? {} : { shared }),
  };
}

/** Requests come to their turn with the times at which they came; more than this is a clock that was set back. */
const maxOutOfTurnMs = 60_000;

/** Worlds of foreign pages in a store whose worlds others use; the page's own oldest one makes room. */
const maxSharedForeign = 100;

/** Names of removed worlds are remembered, to report when they are used again; these are enough to warn a long-running test. */
const maxForgotten = 2000;
