/** What the processes ask each other about requests, and the form of their answers. */
import type { JournalEntry } from '../journal/entry.ts';
import type { Filter } from '../journal/filter.ts';

export type Question = NewRequestsQuestion | OthersQuestion;

/** What requests are new in a world. */
export interface NewRequestsQuestion {
  readonly kind: 'new';
  readonly world: string;
  /** All later entries must have higher numbers. */
  readonly mark: number;
  /** By process, the number of the latest entry that the asking one has; absent if it wants none. */
  readonly after?: Readonly<Record<string, number>>;
  readonly floors: Floors;
  /** Whether it wants to be told of the next change. */
  readonly follows: boolean;
}

/** Whether other worlds got requests that match. */
export interface OthersQuestion {
  readonly kind: 'others';
  readonly world: string;
  readonly filter: Filter;
  readonly since: number;
}

/** What somebody cleared: entries up to these numbers. */
export interface Floors {
  readonly cleared: number;
  /** Of the coach. */
  readonly dismissed: number;
}

export const noFloors: Floors = { cleared: 0, dismissed: 0 };

export interface Reply {
  readonly entries: readonly JournalEntry[];
  readonly isMore: boolean;
  /** The highest number that the process knew. */
  readonly latest: number;
  readonly floors: Floors;
  /** Entries up to this number may be missing, since the journal is limited. */
  readonly lost: number;
  readonly about: ProcessFacts;
}

/** What a process knows of those that share the store. */
export interface ProcessFacts {
  readonly known: readonly string[];
  /** Where its numbers began. */
  readonly started: number;
  /** What processes had that have ended is lost, up to this number. */
  readonly ended: number;
}

/** What another version sends may be something else. */
export function isReply(answer: unknown): answer is Reply {
  const { entries, floors, about } = (answer ?? {}) as Partial<Reply>;
  return Array.isArray(entries) && floors !== undefined && about !== undefined;
}
