/** The worlds of a store that other processes write to: each request looks at what is new before it decides. */
import { canEnter, type World } from '../domain/world.ts';
import type { Fixture, FixtureUser } from '../domain/fixture.ts';
import { createEmptyWorld } from '../domain/fold.ts';
import { firstWorld, type WorldToken } from '../domain/world-names.ts';
import { andThen, type Later } from '../portions/portions.ts';
import type { Instant } from '../../time/time.ts';
import { type Committed, type FollowedWorld, getReal } from './commits.ts';
import type { LogPart, WorldStore } from './port.ts';

/** All times are those of the store, whose clock is the only one. */
export interface SharedWorlds {
  /** Gets what others wrote to a world; it may not exist. */
  readonly look: (name: string) => Later<Instant>;
  /** The same for a world that begins if it does not exist. @param name a valid one */
  readonly open: (name: string, byForeign?: boolean) => Later<Instant>;
  /** Opens the world of a token that lets in, else looks at it, and opens the first one if that is needed. */
  readonly enter: (token: WorldToken, byForeign?: boolean) => Later<Instant>;
  /** The time that goes with the present value of a world: never before its latest entry. @param looked that of the look */
  readonly getTime: (name: string, looked: Instant) => Instant;
}

/** The world of a request whose own cannot be looked at. */
export const createNowhere = (name: string, { fixture }: { readonly fixture: Fixture }): World =>
  createEmptyWorld(name, fixture);

export interface SharedWorldsDeps {
  readonly store: WorldStore<World>;
  readonly commits: {
    readonly follow: (one: FollowedWorld, part: LogPart<World>) => void;
    readonly begin: (one: FollowedWorld, real: Instant) => Later<Committed>;
  };
  /** The world as this process knows it. */
  readonly find: (name: string) => FollowedWorld | undefined;
  /** A world without entries. */
  readonly create: (name: string) => FollowedWorld;
  /** Keeps a world that was looked at. @param isBegun whether this process began it */
  readonly keep: (one: FollowedWorld, real: Instant, isBegun: boolean, byForeign: boolean) => void;
  /** Called with a world that another process removed. */
  readonly onGone: (name: string) => void;
  readonly findUser: (token: string, world: string) => FixtureUser | undefined;
}

/** Nobody has so many requests under way. */
const maxFollowed = 20_000;

export function createSharedWorlds(deps: SharedWorldsDeps): SharedWorlds {
  const { store, commits, find, create, keep, onGone, findUser } = deps;
  // A part goes on from the value for which it was requested. So each world has one, even while it is gone.
  const followed = new Map<string, FollowedWorld>();
  const follow = (name: string): FollowedWorld => {
    const one = find(name) ?? followed.get(name) ?? create(name);
    followed.delete(name);
    followed.set(name, one);
    for (const oldest of followed.keys()) {
      if (followed.size <= maxFollowed) break;
      followed.delete(oldest);
    }
    return one;
  };
  const absorb = (name: string, one: FollowedWorld, part: LogPart<World>): Instant => {
    const { now } = part;
    if (now === undefined) throw new Error('A shared store gave no time.');
    commits.follow(one, part);
    if (one.world.position > 0) keep(one, now, false, false);
    else if (find(name) === undefined) onGone(name);
    return now;
  };
  const look = (name: string): Later<Instant> => {
    const one = follow(name);
    return andThen(store.look(name, one.world.position), (part) => absorb(name, one, part));
  };
  const begin = (name: string, now: Instant, byForeign: boolean): Later<Instant> => {
    const one = follow(name);
    return andThen(commits.begin(one, now), ({ real }) => {
      // Another request may have begun it too.
      if (find(name) === undefined) keep(one, real, true, byForeign);
      return real;
    });
  };
  const open = (name: string, byForeign = false): Later<Instant> =>
    andThen(look(name), (now) => (find(name) === undefined ? begin(name, now, byForeign) : now));

  return {
    look,
    open,
    getTime: (name, looked) => getReal(find(name) ?? {}, looked),
    enter: ({ token, world, isNamed }, byForeign = false) => {
      if (!isNamed) return open(firstWorld);
      return andThen(look(world), (now) => {
        if (find(world) !== undefined) return now;
        return canEnter(findUser(token, world)) ? begin(world, now, byForeign) : open(firstWorld);
      });
    },
  };
}
