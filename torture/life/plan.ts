/** The plan of a life: all that is drawn by chance before a client runs. Plain data, so that it can be printed and played again. */
import type { NewFault } from '../../library/operations.ts';

/** All times are milliseconds since the start of the life. */
export interface LifePlan {
  /** The jobs in the order of their submission; the client is run once for each. At least one. */
  readonly jobs: readonly PlannedJob[];
  readonly faults: readonly PlannedFault[];
  /** How long the n-th response takes, in milliseconds; later ones start again with the first. Empty: 50 ms each. */
  readonly latencies: readonly number[];
  /** While a tab sleeps, no timer fires and no response arrives; at its end all that is late comes at once. */
  readonly sleeps: readonly Sleep[];
  /** How far the client's clock is ahead of the server's, in milliseconds; negative when it is behind. */
  readonly skew: number;
  /** When the page is left: `signal` is aborted. Absent: never. */
  readonly unmountAt?: number;
  /** When the client turns to another job, for clients that follow one after the other. Absent: never. */
  readonly switchAt?: number;
  /** When the token expires: from then on, each response is a 401. Absent: never. */
  readonly tokenExpiresAt?: number;
  /** Whether the user has no credits from the start. */
  readonly isOutOfCredits: boolean;
  /** Whether Retry-After is a date, as RFC 9110 allows, and not a number of seconds. Absent: it is not. */
  readonly retryAfterAsDate?: boolean;
}

export interface PlannedJob {
  /** The name of a shipped scenario, or steps as in a scenario file. */
  readonly scenario: string | DrawnScenario;
  readonly rows: number;
}

export interface DrawnScenario {
  readonly steps: readonly DrawnStep[];
}

/** An internal status of the document, and how long it takes, such as `20s`; absent where it is final or paused. */
export interface DrawnStep {
  readonly status: string;
  readonly takes?: string;
}

export interface PlannedFault {
  /** When it is added to the world. */
  readonly at: number;
  readonly fault: NewFault;
}

export interface Sleep {
  readonly at: number;
  readonly length: number;
}
