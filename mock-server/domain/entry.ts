/**
 * The log of a world: every change is an entry, an intent with its real time, position and nonce. The fold decides what
 * an intent does, from the state that it meets.
 */
import type { Instant } from '../../time/time.ts';
import type { FaultRule } from './fault.ts';
import type { Beginning } from './history.ts';
import type { Criteria } from './matches.ts';
import type { SubmittedRows } from './submitted-rows.ts';

export interface LogEntry {
  /** Counts up in each world, from 1. */
  readonly position: number;
  /** The real time at which it was wanted. */
  readonly real: Instant;
  /** Unique in its world; an entry with a known nonce has no effect. */
  readonly nonce: string;
  readonly intent: Intent;
}

/** What somebody wants to change. Whether and how it does is the outcome of the fold. */
export type Intent =
  | ResetIntent
  | RestoreIntent
  | SubmitIntent
  | AddIntent
  | ActionIntent
  | { readonly kind: 'fail'; readonly job: string; readonly reason?: string }
  | ForceIntent
  /** Deletes the job as if it had never existed. */
  | { readonly kind: 'delete'; readonly job: string }
  /** Takes a deletion back, as if the job had never been deleted. */
  | { readonly kind: 'undelete'; readonly job: string }
  /** A response that showed these jobs. */
  | { readonly kind: 'poll'; readonly jobs: readonly string[] }
  | ClockIntent
  /** The wall clock was set back; `seen` is what it showed when the world's time was last read. */
  | { readonly kind: 'follow-wall-clock'; readonly seen: Instant }
  | { readonly kind: 'add-fault'; readonly rule: FaultRule }
  | { readonly kind: 'remove-fault'; readonly fault: string }
  | { readonly kind: 'clear-faults' }
  /** A request that these faults match; the outcome says which of them apply to it. */
  | { readonly kind: 'match-faults'; readonly faults: readonly string[] }
  /** These faults changed a response. */
  | { readonly kind: 'count-faults'; readonly faults: readonly string[] }
  | { readonly kind: 'save-snapshot'; readonly snapshot: string }
  | { readonly kind: 'restore-snapshot'; readonly snapshot: string }
  | { readonly kind: 'delete-snapshot'; readonly snapshot: string };

/** The world begins, or begins again; the first entry of every log. */
export interface ResetIntent {
  readonly kind: 'reset';
  /** The world's time at which it begins. */
  readonly at: Instant;
  readonly speed: number;
  readonly frozen: boolean;
  /** The faults that it begins with. */
  readonly faults?: readonly FaultRule[];
  /** Does nothing in a world that has begun: several processes may begin a shared one. */
  readonly ifNew?: true;
}

/** The world becomes that of a file, of a link or of another log. */
export interface RestoreIntent extends Omit<ResetIntent, 'kind' | 'ifNew'> {
  readonly kind: 'restore';
  readonly from: Beginning;
}

/** Of a client, who pays for it. */
export interface SubmitIntent {
  readonly kind: 'submit';
  readonly owner: string;
  readonly rows: number;
  readonly scenario?: string;
  readonly category?: string;
  readonly criteria?: Criteria;
  readonly records?: SubmittedRows;
}

/** With the control API: a job that was submitted a while ago, or that has just reached a status. */
export interface AddIntent {
  readonly kind: 'add';
  readonly owner: string;
  readonly rows: number;
  readonly scenario?: string;
  readonly category?: string;
  /** The time since its submission, in milliseconds. */
  readonly ago?: number;
  /** The status that it has just reached, API or internal. */
  readonly status?: string;
}

export interface ActionIntent {
  readonly kind: 'pause' | 'resume';
  readonly job: string;
  /** The client who wants it and pays for it; absent when the control API does. */
  readonly owner?: string;
}

export interface ForceIntent {
  readonly kind: 'force';
  readonly job: string;
  /** The internal status. */
  readonly status: string;
  /** Until the next command for the job; otherwise it continues as planned. */
  readonly stays: boolean;
  /** Also where the life cycle has no such transition. */
  readonly anyway: boolean;
}

/** Any of these, in this order: freeze or unfreeze, another speed, forward by or to a time. */
export interface ClockIntent {
  readonly kind: 'clock';
  readonly frozen?: boolean;
  readonly speed?: number;
  /** Milliseconds of the world, or to the next change of any job. */
  readonly advance?: number | 'next-change';
  readonly at?: Instant;
  readonly until?: { readonly job: string; readonly status: string };
}
