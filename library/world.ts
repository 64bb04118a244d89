/// <reference lib="esnext.disposable" preserve="true" />
/** One world of a mock, as a test holds it: who is in it, its time, its jobs, what goes wrong in it, what was asked. */
import type {
  Advice,
  Clock,
  ControlJob,
  ControlJobDetail,
  Entry,
  Fault,
  ForcedStatus,
  NewFault,
  NewJob,
  OperationQuery,
  Restore,
  Snapshot,
  User,
  WorldFigures,
} from './operations.ts';

/** A length of time: `90s`, `5m`, `1h30m`, `250ms`, or a number of milliseconds. */
export type Length = string | number;

export interface WorldClock {
  /** The time of the world. */
  readonly now: () => Promise<Date>;
  readonly read: () => Promise<Clock>;
  /** Every answer after it is from the new time; so with all that move it. */
  readonly advance: (by: Length) => Promise<Clock>;
  /** To the next change of any job. */
  readonly toNextChange: () => Promise<Clock>;
  /** Until the job is in that status, API or internal; refused with a reason when its plan never comes there. */
  readonly until: (job: string, status: string) => Promise<Clock>;
  readonly at: (instant: string | Date) => Promise<Clock>;
  readonly freeze: () => Promise<Clock>;
  readonly thaw: () => Promise<Clock>;
  /** World seconds in a real second. */
  readonly speed: (speed: number) => Promise<Clock>;
}

export interface WorldJobs {
  readonly list: (filter?: OperationQuery<'listJobs'>) => Promise<readonly ControlJob[]>;
  /** With its whole life: what was, and what comes if nobody intervenes. */
  readonly get: (job: string) => Promise<ControlJobDetail>;
  /** Alice's, unless `user` says otherwise. */
  readonly add: (job?: Omit<NewJob, 'user'> & Partial<Pick<NewJob, 'user'>>) => Promise<ControlJob>;
  readonly force: (
    job: string,
    internalStatus: string,
    how?: Omit<ForcedStatus, 'internal_status'>,
  ) => Promise<ControlJob>;
  readonly fail: (job: string, reason?: string) => Promise<ControlJob>;
  /** As the backend would. */
  readonly pause: (job: string) => Promise<ControlJob>;
  readonly resume: (job: string) => Promise<ControlJob>;
  readonly delete: (job: string) => Promise<void>;
}

export interface WorldFaults {
  readonly list: () => Promise<readonly Fault[]>;
  readonly add: (fault: NewFault) => Promise<Fault>;
  readonly remove: (fault: string) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export interface WorldJournal {
  /** What was asked of the mocked API, the oldest first. */
  readonly list: (filter?: OperationQuery<'listRequests'>) => Promise<readonly Entry[]>;
  /** Settles when `count` requests fit, those that came before included; fails when `timeout` is over. */
  readonly waitFor: (
    filter?: Omit<OperationQuery<'waitForRequests'>, 'timeout'> & { readonly timeout?: Length },
  ) => Promise<readonly Entry[]>;
  readonly clear: () => Promise<void>;
}

export interface World {
  readonly name: string;
  /** What the client under test is to be given, such as `http://127.0.0.1:4010/api/v1`; without a trailing slash. */
  readonly baseUrl: string;
  /** The bearer token of a user in this world; alice's when nobody is named. */
  readonly token: (user?: string) => string;
  /** What a request of that user carries. */
  readonly headers: (user?: string) => { readonly Authorization: string };
  /** Whether its time is what `Date.now()` says in this process, so that fake timers move it. */
  readonly followsDate: boolean;
  readonly clock: WorldClock;
  readonly jobs: WorldJobs;
  readonly faults: WorldFaults;
  readonly journal: WorldJournal;
  /** What the coach says of how the client asks; nothing when all is well. */
  readonly advice: (filter?: Omit<OperationQuery<'getAdvice'>, 'fail-on'>) => Promise<readonly Advice[]>;
  /**
   * @param level the least that counts; `warning` lets notices pass
   * @throws AdviceError with all of it
   */
  readonly expectNoAdvice: (level?: 'notice' | 'warning') => Promise<void>;
  /** Lets the coach begin anew. */
  readonly clearAdvice: () => Promise<void>;
  readonly users: () => Promise<readonly User[]>;
  readonly figures: () => Promise<WorldFigures>;
  /** Everything as at first. */
  readonly reset: (how?: { readonly at?: string | Date }) => Promise<Clock>;
  readonly snapshot: (name?: string) => Promise<Snapshot>;
  readonly snapshots: () => Promise<readonly Snapshot[]>;
  /** To a snapshot by its name, to one of another world, or to the text of a world file. */
  readonly restore: (what: string | Restore) => Promise<Clock>;
  /** The world as the text of a world file. */
  readonly export: () => Promise<string>;
  /** Forgets the world; `await using` does it at the end of the block. */
  readonly drop: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}
