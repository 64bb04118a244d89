/** Counts clauses by result. Every report shows this count. */
import type { Clause, Verdict } from './clause.ts';

/** Each clause counts once; a broken clause counts by its weight. */
export interface Counts {
  readonly clauses: number;
  readonly kept: number;
  /** Clauses that fail the run: a broken MUST, or with --strict a broken SHOULD. */
  readonly broken: number;
  /** A broken SHOULD. */
  readonly warnings: number;
  /** A broken assumption. */
  readonly notices: number;
  readonly unobserved: number;
  readonly off: number;
  /** Checks of the suite that crashed. */
  readonly crashed: number;
}

/** The name of a verdict in reports; a broken clause is named by its weight. */
export type VerdictKind = 'kept' | 'broken' | 'warning' | 'notice' | 'unobserved' | 'off' | 'crashed';

export const kinds: readonly VerdictKind[] = [
  'broken',
  'crashed',
  'warning',
  'notice',
  'unobserved',
  'kept',
  'off',
];

export function getKind({ verdict, clause }: Verdict, strict: boolean): VerdictKind {
  return verdict === 'broken' ? toBrokenKind(clause, strict) : verdict;
}

/** `warnings` for several; the other words do not change. */
export function pluralize(kind: VerdictKind, count: number): string {
  return count !== 1 && (kind === 'warning' || kind === 'notice') ? `${kind}s` : kind;
}

export function countVerdicts(verdicts: readonly Verdict[], strict: boolean): Counts {
  return countKinds(verdicts.map((verdict) => getKind(verdict, strict)));
}

export function countKinds(all: readonly VerdictKind[]): Counts {
  const count = (wanted: VerdictKind) => all.filter((kind) => kind === wanted).length;
  return {
    clauses: all.length,
    kept: count('kept'),
    broken: count('broken'),
    warnings: count('warning'),
    notices: count('notice'),
    unobserved: count('unobserved'),
    off: count('off'),
    crashed: count('crashed'),
  };
}

/** `105 kept, 0 broken, 1 warning, 12 unobserved`: always kept and broken, and the others if there are any. */
export function formatCounts(counts: Omit<Counts, 'clauses'>): string {
  const { kept, broken, crashed, warnings, notices, unobserved, off } = counts;
  const parts: readonly (readonly [number, string])[] = [
    [crashed, 'crashed'],
    [warnings, warnings === 1 ? 'warning' : 'warnings'],
    [notices, notices === 1 ? 'notice' : 'notices'],
    [unobserved, 'unobserved'],
    [off, 'off'],
  ];
  const others = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return [`${kept} kept`, `${broken} broken`, ...others].join(', ');
}

/** What a broken clause counts as, for runs of which only the breach is known. */
export function toBrokenKind({ level }: Pick<Clause, 'level'>, strict: boolean): VerdictKind {
  if (level === 'MUST' || (strict && level === 'SHOULD')) return 'broken';
  return level === 'SHOULD' ? 'warning' : 'notice';
}

/** The same for a clause in a stored report; undefined for an unknown verdict. */
export function getReportedKind(
  { verdict, level }: { readonly verdict: string; readonly level: string },
  strict: boolean,
): VerdictKind {
  if (verdict === 'broken')
    return toBrokenKind({ level: level === 'MUST' || level === 'SHOULD' ? level : 'ASSUMED' }, strict);
  return kinds.find((kind) => kind === verdict) ?? 'unobserved';
}
