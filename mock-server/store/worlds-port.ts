/** What the mock does with its worlds. */
import type { Intent, LogEntry } from '../domain/entry.ts';
import type { Fixture, FixtureUser } from '../domain/fixture.ts';
import type { Beginning } from '../domain/history.ts';
import type { WorldToken } from '../domain/world-names.ts';
import type { World } from '../domain/world.ts';
import type { Later } from '../portions/portions.ts';
import type { Instant } from '../../time/time.ts';
import type { Committed } from './commits.ts';
import type { LogPart } from './port.ts';
import type { SharedWorlds } from './shared-worlds.ts';

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
  readonly drop: (name: string) => Later<void>;
  readonly names: (real: Instant) => Later<readonly string[]>;
  readonly has: (name: string) => boolean;
  /** Whether a foreign page created it, and no one else has used it. */
  readonly isForeign: (name: string) => boolean;
  /**
   * Present when other processes write to the store too: what a request needs must be looked at before the methods above
   * are called, with the time that is returned. A world that was not looked at does not exist for them.
   */
  readonly shared?: SharedWorlds;
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
