/** Turns evidence into a judged run with outcome and coverage, for both new and stored evidence. */
import { chooseClauses, toPartialContract } from '../verdict/choose-clauses.ts';
import type { Clause, Observations, Verdict } from '../verdict/clause.ts';
import { judgeAppTraffic, selectBroken } from '../verdict/app-traffic.ts';
import { appClauses, explainNotInApps } from '../contract/app-traffic.ts';
import { measureCoverage } from '../verdict/coverage.ts';
import type { FailOn } from '../verdict/fail-on.ts';
import type { LevelChange } from '../verdict/levels.ts';
import { listSightings } from '../evidence/sightings.ts';
import { judge, type JudgeOptions, decideOutcome } from '../verdict/judge.ts';
import { detectReadings, formatVersion } from '../clauses/readings.ts';
import type { Changes } from '../report/changes.ts';
import { collectDrift } from '../report/drift.ts';
import type { JudgedRun } from '../report/run.ts';
import { findProof } from '../verdict/proof.ts';
import { checkSoundness } from '../verdict/soundness.ts';

const appScope = { isShown: (id: string) => appClauses.has(id), explain: explainNotInApps };

export interface JudgeSettings extends JudgeOptions, Pick<JudgedRun, 'startedAt' | 'tookMs' | 'strict'> {
  /** The names of what is judged; empty, or absent, for the whole contract. */
  readonly only?: readonly string[];
  /** How much of the contract must be seen, in percent. */
  readonly requiredPercent?: number | undefined;
  readonly failOn?: readonly FailOn[];
  /** The levels that the team changed; the clauses have the new ones. */
  readonly changedLevels?: readonly LevelChange[];
  /** Compares the verdicts with an earlier run. */
  readonly findChanges?: (verdicts: readonly Verdict[]) => { readonly changes?: Changes };
}

export function createJudgedRun(
  clauses: readonly Clause[],
  seen: Observations,
  setting: JudgeSettings,
): JudgedRun {
  const { evidence } = seen;
  const { startedAt, tookMs, strict, requiredPercent, only = [], failOn = [], changedLevels = [] } = setting;
  const part = toPartialContract(clauses, only);
  const framework = formatVersion(seen);
  const chosen = chooseClauses(clauses, only);
  const isOfApp = evidence.target.traffic !== undefined;
  const verdicts = isOfApp ? judgeAppTraffic(chosen, seen, setting, appScope) : judge(chosen, seen, setting);
  const coverage = measureCoverage(verdicts, seen, { clausesOnly: part !== undefined });
  const { changes } = setting.findChanges?.(verdicts) ?? {};
  const newly = changes === undefined ? {} : { newly: new Set(changes.newly) };
  const decided = decideOutcome(
    verdicts,
    { strict, failOn, ...newly },
    {
      sawJobs: isOfApp || listSightings(evidence.exchanges).length > 0,
      ...(part === undefined ? {} : { part }),
    },
  );
  return {
    kind: 'judged',
    version: VERSION,
    startedAt,
    tookMs,
    evidence,
    verdicts,
    ...(part === undefined ? {} : { part }),
    readings: detectReadings(seen),
    ...(framework === undefined ? {} : { framework }),
    // What an app did not ask is not missing.
    outcome: isOfApp ? decided : checkSoundness(decided, evidence, coverage, requiredPercent),
    strict,
    failOn,
    changedLevels,
    proofs: collectProofs(verdicts, seen),
    ...(changes === undefined ? {} : { changes }),
    drift: collectDrift(seen),
    coverage,
    ...(seen.minAvailability === undefined ? {} : { minAvailability: seen.minAvailability }),
  };
}

/** The exchanges that prove each broken clause. */
function collectProofs(verdicts: readonly Verdict[], seen: Observations): NonNullable<JudgedRun['proofs']> {
  const { evidence } = seen;
  const proofs = verdicts.flatMap((verdict) => {
    const isOfApp = evidence.target.traffic !== undefined;
    const own = isOfApp ? { ...seen, evidence: selectBroken(verdict, evidence) } : seen;
    const proof = findProof(verdict, own);
    return proof === undefined ? [] : [[verdict.clause.id, proof] as const];
  });
  return new Map(proofs);
}
