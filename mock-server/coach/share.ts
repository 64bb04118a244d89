/** How a mock takes part in what several processes with one store know of requests. */
import type { Spec } from '../../openapi/spec.ts';
import type { Instant } from '../../time/time.ts';
import type { Journals } from '../journal/journals.ts';
import type { Requests } from '../journal/requests.ts';
import type { Bus } from '../store/port.ts';
import type { Worlds } from '../store/worlds-port.ts';
import type { Advice } from './advice.ts';
import type { AdviceSource } from './advice-source.ts';
import type { CoachSettings } from './settings.ts';

/** Reads the requests to all processes that share a store, and the advice on them. */
export type Share = (deps: ShareDeps) => Shared;

export interface Shared {
  readonly requests: SharedRequests;
  readonly advice: AdviceSource;
  /** Must be called when a request was entered into the journal, so that the others know of it and of this process. */
  readonly note: (world: string) => void;
  /** Must be called when a world begins again. */
  readonly reset: (world: string) => void;
  /** Must be called when a world was removed. */
  readonly drop: (world: string) => void;
  /** Says good-bye to the others, and leaves them what they do not have. */
  readonly leave: () => void;
}

export interface ShareDeps {
  readonly bus: Bus;
  /** A text that no other process has. */
  readonly process: string;
  readonly worlds: Pick<Worlds, 'shared' | 'watch'>;
  /** Of this process. */
  readonly journals: Journals;
  /** How many entries a world keeps. */
  readonly max: number;
  readonly spec: Spec;
  /** Replaces thresholds of the coach. */
  readonly coach?: Partial<CoachSettings> | undefined;
  /** Called with advice that there was not before; each is said by one process only. */
  readonly say: (world: string, advice: Advice) => void;
  /** Whether responses show the true state of jobs, so that the coach can explain them. */
  readonly isTrue: boolean;
  /** Real time on a clock that nobody sets. */
  readonly steady: () => Instant;
  /** Resolves after this many real milliseconds, or earlier when the signal is aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** The requests to all processes, and what this process does for it with its own. */
export interface SharedRequests extends Requests {
  /** The number of an entry. @param at when it ended, by the clock of the store */
  readonly createNumber: (at: Instant) => number;
  /** @param real the time of the store in an answer of its @param steady when it was asked for */
  readonly noteTime: (real: Instant, steady: Instant) => void;
  readonly toStoreTime: (steady: Instant) => Instant;
}
