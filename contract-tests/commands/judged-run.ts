/** From evidence to a run: judged, weighed, and told how much was seen; the same whether it was just collected or stored. */
import type { Clause, Observations } from '../verdict/clause.ts';
import { measureCoverage } from '../verdict/coverage.ts';
import { listSightings } from '../evidence/sightings.ts';
import { judge, type JudgeOptions, decideOutcome } from '../verdict/judge.ts';
import { detectReadings, formatVersion } from '../clauses/readings.ts';
import { collectDrift } from '../report/drift.ts';
import type { JudgedRun } from '../report/run.ts';
import { checkSoundness } from '../verdict/soundness.ts';

interface JudgeSettings extends JudgeOptions, Pick<JudgedRun, 'startedAt' | 'tookMs' | 'strict'> {
  /** How much of the contract must be seen, in per cent. */
  readonly requiredPercent?: number | undefined;
}

export function createJudgedRun(
  clauses: readonly Clause[],
  seen: Observations,
  setting: JudgeSettings,
): JudgedRun {
  const { evidence } = seen;
  const { startedAt, tookMs, strict, requiredPercent, ...options } = setting;
  const framework = formatVersion(seen);
  const verdicts = judge(clauses, seen, options);
  const coverage = measureCoverage(verdicts, seen);
  const told = decideOutcome(verdicts, strict, listSightings(evidence.exchanges).length > 0);
  return {
    kind: 'judged',
    version: VERSION,
    startedAt,
    tookMs,
    evidence,
    verdicts,
    readings: detectReadings(seen),
    ...(framework === undefined ? {} : { framework }),
    outcome: checkSoundness(told, evidence, coverage, requiredPercent),
    strict,
    drift: collectDrift(seen),
    coverage,
    ...(seen.minAvailability === undefined ? {} : { minAvailability: seen.minAvailability }),
  };
}
