/** The port for the logs of worlds. A store assigns positions; it does not know what an intent does. */
import type { Instant } from '../../time/time.ts';
import type { LogEntry } from '../domain/entry.ts';
import type { Later } from '../portions/portions.ts';
import type { Quotas } from './quotas.ts';

/** An entry before it has a position. */
export type Draft = Omit<LogEntry, 'position'>;

/** The state after the entry at a position, from which later entries can be folded. */
export interface Checkpoint<State> {
  readonly position: number;
  readonly real: Instant;
  /** Immutable. */
  readonly state: State;
}

export interface LogPart<State> {
  /** When the store no longer has all entries after the known position: `entries` are those after this checkpoint. */
  readonly checkpoint?: Checkpoint<State>;
  readonly entries: readonly LogEntry[];
  /** By the clock of a shared store: never before the latest entry. */
  readonly now?: Instant;
  /** Parts of a shared store can reach their callers in another order than that in which it made them: by this number. */
  readonly order?: number;
  /** A shared store does not have the known position: the world is only what is in this part, or gone when that is empty. */
  readonly isWhole?: boolean;
}

export interface StoredWorld {
  readonly name: string;
  /** The real time of its latest entry. */
  readonly used: Instant;
}

export interface WorldStore<State> {
  /** Whether a checkpoint costs as much as its world is large. */
  readonly costly: boolean;
  /**
   * Present when other processes write to the store too. Each request then looks before it decides, all parts have the time
   * of the store, and the store itself removes worlds that are unused for too long, or too many. The parts of a world
   * arrive in the order in which the store made them.
   */
  readonly shared?: SharedStore;
  /** What happened after a position; 0 is the beginning. A world without a log has no entries. */
  readonly look: (world: string, after: number) => Later<LogPart<State>>;
  /**
   * Adds an entry. It is durable when this returns, or resolves. A shared store adds nothing to a world that is not there, unless
   * the entry is a reset `ifNew`: the part is then whole and empty.
   * @returns what happened after the known position, up to and including this entry; a whole part may go on after it. Without the
   * entry, it came too late to a shared store, and will never count.
   * @throws StoreError, or rejects with it, if it could not be stored; the log is then as before
   */
  readonly append: (world: string, draft: Draft, after: number) => Later<LogPart<State>>;
  /** Keeps a checkpoint instead of the entries up to its position. */
  readonly snapshot: (world: string, checkpoint: Checkpoint<State>) => Later<void>;
  /** Forgets a world; the positions of a new one with this name start from 1. Fails only if a shared store does. */
  readonly remove: (world: string) => Later<void>;
  /** The longest unused first. @param prefix worlds whose names do not begin with it may be left out */
  readonly worlds: (prefix?: string) => Later<readonly StoredWorld[]>;
  /** Finishes what is under way. */
  readonly close: () => Later<void>;
}

export interface SharedStore {
  /** What a store with connections is like at present. */
  readonly health: () => StoreHealth;
  /** Messages between the processes that share the store. */
  readonly bus: Bus;
  /** Counted for all processes together. */
  readonly quotas: Quotas;
}

export interface StoreHealth {
  /** Whether worlds can be read. */
  readonly isUp: boolean;
  /** Since when, by the clock of this process. */
  readonly since: Instant;
  /** Why it is down, or why it refuses changes although it is up: a sentence for the user. */
  readonly reason?: string;
}

/** Whether it refuses changes although worlds can be read. */
export const isReadOnly = ({ isUp, reason }: StoreHealth): boolean => isUp && reason !== undefined;

/** Messages between processes: each gets them at most once, and only while it listens. A process does not get its own. */
export interface Bus {
  readonly publish: (channel: string, text: string) => void;
  /** @returns a function that unsubscribes */
  readonly subscribe: (channel: string, onText: (text: string) => void) => () => void;
}

/** The value of `Retry-After` while the store serves nobody, in seconds. */
export const retryAfter = '2';

/** A change could not be stored, and has not happened, unless the message, which is for the user, says otherwise. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
