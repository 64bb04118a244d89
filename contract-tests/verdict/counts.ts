/** How many clauses came out how: the one count that every report shows. */
import type { Clause, Verdict } from './clause.ts';

/** A clause is counted once: what is broken counts by what that means for the run. */
export interface Counts {
  readonly clauses: number;
  readonly kept: number;
  /** Fails the run: a MUST, with --strict also a SHOULD. */
  readonly broken: number;
  /** A broken SHOULD. */
  readonly warnings: number;
  /** A broken assumption. */
  readonly notices: number;
  readonly unobserved: number;
  readonly off: number;
  /** Checks of our own that crashed. */
  readonly crashed: number;
}

/** What a reader calls a verdict; what is broken is called by its weight. */
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

/** `warnings` where there are several; the other words stay as they are. */
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

/** `105 kept, 0 broken, 1 warning, 12 unobserved`: kept and broken always, the others when there are any. */
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

/** What a clause counts as when it is broken: for runs of which only that is known. */
export function toBrokenKind({ level }: Pick<Clause, 'level'>, strict: boolean): VerdictKind {
  if (level === 'MUST' || (strict && level === 'SHOULD')) return 'broken';
  return level === 'SHOULD' ? 'warning' : 'notice';
}

/** The same of a clause in a report that was read back; what no verdict of ours is says nothing. */
export function getReportedKind(
  { verdict, level }: { readonly verdict: string; readonly level: string },
  strict: boolean,
): VerdictKind {
  if (verdict === 'broken')
    return toBrokenKind({ level: level === 'MUST' || level === 'SHOULD' ? level : 'ASSUMED' }, strict);
  return kinds.find((kind) => kind === verdict) ?? 'unobserved';
}
