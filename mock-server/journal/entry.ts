/** A journal entry: one request to the mocked API and its result, without token and body. */
import type { Instant } from '../../time/time.ts';

export interface JournalEntry {
  /** Counts up in each world, from 1. */
  readonly number: number;
  /** The real time of the request's arrival. */
  readonly at: Instant;
  /** The same on a clock that nobody sets, for the time between two requests. */
  readonly began: Instant;
  /** When its response was sent, or the client disconnected; on that clock too. */
  readonly ended: Instant;
  readonly worldTime: Instant;
  /** World seconds in a real second then; 0 while the clock of the world stood. */
  readonly speed: number;
  readonly method: string;
  /** As sent, with tokens masked. */
  readonly path: string;
  /** As sent, without the question mark, with tokens masked. */
  readonly query?: string | undefined;
  /** Whether a token stood in the query. */
  readonly tokenInQuery: boolean;
  /** The user of its token, even if the token was rejected. */
  readonly user?: string | undefined;
  /** The invalid credentials of the request. */
  readonly stranger?: Stranger | undefined;
  /** An operation of the document, when path and method are one's. */
  readonly operation?: string | undefined;
  /** The requested job, found or not. */
  readonly job?: string | undefined;
  /** The jobs in the response, as they were then; of a longer list the newest hundred. */
  readonly shown: readonly ShownJob[];
  /** The status code of the response; 0 if a fault prevented it. It is kept even if the client disconnected first. */
  readonly status: number;
  /** The value of `Retry-After` in the response, in seconds. */
  readonly retryAfter?: number | undefined;
  /** The ids of the faults that touched it. */
  readonly faults: readonly string[];
  /** Why it matched nothing and what would have, a sentence each. */
  readonly nearMisses: readonly string[];
  /** The client went before the response was sent. */
  readonly aborted: boolean;
  /** Where several processes share a store: the requested job at that time, if the user has it and the request failed. */
  readonly asked?: ShownJob | undefined;
}

/** Unknown credentials, distinguished without storing them. */
export interface Stranger {
  readonly kind: 'none' | 'unknown' | 'unreadable';
  /** A fingerprint of the header: equal for equal headers, and reveals nothing else. */
  readonly fingerprint: number;
}

export interface ShownJob {
  readonly id: string;
  readonly internalStatus: string;
  readonly apiStatus: string;
  readonly rows: number;
}

/** An entry to which the journal of its world has not given a number yet. */
export type Draft = JournalEntry & { number: number; at: Instant; asked?: ShownJob | undefined };
