/** Groups unobserved clauses by what was missing. */
import type { Verdict } from '../verdict/clause.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { findRunHint, type Need, needs, getHintContext } from '../verdict/missing.ts';

/** One kind of missing input, with everything that was missing of this kind. */
export interface MissingCause {
  readonly heading: string;
  /** How the next run can observe it; undefined when no flag or variable helps. */
  readonly hint?: string;
  readonly count: number;
  readonly missing: readonly MissingThing[];
}

export interface MissingThing {
  readonly message: string;
  /** The ids of the unobserved clauses. */
  readonly ids: readonly string[];
}

/** Causes with the most clauses come first. */
export function groupByCause(verdicts: readonly Verdict[], evidence: Evidence): readonly MissingCause[] {
  const groups = new Map<Need, Map<string, string[]>>();
  for (const verdict of verdicts) {
    if (verdict.verdict !== 'unobserved') continue;
    const { need, message } = verdict.missing;
    const things = groups.get(need) ?? new Map<string, string[]>();
    things.set(message, [...(things.get(message) ?? []), verdict.clause.id]);
    groups.set(need, things);
  }
  return [...groups]
    .map(([need, things]) => toCause(need, things, evidence))
    .toSorted((a, b) => b.count - a.count);
}

function toCause(
  need: Need,
  things: ReadonlyMap<string, readonly string[]>,
  evidence: Evidence,
): MissingCause {
  const missing = [...things].map(([message, ids]) => ({ message, ids }));
  const hint = findRunHint(need, getHintContext(evidence));
  return {
    heading: needs[need],
    ...(hint === undefined ? {} : { hint }),
    count: missing.reduce((sum, { ids }) => sum + ids.length, 0),
    missing,
  };
}
