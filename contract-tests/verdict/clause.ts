/** Defines clauses, their verdicts, and the input of a judge. */
import type { CheckAt } from '../../openapi/conformance.ts';
import type { Source } from '../../openapi/document.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ClauseLevel } from '../evidence/probes.ts';
import type { Missing } from './missing.ts';

interface ClauseBase {
  /** A slug that never changes. */
  readonly id: string;
  readonly level: ClauseLevel;
  /** The promise in one sentence, in our words. */
  readonly promise: string;
  readonly judge: Judge;
  /** The level of the contract, where a team changed it. */
  readonly contractLevel?: ClauseLevel;
}

/**
 * A clause with the basis `framework` or `assumed` is never a MUST. `client` is for promises that no page makes in words, but
 * that every client depends on.
 */
export type Clause = ClauseBase &
  (
    | { readonly basis: 'documented' | 'sibling'; readonly source: Source; readonly levelReason?: string }
    | {
        readonly level: 'SHOULD' | 'ASSUMED';
        readonly basis: 'framework';
        readonly source: Source;
        readonly levelReason?: string;
      }
    | { readonly basis: 'client'; readonly reason: string }
    | { readonly level: 'ASSUMED'; readonly basis: 'assumed'; readonly reason: string }
    | ChangedClause
  );

/** A clause to which a team gave another level, which may be any. */
type ChangedClause = { readonly contractLevel: ClauseLevel } & (
  | { readonly basis: 'framework'; readonly source: Source; readonly levelReason?: string }
  | { readonly basis: 'assumed'; readonly reason: string }
);

/** A pure function from the observations to a judgement of one promise. */
export type Judge = (seen: Observations) => Judgement;

export interface Observations {
  readonly evidence: Evidence;
  readonly spec: Spec;
  readonly checkAt: CheckAt;
  /** The minimum share of answered requests, in percent; absent for the default. */
  readonly minAvailability?: number;
}

export type Judgement =
  | { readonly verdict: 'kept'; readonly exchanges: readonly string[] }
  | { readonly verdict: 'broken'; readonly breaches: readonly Breach[] }
  | { readonly verdict: 'unobserved'; readonly missing: Missing };

/** One breach of the promise, by a single exchange or by all of them together. */
export interface Breach {
  readonly exchange?: string;
  readonly expected: string;
  readonly actual: string;
}

/** The result of a clause: judged, switched off by the user, or crashed because of a bug in the suite. */
export type Verdict = { readonly clause: Clause } & (
  | Judgement
  | { readonly verdict: 'off' }
  | { readonly verdict: 'crashed'; readonly reason: string }
);
