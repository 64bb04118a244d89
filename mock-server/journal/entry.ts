/** A journal entry: one request to the mocked API and its result, without token and body. */
import type { Instant } from '../../time/time.ts';

export interface JournalEntry {
  /** Counts up in each world, from 1. */
  readonly number: number;
  /** The real time at which the request came. */
  readonly began: Instant;
  /** The real time at which its response was sent, or the client disconnected. */
  readonly ended: Instant;
  readonly worldTime: Instant;
  /** World seconds in a real second then; 0 while the clock of the world stood. */
  readonly speed: number;
  readonly method: string;
  /** As sent, with tokens masked. */
  readonly path: string;
  /** As sent, without the question mark, with tokens masked. */
  readonly query?: string;
  /** Whether a token stood in the query. */
  readonly tokenInQuery: boolean;
  /** Whose token it bore, whether it was let in or not. */
  readonly user?: string;
  /** The invalid credentials of the request. */
  readonly stranger?: Stranger;
  /** An operation of the document, when path and method are one's. */
  readonly operation?: string;
  /** The requested job, found or not. */
  readonly job?: string;
  /** The jobs in the response, as they were then; of a longer list the newest hundred. */
  readonly shown: readonly ShownJob[];
  /** The status code of the response; 0 if a fault prevented it. It is kept even if the client disconnected first. */
  readonly status: number;
  /** The value of `Retry-After` in the response, in seconds. */
  readonly retryAfter?: number;
  /** The ids of the faults that touched it. */
  readonly faults: readonly string[];
  /** Why it matched nothing and what would have, a sentence each. */
  readonly nearMisses: readonly string[];
  /** The client went before the response was sent. */
  readonly aborted: boolean;
}

/** Unknown credentials, distinguished without storing them. */
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

/** The data of an entry when the response is ready to be sent. */
export type Draft = Omit<JournalEntry, 'number' | 'ended' | 'aborted'>;
