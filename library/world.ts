/// <reference lib="esnext.disposable" preserve="true" />
/** One world of a mock, as tests use it: its users, time, jobs, faults and requests. */
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
  /** The new time applies to every later response; the same holds for all methods that move the clock. */
  readonly advance: (by: Length) => Promise<Clock>;
  /** To the next change of any job. */
  readonly toNextChange: () => Promise<Clock>;
  /** Until the job has that status, API or internal. Rejected with a reason if its plan never reaches it. */
  readonly until: (job: string, status: string) => Promise<Clock>;
  readonly at: (instant: string | Date) => Promise<Clock>;
  readonly freeze: () => Promise<Clock>;
  readonly thaw: () => Promise<Clock>;
  /** World seconds in a real second. */
  readonly speed: (speed: number) => Promise<Clock>;
}

export interface WorldJobs {
  readonly list: (filter?: OperationQuery<'listJobs'>) => Promise<readonly ControlJob[]>;
  /** Includes its past and future statuses. */
  readonly get: (job: string) => Promise<ControlJobDetail>;
  /** For alice, unless `user` is given. */
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
  /** Takes a deletion back. */
  readonly undelete: (job: string) => Promise<ControlJob>;
}

export interface WorldFaults {
  readonly list: () => Promise<readonly Fault[]>;
  readonly add: (fault: NewFault) => Promise<Fault>;
  readonly remove: (fault: string) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export interface WorldJournal {
  /** The requests to the mocked API, oldest first. */
  readonly list: (filter?: OperationQuery<'listRequests'>) => Promise<readonly Entry[]>;
  /** Settles when `count` requests fit, those that came before included; fails when `timeout` is over. */
  readonly waitFor: (
    filter?: Omit<OperationQuery<'waitForRequests'>, 'timeout'> & { readonly timeout?: Length },
  ) => Promise<readonly Entry[]>;
  readonly clear: () => Promise<void>;
}

export interface World {
  readonly name: string;
  /** The base URL for the client under test, such as `http://127.0.0.1:4010/api/v1`, without a trailing slash. */
  readonly baseUrl: string;
  /** The bearer token of a user in this world. Default: alice. */
  readonly token: (user?: string) => string;
  /** The headers of a request of that user. */
  readonly headers: (user?: string) => { readonly Authorization: string };
  /** Whether its time is `Date.now()` of this process, so that fake timers move it. */
  readonly followsDate: boolean;
  readonly clock: WorldClock;
  readonly jobs: WorldJobs;
  readonly faults: WorldFaults;
  readonly journal: WorldJournal;
  /** The coach's advice on the client's requests; empty if there is none. */
  readonly advice: (filter?: Omit<OperationQuery<'getAdvice'>, 'fail-on'>) => Promise<readonly Advice[]>;
  /**
   * @param level the least that counts; `warning` lets notices pass
   * @throws AdviceError with all of it
   */
  readonly expectNoAdvice: (level?: 'notice' | 'warning') => Promise<void>;
  /** Clears the advice. */
  readonly clearAdvice: () => Promise<void>;
  readonly users: () => Promise<readonly User[]>;
  readonly figures: () => Promise<WorldFigures>;
  /** Everything as at first. */
  readonly reset: (how?: { readonly at?: string | Date }) => Promise<Clock>;
  readonly snapshot: (name?: string) => Promise<Snapshot>;
  readonly snapshots: () => Promise<readonly Snapshot[]>;
  /** To a snapshot by its name, to one of another world, to the text of a world file or of a log, or to a link. */
  readonly restore: (what: string | Restore) => Promise<Clock>;
  /** The whole world as a short text: for `restore({ link })`, `startMock({ world })` and `mock --world`; with its requests on request. */
  readonly link: (filter?: OperationQuery<'getWorldLink'>) => Promise<string>;
  /** All that changed the world, in order, as lines of JSON; `restore({ file })` takes it too. */
  readonly log: (filter?: OperationQuery<'getWorldLog'>) => Promise<string>;
  /** The world as the text of a world file. */
  readonly export: () => Promise<string>;
  /** Forgets the world; `await using` does it at the end of the block. */
  readonly drop: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}
