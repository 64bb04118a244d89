/** A fault: an effect, the requests that it matches and when it applies. Data only; faults/ applies it. */
import type { Duration, Instant } from '../../time/time.ts';

/** A requested fault, before it is added to a world. */
export interface FaultRule {
  readonly effect: FaultEffect;
  readonly where: FaultScope;
  readonly when: FaultTiming;
  /** Of the world's time. */
  readonly expiresIn?: Duration;
  /** Whether the request still takes effect, such as a submission whose response is lost. */
  readonly done: boolean;
}

export interface WorldFault extends Omit<FaultRule, 'expiresIn'> {
  /** `fault-1`, `fault-2` ... in each world. */
  readonly id: string;
  /** The world's time from which on it is over. */
  readonly expiresAt?: Instant;
  /** Number of matching requests, including those to which it did not apply. */
  readonly matched: number;
  /** Answers that it touched. */
  readonly applied: number;
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
  /** Drawn from the seed for each request. */
  | { readonly kind: 'probability'; readonly share: number };

/** The name of an effect, and the values of its keys; `faults/effects/` knows what they mean. */
export type FaultEffect = { readonly kind: string } & Readonly<Record<string, string | number>>;
