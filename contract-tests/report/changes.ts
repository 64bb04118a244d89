/** Finds the differences from the previous run. */
import type { Verdict } from '../verdict/clause.ts';
import { getKind } from '../verdict/counts.ts';

/** The ids of clauses. */
export interface Changes {
  /** Broken now, but not in the previous run. */
  readonly newly: readonly string[];
  /** Broken now and in the previous run. */
  readonly still: readonly string[];
  /** Broken in the previous run, kept now. */
  readonly fixed: readonly string[];
}

/** Clauses with the same change, and the words for one and for several of them. */
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

/** The changes for readers: new ones first, failures before warnings. */
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
