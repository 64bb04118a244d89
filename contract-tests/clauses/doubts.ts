/** Finds exchanges that may show a transient inconsistency, so that the survey repeats them before they count. */
import type { Observations } from '../verdict/clause.ts';
import { agreesWithDetail } from './agreement.ts';
import type { Target } from '../evidence/evidence.ts';

/** Placeholders for the parts of a target that are unknown during the survey. */
export const noTarget: Target = {
  baseUrl: '',
  hasOtherToken: false,
  hasExpiredToken: false,
  watchedMs: 0,
  mayWrite: false,
};

/** A job that differs from the lists around it may have changed twice, or a response may have come from a stale replica. */
export function findDoubts(seen: Observations): readonly string[] {
  const judgement = agreesWithDetail(seen);
  return judgement.verdict === 'broken' ? judgement.breaches.flatMap(({ exchange }) => exchange ?? []) : [];
}
