/** What came out otherwise than in the run before. */
import type { Verdict } from '../verdict/clause.ts';
import { getKind } from '../verdict/counts.ts';

/** The ids of clauses. */
export interface Changes {
  /** Broken now, and not the last time. */
  readonly newly: readonly string[];
  /** Broken now as the last time. */
  readonly still: readonly string[];
  /** Broken the last time, and kept now. */
  readonly fixed: readonly string[];
}

/** Clauses that changed in the same way, with the word for several of them and for one. */
export interface ChangedClauses {
  readonly ids: readonly string[];
  readonly label: string;
}

const labels = {
  newly: {
    broken: ['newly broken', 'newly broken'],
    warning: ['new warning', 'new warnings'],
    notice: ['new notice', 'new notices'],
  },
  still: {
    broken: ['still broken', 'still broken'],
    warning: ['same warning', 'same warnings'],
    notice: ['same notice', 'same notices'],
  },
} as const;

/** What changed, as a reader wants it: the new first, what fails the run before what warns, as the counts have it. */
export function listChanges(
  { newly, still, fixed }: Changes,
  { verdicts, strict }: { readonly verdicts: readonly Verdict[]; readonly strict: boolean },
): readonly ChangedClauses[] {
  const kindsById = new Map(verdicts.map((verdict) => [verdict.clause.id, getKind(verdict, strict)]));
  const group = (change: 'newly' | 'still', ids: readonly string[]) =>
    (['broken', 'warning', 'notice'] as const).map((kind) => {
      const own = ids.filter((id) => (kindsById.get(id) ?? 'broken') === kind);
      return { ids: own, label: labels[change][kind][own.length === 1 ? 0 : 1] };
    });
  const all = [...group('newly', newly), ...group('still', still), { ids: fixed, label: 'fixed' }];
  return all.filter(({ ids }) => ids.length > 0);
}

/** @param brokenBefore the clauses that were broken when they were last judged; one that was not observed since is among them */
export function findChanges(brokenBefore: ReadonlySet<string>, verdicts: readonly Verdict[]): Changes {
  const ids = (wanted: Verdict['verdict'], before: boolean) =>
    verdicts
      .filter(({ verdict, clause }) => verdict === wanted && brokenBefore.has(clause.id) === before)
      .map(({ clause }) => clause.id);
  return { newly: ids('broken', false), still: ids('broken', true), fixed: ids('kept', true) };
}
