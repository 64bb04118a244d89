/** Everything that one run observed of a target. */
import type { LeftOutReason } from './app-traffic/left-out.ts';
import type { Conduct } from './conduct.ts';
import type { Earlier } from './earlier.ts';
import type { Exchange } from './exchange.ts';

export interface Evidence {
  readonly target: Target;
  readonly exchanges: readonly Exchange[];
  /** What earlier runs saw; absent when no ledger was given. */
  readonly earlier?: Earlier;
}

/** The traffic of an app, stored by a browser or a proxy. */
export interface AppTraffic {
  /** The program that wrote the file. */
  readonly program: string;
  /** All entries of the file. */
  readonly entries: number;
  /** How many of them are no evidence, by reason. */
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
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
  /** The file that the evidence is from, if an app sent the requests and not the suite. */
  readonly traffic?: AppTraffic;
  /** The traffic of the run; absent in evidence that was written by hand. */
  readonly conduct?: Conduct;
}
