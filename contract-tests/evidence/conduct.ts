/** Describes the traffic of a run, and the availability of the target, separately from the contract. */

export type ModeName = 'production' | 'nightly' | 'full';

export interface Conduct {
  readonly mode: ModeName;
  /** Requests, including retries, without polls and without the requests for the run's own job. */
  readonly used: number;
  /** The budget for these requests; undefined without a budget. */
  readonly allowed?: number;
  /** The given flags that hints depend on: `mode`, `max-requests`. */
  readonly given?: readonly string[];
  /** Requests that poll unfinished jobs. */
  readonly polls: number;
  /** Requests that write, and that poll the created job. */
  readonly writes: number;
  readonly withheld: readonly WithheldQuestions[];
  /** What happened instead of a response of the API, e.g. `503` or `the connection was reset`, and how often. */
  readonly faults: Readonly<Record<string, number>>;
}

/**
 * The key in `faults` for a response that differed from the list, but not when it was checked again. The target did
 * respond, so it does not count against its availability.
 */
export const inconsistentFault = 'inconsistent';

/** Requests of one kind that were not sent. */
export interface WithheldQuestions {
  readonly tag: string;
  readonly reason: 'budget' | 'mode';
  readonly count: number;
}

/** Formats the number of requests and their budget. */
export function formatBudget({ mode, used, allowed, polls, writes }: Conduct): string {
  const of = allowed === undefined ? '' : ` of ${allowed.toLocaleString('en')} allowed`;
  const beside = [
    ...(polls === 0 ? [] : [`${polls} to poll jobs`]),
    ...(writes === 0 ? [] : [`${writes} with write access`]),
  ];
  return `Requests in mode ${mode}: ${used}${of}${beside.length === 0 ? '' : `, plus ${beside.join(', ')}`}.`;
}
