/** How the suite behaved towards the target, and how available the target was: apart from the contract. */

export type ModeName = 'production' | 'nightly' | 'full';

export interface Conduct {
  readonly mode: ModeName;
  /** Requests, second tries among them, but for polls and for what belongs to a job of our own. */
  readonly used: number;
  /** How many these might have been; undefined when nobody counted. */
  readonly allowed?: number;
  /** The flags that were given, of those on which a hint depends: `mode`, `max-requests`. */
  readonly given?: readonly string[];
  /** Requests of the watch. */
  readonly polls: number;
  /** Requests that write, and that follow the job which was made. */
  readonly writes: number;
  readonly withheld: readonly WithheldQuestions[];
  /** What came instead of an answer of the API, e.g. `503` or `the connection was reset`, and how often. */
  readonly faults: Readonly<Record<string, number>>;
}

/**
 * The key in `faults` for a response that differed from the list, but not when it was checked again. The target did
 * respond, so it does not count against its availability.
 */
export const inconsistentFault = 'inconsistent';

/** Questions of a kind that were not asked. */
export interface WithheldQuestions {
  readonly tag: string;
  readonly reason: 'budget' | 'mode';
  readonly count: number;
}

/** How many requests there were, of how many. */
export function formatBudget({ mode, used, allowed, polls, writes }: Conduct): string {
  const of = allowed === undefined ? '' : ` of ${allowed.toLocaleString('en')} allowed`;
  const beside = [
    ...(polls === 0 ? [] : [`${polls} to poll jobs`]),
    ...(writes === 0 ? [] : [`${writes} with write access`]),
  ];
  return `Requests in mode ${mode}: ${used}${of}${beside.length === 0 ? '' : `, plus ${beside.join(', ')}`}.`;
}
