/** All worlds of a server: made on first use, the idle ones forgotten, never more than the cap. */
import { type Clock, newClock } from './clock.ts';
import type { Fixture, User } from './fixture.ts';
import type { Duration, Instant } from '../../time/time.ts';
import { newWorld, userByToken, type World } from './world.ts';

export interface WorldsOptions {
  readonly fixture: Fixture;
  /** The world's time at which each world begins; the real time of its first use when there is none. */
  readonly start?: Instant;
  readonly speed: number;
  readonly frozen: boolean;
  /** How many worlds there may be beside the first. */
  readonly most: number;
  /** How long a world may go unused, in real milliseconds. */
  readonly idle: Duration;
}

/** The world that a token without `~` is in. */
export const firstWorld = 'default';

/** What stands between the token and the name of its world. */
const separator = '~';
const worldName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The name of a world that a token may carry, for messages. */
export const worldNameRule =
  'a letter or digit, then at most 63 letters, digits, dots, dashes or underscores';

export interface Worlds {
  /** The world of tokens without a name. */
  readonly first: (real: Instant) => World;
  /** The world of this name, made when it does not exist. @returns undefined when no world may be called so */
  readonly open: (name: string, real: Instant) => World | undefined;
  /** User and world of a token; undefined when it lets nobody in, and then no world is made. */
  readonly enter: (
    token: string,
    real: Instant,
  ) => { readonly world: World; readonly user: User } | undefined;
  /** Changes a world that exists. */
  readonly change: (name: string, by: (world: World) => World) => void;
  /** Starts a world afresh from its fixture. */
  readonly reset: (name: string, real: Instant) => World;
  readonly names: (real: Instant) => readonly string[];
}

export function newWorlds(options: WorldsOptions): Worlds {
  // In the order of their last use, the longest unused first.
  const kept = new Map<string, { world: World; used: Instant }>();

  const begin = (name: string, real: Instant): World =>
    newWorld(name, options.fixture, clockAt(options, real));

  const touch = (world: World, real: Instant): World => {
    kept.delete(world.name);
    kept.set(world.name, { world, used: real });
    return world;
  };

  const forget = (real: Instant): void => {
    for (const [name, { used }] of kept) {
      const idle = real - used > options.idle;
      if (!idle && kept.size <= options.most + 1) return;
      if (name !== firstWorld) kept.delete(name);
    }
  };

  const existing = (name: string, real: Instant): World => {
    forget(real);
    const world = touch(kept.get(name)?.world ?? begin(name, real), real);
    forget(real);
    return world;
  };

  const open = (name: string, real: Instant): World | undefined =>
    worldName.test(name) ? existing(name, real) : undefined;

  return {
    first: (real) => existing(firstWorld, real),
    open,
    enter: (bearer, real) => {
      const cut = bearer.indexOf(separator);
      const [token, name] = cut < 0 ? [bearer, firstWorld] : [bearer.slice(0, cut), bearer.slice(cut + 1)];
      const user = userByToken(options, token);
      if (user === undefined || user.expired || !user.active) return undefined;
      const world = open(name, real);
      return world === undefined ? undefined : { world, user };
    },
    change: (name, by) => {
      const known = kept.get(name);
      if (known !== undefined) kept.set(name, { ...known, world: by(known.world) });
    },
    reset: (name, real) => touch(begin(name, real), real),
    names: (real) => {
      forget(real);
      return [...kept.keys()].toSorted();
    },
  };
}

function clockAt({ start, speed, frozen }: WorldsOptions, real: Instant): Clock {
  return newClock(real, start ?? real, speed, frozen);
}
