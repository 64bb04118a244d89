/** The rows of a ledger: one letter per run for each clause. */
import type { PastRun } from '../report/run.ts';
import type { Verdict } from '../verdict/clause.ts';
import { countKinds, type VerdictKind } from '../verdict/counts.ts';
import { type Ledger, maxRuns } from './format.ts';

const letters = { kept: 'k', broken: 'b', unobserved: 'u', off: 'o', crashed: 'c' } as const;

/** One letter for this run at the end of the row of each clause. */
export function updateClauses(
  { clauses, runs }: Ledger,
  verdicts: readonly Verdict[],
): Readonly<Record<string, string>> {
  const current = new Map(verdicts.map(({ clause, verdict }) => [clause.id, letters[verdict]]));
  const ids = new Set([...Object.keys(clauses), ...current.keys()]);
  const past = '-'.repeat(runs.length);
  const rows = [...ids].map(
    (id) => [id, `${clauses[id] ?? past}${current.get(id) ?? '-'}`.slice(-maxRuns)] as const,
  );
  // A clause that did not exist for thirty runs is removed.
  return Object.fromEntries(rows.filter(([, row]) => /[^-]/.test(row)));
}

/** The clauses that were broken when they were last judged; undefined without an earlier run. */
export function listBrokenClauses({ runs, clauses }: Ledger): ReadonlySet<string> | undefined {
  if (runs.length === 0) return undefined;
  const rows = Object.entries(clauses);
  return new Set(rows.flatMap(([id, row]) => (row.replaceAll(/[^kb]/g, '').endsWith('b') ? [id] : [])));
}

/** What a broken clause counts as, by its id. */
export type ToKind = (id: string) => VerdictKind;

const kindsByLetter: Readonly<Record<string, VerdictKind>> = {
  k: 'kept',
  u: 'unobserved',
  o: 'off',
  c: 'crashed',
};

/** The results of all runs, the earliest first, for a trend. */
export function getHistory({ runs, clauses }: Ledger, toKind: ToKind): readonly PastRun[] {
  const rows = Object.entries(clauses);
  return runs.map(({ at }, index) => {
    const kinds = rows.flatMap(([id, row]) => {
      const letter = row[index] ?? '-';
      return letter === 'b' ? [toKind(id)] : (kindsByLetter[letter] ?? []);
    });
    const { broken, warnings, notices, kept, unobserved } = countKinds(kinds);
    return { at, broken, warnings, notices, kept, unobserved };
  });
}
