/** The commands of a world: what its intents have come to. Its jobs follow from them. */
import type { Criteria } from './matches.ts';
import type { SubmittedRows } from './submitted-rows.ts';
import type { Instant } from '../../time/time.ts';

/** What is known of a job when it is submitted. */
export interface Submission {
  readonly id: string;
  readonly owner: string;
  /** May be before the present time of the world. */
  readonly at: Instant;
  readonly rows: number;
  readonly scenario: string;
  /** The submitted rows; an initial job has none, and its rows are generated. */
  readonly records?: SubmittedRows | undefined;
  /** People or companies: a category of the document; its default when there is none. */
  readonly category?: string | undefined;
  readonly criteria?: Criteria | undefined;
}

/** A command for a world. The fold has checked that it is possible. */
export type WorldCommand =
  | SubmitCommand
  | {
      readonly kind: 'intervene';
      readonly job: string;
      readonly cause: 'pause' | 'resume';
      readonly at: Instant;
    }
  | { readonly kind: 'fail'; readonly job: string; readonly at: Instant; readonly reason?: string }
  | {
      readonly kind: 'force';
      readonly job: string;
      readonly at: Instant;
      /** The internal status. */
      readonly status: string;
      /** Until the next command for the job; otherwise it continues as planned. */
      readonly stays: boolean;
    }
  /** Deletes the job as if it had never existed. */
  | { readonly kind: 'delete'; readonly job: string; readonly at: Instant }
  /** Takes that back. */
  | { readonly kind: 'undelete'; readonly job: string; readonly at: Instant }
  /** A response about these jobs, each in a step that polls end. */
  | { readonly kind: 'poll'; readonly jobs: readonly string[]; readonly at: Instant };

interface SubmitCommand extends Submission {
  readonly kind: 'submit';
}
