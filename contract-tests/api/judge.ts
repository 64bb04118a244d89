/** Turns evidence into a verdict for each clause. */
import { UsageError } from '../../command-line/command.ts';
import { formatSuggestion } from '../../openapi/complaint.ts';
import type { Verdict } from '../verdict/clause.ts';
import { contract } from '../contract/index.ts';
import { getKind } from '../verdict/counts.ts';
import { formatCurl } from '../evidence/curl.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ErrorReason } from '../evidence/run-error.ts';
import { applyLevels, listLevelChanges } from '../verdict/levels.ts';
import { createJudgedRun } from '../commands/judged-run.ts';
import { explainVerdict, getReason } from '../report/failure.ts';
import { getError } from '../report/run.ts';
import { toContractClause } from './clauses.ts';
import { loadModelNow } from './model.ts';
import type { ContractEvidence, ContractVerdict, JudgeOptions } from './types.ts';

/** The reason why a run could not be judged. Such a run does not pass. */
export class ContractError extends Error {
  /** For programs; the message is for people. */
  readonly reason: ErrorReason;

  constructor(reason: ErrorReason, message: string) {
    super(message);
    this.name = 'ContractError';
    this.reason = reason;
  }
}

const results = {
  kept: 'passed',
  warning: 'passed',
  notice: 'passed',
  broken: 'failed',
  crashed: 'failed',
  unobserved: 'skipped',
  off: 'skipped',
} as const satisfies Record<ContractVerdict['state'], ContractVerdict['result']>;

/**
 * Returns a verdict for each clause, in the order of `contractClauses()`.
 * @throws ContractError when the evidence is too small to judge, so that a run without verdicts cannot pass
 */
export function judge(
  { observed, spec }: ContractEvidence,
  { strict = false, levels = {}, off = [], requireCoverage, minAvailability }: JudgeOptions = {},
): readonly ContractVerdict[] {
  refuseUnknown('off', off);
  refuseUnknown('levels', Object.keys(levels));
  const evidence = observed as Evidence;
  const seen = {
    evidence,
    ...loadModelNow(spec),
    ...(minAvailability === undefined ? {} : { minAvailability }),
  };
  const run = createJudgedRun(applyLevels(contract, levels), seen, {
    strict,
    changedLevels: listLevelChanges(contract, levels),
    off: new Set([...off, ...Object.keys(levels).filter((id) => levels[id] === 'off')]),
    requiredPercent: requireCoverage,
    startedAt: new Date().toISOString(),
    tookMs: 0,
  });
  const verdicts = run.verdicts.map((verdict) => toContractVerdict(verdict, evidence, strict));
  const error = getError(run);
  // A crashed check is a failed test, which is more specific than an error.
  if (error !== undefined && error.reason !== 'check-crashed')
    throw new ContractError(error.reason, error.message);
  return verdicts;
}

function refuseUnknown(option: string, given: readonly string[]): void {
  const ids = contract.map(({ id }) => id);
  const mistakes = given
    .filter((id) => !ids.includes(id))
    .map(
      (id) =>
        `${option}: no clause has the id "${id}"${formatSuggestion(id, ids) || '; contractClauses() lists all clauses.'}`,
    );
  if (mistakes.length > 0) throw new UsageError(mistakes);
}

/** Converts a verdict to its public form. */
export function toContractVerdict(verdict: Verdict, evidence: Evidence, strict: boolean): ContractVerdict {
  const clause = toContractClause(verdict.clause);
  const state = getKind(verdict, strict);
  const reason = getReason(verdict) ?? '';
  const name = `${clause.id}: ${clause.promise}`;
  const isPlain = state === 'kept' || state === 'broken' || state === 'crashed';
  const label = state === 'warning' || state === 'notice' ? `${state.toUpperCase()}: ` : '';
  return {
    ...clause,
    state,
    result: results[state],
    title: isPlain ? name : `${name} - ${label}${reason}`,
    reason,
    message: explainVerdict(verdict, evidence),
    ...toFirstBreach(verdict, evidence),
  };
}

function toFirstBreach(
  verdict: Verdict,
  { exchanges }: Evidence,
): Pick<ContractVerdict, 'expected' | 'actual' | 'curl'> {
  if (verdict.verdict !== 'broken') return {};
  const [first] = verdict.breaches;
  if (first === undefined) return {};
  const { expected, actual } = first;
  const exchange = exchanges.find(({ id }) => id === first.exchange);
  return { expected, actual, ...(exchange === undefined ? {} : { curl: formatCurl(exchange) }) };
}
