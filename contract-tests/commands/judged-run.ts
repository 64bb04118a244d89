/** From evidence to a run: judged, weighed, and told how much was seen; the same whether it was just collected or stored. */
import type { Clause, Seen } from '../verdict/clause.ts';
import { measureCoverage } from '../verdict/coverage.ts';
import { sightingsIn } from '../evidence/sightings.ts';
import { judge, type JudgeOptions, decideOutcome } from '../verdict/judge.ts';
import { readingsSeen, versionSentence } from '../clauses/readings.ts';
import { driftIn } from '../report/drift.ts';
import type { JudgedRun } from '../report/run.ts';
import { soundOutcome } from '../verdict/soundness.ts';

interface Setting extends JudgeOptions, Pick<JudgedRun, 'startedAt' | 'tookMs' | 'strict'> {
  /** How much of the contract must be seen, in per cent. */
  readonly requiredPercent?: number | undefined;
}

export function judgedRun(clauses: readonly Clause[], seen: Seen, setting: Setting): JudgedRun {
  const { evidence } = seen;
  const { startedAt, tookMs, strict, requiredPercent, ...options } = setting;
  const framework = versionSentence(seen);
  const verdicts = judge(clauses, seen, options);
  const coverage = measureCoverage(verdicts, seen);
  const told = decideOutcome(verdicts, strict, sightingsIn(evidence.exchanges).length > 0);
  return {
    kind: 'judged',
    version: VERSION,
    startedAt,
    tookMs,
    evidence,
    verdicts,
    readings: readingsSeen(seen),
    ...(framework === undefined ? {} : { framework }),
    outcome: soundOutcome(told, evidence, coverage, requiredPercent),
    strict,
    drift: driftIn(seen),
    coverage,
    ...(seen.minAvailability === undefined ? {} : { minAvailability: seen.minAvailability }),
  };
}
