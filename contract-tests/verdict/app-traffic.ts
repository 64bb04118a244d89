/** Judges the traffic of an app: each user alone, since two users see different jobs, and only what such traffic can show. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Clause, Observations, Verdict } from './clause.ts';
import { judge, type JudgeOptions } from './judge.ts';
import type { Need } from './missing.ts';

/** What the traffic of an app can show. */
export interface AppScope {
  readonly isShown: (clauseId: string) => boolean;
  /** What is missing for the other clauses. */
  readonly explain: (clauseId: string) => string;
}

/** The evidence of each user, in the order of their first requests. */
function splitByCaller(evidence: Evidence): readonly Evidence[] {
  const callers = [...new Set(evidence.exchanges.map(({ caller }) => caller))];
  return callers.map((caller) => ({
    ...evidence,
    exchanges: evidence.exchanges.filter((one) => one.caller === caller),
  }));
}

/** The verdicts on all users together, in the order of the contract. */
export function judgeAppTraffic(
  contract: readonly Clause[],
  seen: Observations,
  options: JudgeOptions,
  { isShown, explain }: AppScope,
): readonly Verdict[] {
  const shown = contract.filter(({ id }) => isShown(id));
  const parts = splitByCaller(seen.evidence);
  const all = (parts.length === 0 ? [seen.evidence] : parts).map(
    (evidence) =>
      new Map(judge(shown, { ...seen, evidence }, options).map((verdict) => [verdict.clause.id, verdict])),
  );
  return contract.map((clause): Verdict => {
    if (options.off?.has(clause.id) === true) return { clause, verdict: 'off' };
    const own = all.flatMap((verdicts) => verdicts.get(clause.id) ?? []);
    return own.length > 0
      ? merge(clause, own)
      : { clause, verdict: 'unobserved', missing: { need: 'app-traffic', message: explain(clause.id) } };
  });
}

/** Broken for one user is broken, and kept for one is kept, unless it is broken for another. */
function merge(clause: Clause, own: readonly Verdict[]): Verdict {
  const breaches = own.flatMap((one) => (one.verdict === 'broken' ? one.breaches : []));
  if (breaches.length > 0) return { clause, verdict: 'broken', breaches };
  const crashed = own.find(({ verdict }) => verdict === 'crashed');
  if (crashed !== undefined) return crashed;
  const exchanges = own.flatMap((one) => (one.verdict === 'kept' ? one.exchanges : []));
  const [first] = own;
  if (exchanges.length > 0 || first === undefined) return { clause, verdict: 'kept', exchanges };
  if (first.verdict !== 'unobserved' || !givenToRuns.has(first.missing.need)) return first;
  return { ...first, missing: { ...first.missing, need: 'app-traffic' } };
}

/** What only a run of the suite can be given. */
const givenToRuns: ReadonlySet<Need> = new Set<Need>([
  'write-access',
  'other-token',
  'expired-token',
  'ledger',
]);

/** The part of the evidence in which a clause is broken: that of the user of its first breach. */
export function selectBroken(verdict: Verdict, evidence: Evidence): Evidence {
  const [breach] = verdict.verdict === 'broken' ? verdict.breaches : [];
  const parts = splitByCaller(evidence);
  return (
    parts.find(({ exchanges }) => exchanges.some(({ id }) => id === breach?.exchange)) ?? parts[0] ?? evidence
  );
}
