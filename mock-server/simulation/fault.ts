/** A fault: an effect, the requests that it matches and when it applies. Data only; faults/ applies it. */
import type { Duration, Instant } from '../../time/time.ts';

/** What somebody asks to go wrong; a fault once it is in a world. */
export interface FaultRule {
  readonly effect: FaultEffect;
  readonly where: FaultScope;
  readonly when: FaultTiming;
  /** Of the world's time. */
  readonly expiresIn?: Duration;
  /** Whether what was asked is done nevertheless, such as a submission whose answer is lost. */
  readonly done: boolean;
}

export interface WorldFault extends Omit<FaultRule, 'expiresIn'> {
  /** `fault-1`, `fault-2` ... in each world. */
  readonly id: string;
  /** The world's time from which on it is over. */
  readonly expiresAt?: Instant;
  /** Requests that it looked at, those that it let pass too. */
  readonly matched: number;
  /** Answers that it touched. */
  readonly struck: number;
}

/** All that is given must fit. */
export interface FaultScope {
  readonly user?: string;
  /** An operation of the document. */
  readonly operation?: string;
  readonly job?: string;
}

export type FaultTiming =
  | { readonly kind: 'always' }
  | { readonly kind: 'next'; readonly count: number }
  | { readonly kind: 'every'; readonly nth: number }
  | { readonly kind: 'from'; readonly nth: number }
  /** Drawn from the seed, for each request anew. */
  | { readonly kind: 'probability'; readonly share: number };

/** The name of an effect, and the values of its keys; `faults/effects/` knows what they mean. */
export type FaultEffect = { readonly kind: string } & Readonly<Record<string, string | number>>;
