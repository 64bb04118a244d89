/** A journal entry: one request to the mocked API and its result, without token and body. */
import type { Instant } from '../../time/time.ts';

export interface JournalEntry {
  /** Counts up in each world, from 1. */
  readonly number: number;
  /** The real time at which the request came. */
  readonly began: Instant;
  /** The real time at which its answer was sent, or the client went. */
  readonly ended: Instant;
  readonly worldTime: Instant;
  /** World seconds in a real second then; 0 while the clock of the world stood. */
  readonly speed: number;
  readonly method: string;
  /** As it was sent, but for what looks like a token. */
  readonly path: string;
  /** As it was sent, without the question mark, tokens masked. */
  readonly query?: string;
  /** Whether a token stood in the query. */
  readonly tokenInQuery: boolean;
  /** Whose token it bore, whether it was let in or not. */
  readonly user?: string;
  /** What it bore in place of a token that somebody has. */
  readonly stranger?: Stranger;
  /** An operation of the document, when path and method are one's. */
  readonly operation?: string;
  /** The job that was asked for, found or not. */
  readonly job?: string;
  /** The jobs that the answer showed, as they were then; of a longer list the first hundred, which are the newest. */
  readonly shown: readonly ShownJob[];
  /** Of the answer; 0 when a fault let none be sent. Who went before it was sent has that of the answer all the same. */
  readonly status: number;
  /** What its `Retry-After` said, in seconds. */
  readonly retryAfter?: number;
  /** The ids of the faults that touched it. */
  readonly faults: readonly string[];
  /** Why it matched nothing and what would have, a sentence each. */
  readonly nearMisses: readonly string[];
  /** The client went before the response was sent. */
  readonly aborted: boolean;
}

/** Credentials of nobody, told apart without holding them. */
export interface Stranger {
  readonly kind: 'none' | 'unknown' | 'unreadable';
  /** The same for the same header; says nothing else of it. */
  readonly fingerprint: number;
}

export interface ShownJob {
  readonly id: string;
  readonly internalStatus: string;
  readonly apiStatus: string;
  readonly rows: number;
}

/** What is known of an entry when the answer is ready to be sent. */
export type Draft = Omit<JournalEntry, 'number' | 'ended' | 'aborted'>;
