/** What a worker and the process with the store send each other, in batches: structured clones, so that rows stay packed. */
import type { Instant } from '../../time/time.ts';
import type { Charge, Charged } from '../store/quotas.ts';
import type { Draft, LogPart, StoredWorld } from '../store/port.ts';

/**
 * The right to answer from what a worker knows of a world, until a moment of the clock that all processes of a machine share. Nobody
 * else's entry is added before the worker has given the lease back, or the moment has passed.
 */
export interface Lease {
  /** By `readMonotonicClock`. */
  readonly until: number;
  /** What to add to that clock for the time of the store. */
  readonly offset: number;
}

/** The part of a log, and which log it is: a world that was removed and begun again has another one. */
export interface SentPart extends LogPart<unknown> {
  readonly now: Instant;
  /** 0 when there is none. */
  readonly log: number;
  /** The position and the time of its latest entry. */
  readonly position: number;
  readonly real: Instant;
  readonly lease?: Lease;
  /** Its entries are those after this position, since the worker has got the ones before, or will before this part. */
  readonly from?: number;
}

/** A number that the answer repeats. */
interface Numbered {
  readonly id: number;
}

export type ToStore =
  | (Numbered & LookRequest)
  | (Numbered & AppendRequest)
  | (Numbered & SnapshotRequest)
  | (Numbered & { readonly kind: 'remove'; readonly world: string })
  | (Numbered & { readonly kind: 'worlds'; readonly prefix: string })
  | (Numbered & { readonly kind: 'charge'; readonly quota: string; readonly charge: Charge })
  /** The worker answers no longer from what it knows. */
  | { readonly kind: 'give-back'; readonly world: string; readonly revocation: number }
  | Published;

export interface LookRequest {
  readonly kind: 'look';
  readonly world: string;
  readonly after: number;
  /** The log to which the position belongs. */
  readonly log: number;
  /** Nothing else of this worker and this world is under way. */
  readonly isOnly?: true;
}

export interface AppendRequest extends Omit<LookRequest, 'kind'> {
  readonly kind: 'append';
  readonly draft: Draft;
}

export interface SnapshotRequest {
  readonly kind: 'snapshot';
  readonly world: string;
  readonly log: number;
  readonly position: number;
  readonly real: Instant;
  readonly state: unknown;
}

export type ToWorker =
  | (Numbered & { readonly kind: 'part'; readonly part: SentPart })
  | (Numbered & { readonly kind: 'worlds'; readonly worlds: readonly StoredWorld[] })
  | (Numbered & { readonly kind: 'charged'; readonly charged: Charged })
  | (Numbered & { readonly kind: 'done' })
  /** With a sentence for the user. */
  | (Numbered & { readonly kind: 'failed'; readonly reason: string })
  | { readonly kind: 'revoke'; readonly world: string; readonly revocation: number }
  | Published;

export interface Published {
  readonly kind: 'publish';
  readonly channel: string;
  readonly text: string;
}
