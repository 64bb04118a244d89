/** Everything that one run observed of a target. */
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
  /** Scheme, host and the prefix of the document's paths, e.g. `https://host/backend`. */
  readonly baseUrl: string;
  /** Whether the target also serves the list under each other prefix of the document; absent for untested prefixes. */
  readonly otherPrefixes?: Readonly<Record<string, boolean>>;
  /** Which tokens the run had besides the caller's. */
  readonly hasOtherToken: boolean;
  readonly hasExpiredToken: boolean;
  /** Whether the run had the token of a user without jobs. */
  readonly hasEmptyToken?: boolean;
  /** A job of the caller that the user knows from elsewhere. */
  readonly knownJobId?: string;
  /** How long unfinished jobs were polled, in milliseconds. */
  readonly watchedMs: number;
  /** Whether the run had write access. */
  readonly mayWrite: boolean;
  /** Whether the target is a mock that was started for this run. */
  readonly isOwn?: boolean;
  /** The traffic of the run; absent in evidence that was written by hand. */
  readonly conduct?: Conduct;
}
