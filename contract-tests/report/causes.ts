/** What was not observed, grouped by what was missing, so that a cause is read once. */
import type { Verdict } from '../clause.ts';

export interface Cause {
  readonly cause: string;
  /** The ids of the clauses that it left unobserved. */
  readonly ids: readonly string[];
}

/** The causes of most clauses first; those of as many in the order of the contract. */
export function groupByCause(verdicts: readonly Verdict[]): readonly Cause[] {
  const groups = new Map<string, string[]>();
  for (const verdict of verdicts) {
    if (verdict.verdict !== 'unobserved') continue;
    groups.set(verdict.missing, [...(groups.get(verdict.missing) ?? []), verdict.clause.id]);
  }
  return [...groups]
    .map(([cause, ids]) => ({ cause, ids }))
    .toSorted((a, b) => b.ids.length - a.ids.length);
}
