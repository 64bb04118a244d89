/** What a clause is, what judging it may yield, and what a judge gets to see. */
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
  /** The promise in one sentence of our own. */
  readonly promise: string;
  readonly judge: Judge;
}

/** Nothing that the framework makes or that we assume may be a MUST. */
export type Clause = ClauseBase &
  (
    | { readonly basis: 'documented' | 'sibling'; readonly source: Source }
    | { readonly level: 'SHOULD' | 'ASSUMED'; readonly basis: 'framework'; readonly source: Source }
    | { readonly level: 'ASSUMED'; readonly basis: 'assumed'; readonly reason: string }
  );

/** A pure function from what was observed to what it says about one promise. */
export type Judge = (seen: Observations) => Judgement;

export interface Observations {
  readonly evidence: Evidence;
  readonly spec: Spec;
  readonly checkAt: CheckAt;
  /** The share of requests that must be answered, in percent; absent for the default. */
  readonly minAvailability?: number;
}

export type Judgement =
  | { readonly verdict: 'kept'; readonly exchanges: readonly string[] }
  | { readonly verdict: 'broken'; readonly breaches: readonly Breach[] }
  | { readonly verdict: 'unobserved'; readonly missing: Missing };

/** One way in which the promise was broken, by one exchange if not by all together. */
export interface Breach {
  readonly exchange?: string;
  readonly expected: string;
  readonly actual: string;
}

/** What became of a clause: judged, switched off by the user, or crashed by a fault of ours. */
export type Verdict = { readonly clause: Clause } & (
  | Judgement
  | { readonly verdict: 'off' }
  | { readonly verdict: 'crashed'; readonly reason: string }
);
