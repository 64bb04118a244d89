/** The result of an exploration. */
import type { UserName } from './sequence.ts';
import type { Failure } from './shrink.ts';

/** Why an exploration ended. */
export type ExploreEnd =
  | 'requests'
  | 'jobs'
  | 'credits'
  | 'time'
  | 'sequences'
  | 'interrupted'
  | 'unreachable';

/** A sequence that failed, and the smallest one that fails in the same way. */
export interface Fault {
  /** The index of the sequence for this seed. */
  readonly index: number;
  readonly original: Failure;
  readonly smallest: Failure;
  /** How many sequences were played to make it small. */
  readonly plays: number;
  /** What a mock does with the smallest sequence; absent if none was asked. */
  readonly onMock?: 'passes' | 'fails';
}

export interface Exploration {
  readonly seed: string;
  readonly sequences: number;
  readonly end: ExploreEnd;
  /** Why the target was given up. */
  readonly trouble?: string;
  readonly faults: readonly Fault[];
  /** Sequences, including those that made a fault small. */
  readonly plays: number;
  readonly calls: number;
  /** Calls without a usable response, which may or may not have taken effect. */
  readonly uncertain: number;
  /** Jobs whose calls had too many possible orders. */
  readonly undecided: number;
  /** Jobs of other programs that appeared in the lists. */
  readonly strangers: number;
  /** Whether any job was submitted and seen. */
  readonly sawJobs: boolean;
  /** All requests without polls, also those that belong to no sequence. */
  readonly requests: number;
  /** The reads of waits. */
  readonly polls: number;
  readonly jobs: number;
  readonly credits: number;
  /** Jobs that may still be paused. */
  readonly left: readonly { readonly jobId: string; readonly user: UserName; readonly reason: string }[];
  /** How many submissions were rejected, by status code. */
  readonly refusals: Readonly<Record<string, number>>;
}
