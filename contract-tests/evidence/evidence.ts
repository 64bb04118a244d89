/** Everything that was observed of a target in one run. */
import type { Conduct } from './conduct.ts';
import type { Earlier } from './earlier.ts';
import type { Exchange } from './exchange.ts';

export interface Evidence {
  readonly target: Target;
  readonly exchanges: readonly Exchange[];
  /** What earlier runs saw; absent when no ledger was given. */
  readonly earlier?: Earlier;
}

export interface Target {
  /** Scheme, host, and what stands before the paths of the document, e.g. `https://host/backend`. */
  readonly baseUrl: string;
  /** Whether the list is served under another prefix of the document too; absent for those that nobody asked for. */
  readonly otherPrefixes?: Readonly<Record<string, boolean>>;
  /** Which tokens there were beside the caller's own. */
  readonly hasOtherToken: boolean;
  readonly hasExpiredToken: boolean;
  /** For how long jobs were watched, in milliseconds. */
  readonly watchedMs: number;
  /** Whether a job of our own was allowed. */
  readonly mayWrite: boolean;
  /** Whether it is a mock that was started for this one run. */
  readonly isOwn?: boolean;
  /** How the suite behaved; absent in evidence that was made by hand. */
  readonly conduct?: Conduct;
}
