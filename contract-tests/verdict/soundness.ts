/** Checks whether a run observed enough: operations that never responded, and the coverage. */
import type { Coverage } from './coverage.ts';
import { formatBudget } from '../evidence/conduct.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { isAnswered, isUnavailable } from '../evidence/exchange.ts';
import type { RunOutcome } from './judge.ts';

/** A run without these operations judged nothing important. */
const coreOperations: ReadonlySet<string> = new Set(['listStatuses', 'getStatus']);

/** An operation that never responded, and what happened instead. */
interface UnansweredOperation {
  readonly operationId: string;
  readonly message: string;
}

/** The operations that were requested several times and never responded. */
export function findUnansweredOperations({ exchanges }: Evidence): readonly UnansweredOperation[] {
  const reads = exchanges.filter(({ request }) => ['GET', 'HEAD', 'OPTIONS'].includes(request.method));
  return [...new Set(reads.map(({ operationId }) => operationId))].flatMap((operationId) => {
    const all = reads.filter((exchange) => exchange.operationId === operationId);
    if (all.length < 2 || all.some((one) => isAnswered(one) && !isUnavailable(one.outcome))) return [];
    const results = all.map(({ outcome }) =>
      outcome.kind === 'response' ? String(outcome.status) : outcome.reason.replace(/^\S+: /, ''),
    );
    const message = `${operationId} was not observed: none of its ${all.length} requests was answered (${[...new Set(results)].join(', ')}).`;
    return [{ operationId, message }];
  });
}

/** Changes the outcome of a kept run to 3 if it did not observe enough. */
export function checkSoundness(
  outcome: RunOutcome,
  evidence: Evidence,
  { percent }: Coverage,
  requiredPercent: number | undefined,
): RunOutcome {
  if (outcome.status !== 0) return outcome;
  const spot = findUnansweredOperations(evidence).find(({ operationId }) => coreOperations.has(operationId));
  if (spot !== undefined)
    return {
      status: 3,
      reason: 'unavailable',
      message: `${spot.message} The contract cannot be judged without it. Try again later.`,
    };
  if (requiredPercent === undefined || percent >= requiredPercent) return outcome;
  const message = `The coverage is too low: ${percent}%, but --require-coverage requires ${requiredPercent}%.`;
  return { status: 3, reason: 'too-little-observed', message };
}

/** Describes the run besides its verdicts: its requests, and operations that never responded. */
export function formatConduct(evidence: Evidence): readonly string[] {
  const { conduct } = evidence.target;
  if (conduct === undefined) return [];
  return [formatBudget(conduct), ...findUnansweredOperations(evidence).map(({ message }) => message)];
}
