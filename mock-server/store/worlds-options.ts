/** The options of all worlds, and what happens to them. */
import type { FaultRule } from '../domain/fault.ts';
import type { Beginning } from '../domain/history.ts';
import type { Terms } from '../domain/payments.ts';
import type { World } from '../domain/world.ts';
import { type Duration, duration, type Instant } from '../../time/time.ts';
import type { WorldStore } from './port.ts';

export interface WorldsOptions extends Beginning {
  readonly terms: Terms;
  /** The world's time at which each world begins; else that of its history, or the real time of its first use. */
  readonly start?: Instant;
  readonly speed: number;
  readonly frozen: boolean;
  /** The faults of each new or reset world. */
  readonly faults?: readonly FaultRule[];
  /** Maximum number of worlds besides the default one. */
  readonly max: number;
  /** How long a world may go unused, in real milliseconds; one that is there from the start was used then. */
  readonly idle: Duration;
  /** In place of `max` and `idle`, where these may change. */
  readonly limits?: { readonly max: number; readonly idle: Duration };
  /** Keeps the logs; in memory by default. */
  readonly store?: WorldStore<World>;
  /** Worlds that are there from the start, and in the store if one is given; the longest unused first. */
  readonly kept?: readonly World[];
  /** How many entries a costly checkpoint replaces at least; tests need few. */
  readonly minEntries?: number;
  /** The start of all nonces: a text that no other process has that writes to the store. */
  readonly process?: string;
  /** Called with the events of worlds. */
  readonly onEvent?: (event: WorldsEvent) => void;
}

/** Default limit and lifetime of worlds. */
export const defaultWorlds = { max: 5000, idle: duration(3_600_000) } as const;

export type WorldsEvent =
  /** Made on first use; `again` when a world of this name was forgotten before. */
  | { readonly kind: 'begun'; readonly world: string; readonly again: boolean }
  /** Reset to its initial state, or restored from a snapshot or a file. */
  | { readonly kind: 'reset'; readonly world: string }
  /** Forgotten: unused for too long, pushed out by others, or taken away. */
  | { readonly kind: 'gone'; readonly world: string };
