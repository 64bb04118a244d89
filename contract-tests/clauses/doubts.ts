/** Which exchanges the judge doubts: what they show may be chance, and is asked for again before it counts. */
import type { Observations } from '../verdict/clause.ts';
import { agreesWithDetail } from './list.ts';
import type { Target } from '../evidence/evidence.ts';

/** Of a target that is still being asked nothing is said. */
export const noTarget: Target = {
  baseUrl: '',
  hasOtherToken: false,
  hasExpiredToken: false,
  watchedMs: 0,
  mayWrite: false,
};

/** A job that differs from the lists around it may have moved twice, or an answer may have come from an old copy. */
export function findDoubts(seen: Observations): readonly string[] {
  const judgement = agreesWithDetail(seen);
  return judgement.verdict === 'broken' ? judgement.breaches.flatMap(({ exchange }) => exchange ?? []) : [];
}
