/** What came out otherwise than in the run before. */
import type { Verdict } from '../clause.ts';

/** The ids of clauses. */
export interface Changes {
  /** Broken now, and not the last time. */
  readonly newly: readonly string[];
  /** Broken now as the last time. */
  readonly still: readonly string[];
  /** Broken the last time, and kept now. */
  readonly fixed: readonly string[];
}

export const changeWords = {
  newly: 'newly broken',
  still: 'still broken',
  fixed: 'fixed',
} as const satisfies Readonly<Record<keyof Changes, string>>;

/** The three kinds in the order in which a reader wants them; those without a clause are left out. */
export function changeKinds(
  changes: Changes,
): readonly (readonly [kind: keyof Changes, ids: readonly string[]])[] {
  return (['newly', 'still', 'fixed'] as const)
    .map((kind) => [kind, changes[kind]] as const)
    .filter(([, ids]) => ids.length > 0);
}

/** @param brokenBefore the clauses that were broken when they were last judged; one that was not observed since is among them */
export function changesSince(brokenBefore: ReadonlySet<string>, verdicts: readonly Verdict[]): Changes {
  const ids = (wanted: Verdict['verdict'], before: boolean) =>
    verdicts
      .filter(({ verdict, clause }) => verdict === wanted && brokenBefore.has(clause.id) === before)
      .map(({ clause }) => clause.id);
  return { newly: ids('broken', false), still: ids('broken', true), fixed: ids('kept', true) };
}
