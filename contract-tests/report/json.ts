/** Creates the report for programs; report.schema.json describes it. */
import type { Verdict } from '../verdict/clause.ts';
import { countKinds, countVerdicts } from '../verdict/counts.ts';
import type { Coverage } from '../verdict/coverage.ts';
import { getAvailability } from '../evidence/availability.ts';
import { listMadeJobs } from '../evidence/made-jobs.ts';
import { completeFailOn } from '../verdict/fail-on.ts';
import { getWeight } from '../verdict/judge.ts';
import type { LastingStep } from '../statistics/find-steps.ts';
import { findMutant, getProofFile } from './proofs.ts';
import { formatDrift } from './drift.ts';
import { formatStep, isNewStep } from './steps.ts';
import { getBreachExchanges, getReason } from './failure.ts';
import {
  getError,
  getExitStatus,
  getMessage,
  getMode,
  getTarget,
  type JudgedRun,
  type ContractRun,
} from './run.ts';

/** The value of report.json. */
export function toJsonReport(run: ContractRun): unknown {
  const error = getError(run);
  return {
    format: 'enrichment-sandbox/contract-report',
    version: run.version,
    started_at: run.startedAt,
    took_ms: Math.round(run.tookMs),
    target: getTarget(run),
    mode: getMode(run) ?? null,
    strict: run.strict,
    fail_on: completeFailOn(run.failOn ?? [], run.strict),
    exit_status: getExitStatus(run),
    summary: getMessage(run),
    error: error === undefined ? null : { reason: error.reason, message: error.message },
    ...(run.kind === 'judged' ? toJudgedPart(run) : unjudgedPart),
  };
}

const unjudgedPart = {
  requests: 0,
  watched_ms: 0,
  jobs_made: [],
  counts: countKinds([]),
  availability: null,
  coverage: null,
  readings: {},
  drift: [],
  levels_changed: [],
  clauses: [],
};

function toJudgedPart(run: JudgedRun): object {
  const { evidence, verdicts, part, strict, readings, framework, drift = [], changes, coverage } = run;
  return {
    ...(part === undefined ? {} : { only: part.names }),
    ...toTrafficPart(run),
    requests: getAvailability(evidence).requests,
    watched_ms: Math.round(evidence.target.watchedMs),
    jobs_made: listMadeJobs(evidence.exchanges).map(({ jobId }) => jobId),
    counts: countVerdicts(verdicts, strict),
    availability: toAvailabilityPart(run),
    coverage: coverage === undefined ? null : toCoveragePart(coverage),
    ...(changes === undefined ? {} : { changes }),
    readings: Object.fromEntries(
      Object.entries(readings).map(([question, reading]) => [question, reading ?? null]),
    ),
    ...(framework === undefined ? {} : { framework }),
    drift: drift.map(formatDrift),
    ...(run.steps === undefined ? {} : { steps: run.steps.map(toStepPart) }),
    levels_changed: run.changedLevels ?? [],
    clauses: verdicts.map((verdict) => ({ ...toClausePart(verdict, strict), ...toProofPart(verdict, run) })),
  };
}

function toTenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function toStepPart(step: LastingStep): object {
  const { metric, before, after, since, foundAt, isWorse, line } = step;
  return {
    metric: metric.key,
    is_new: isNewStep(step),
    is_worse: isWorse,
    since,
    found_at: foundAt,
    before: toTenths(before),
    after: toTenths(after),
    line: line.map(toTenths),
    sentence: formatStep(step),
  };
}

/** What was judged of the traffic of an app. */
function toTrafficPart({ evidence: { target, exchanges } }: JudgedRun): object {
  const { traffic } = target;
  if (traffic === undefined) return {};
  const { program, entries, leftOut } = traffic;
  const users = new Set(exchanges.map(({ caller }) => caller)).size;
  return { traffic: { program, entries, judged: exchanges.length, users, left_out: leftOut } };
}

function toAvailabilityPart({ evidence }: JudgedRun): object {
  const { percent, requests, answered, faults } = getAvailability(evidence);
  return { percent: percent ?? null, requests, answered, faults };
}

function toCoveragePart({ percent, kinds, needWriting }: Coverage): object {
  return {
    percent,
    need_writing: needWriting,
    kinds: kinds.map(({ name, seen, all, missing }) => ({ name, seen, all, missing })),
  };
}

/** Where a program finds the exchanges of a broken clause, and a mock that breaks it too. */
function toProofPart({ verdict, clause }: Verdict, { proofs }: JudgedRun): object {
  if (verdict !== 'broken') return {};
  const mutant = findMutant(clause.id);
  return {
    ...(proofs?.has(clause.id) === true ? { har: getProofFile(clause.id) } : {}),
    ...(mutant === undefined ? {} : { mutant: mutant.name }),
  };
}

function toClausePart(verdict: Verdict, strict: boolean): object {
  const { clause } = verdict;
  const { id, level, contractLevel, basis, promise } = clause;
  return {
    id,
    level,
    ...(contractLevel === undefined ? {} : { contract_level: contractLevel }),
    basis,
    ...('source' in clause ? { source: clause.source } : { basis_reason: clause.reason }),
    ...('source' in clause && clause.levelReason !== undefined ? { level_reason: clause.levelReason } : {}),
    promise,
    verdict: verdict.verdict,
    weight: getWeight(verdict, strict),
    reason: getReason(verdict) ?? null,
    exchanges: verdict.verdict === 'kept' ? verdict.exchanges : getBreachExchanges(verdict),
    ...(verdict.verdict === 'broken' ? { breaches: verdict.breaches } : {}),
  };
}
