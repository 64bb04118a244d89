/** Checks whether a run observed enough: operations that never responded, and the coverage. */
import type { Coverage } from './coverage.ts';
import { formatBudget } from '../evidence/conduct.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { formatAnswered, getAvailability, minRequests } from '../evidence/availability.ts';
import { type Exchange, isAnswered, isUnavailable } from '../evidence/exchange.ts';
import { getBody, getItems, listSightings } from '../evidence/sightings.ts';
import { selectOwnReads } from '../evidence/silence.ts';
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

/**
 * An important operation without a single readable response to the caller's token, while jobs are listed. What others get,
 * and what the caller gets for jobs that do not exist, says nothing about it.
 */
function findBlindOperation({ exchanges }: Evidence): UnansweredOperation | undefined {
  const hasJobs = listSightings(exchanges).length > 0;
  return [...coreOperations]
    .map((operationId) => {
      const all = selectOwnReads(exchanges).filter((one) => one.operationId === operationId);
      if (all.some(isReadable) || (all.length === 0 && !hasJobs)) return undefined;
      return { operationId, message: describeBlindness(operationId, all) };
    })
    .find((one) => one !== undefined && (hasJobs || one.operationId !== 'getStatus'));
}

function isReadable(exchange: Exchange): boolean {
  if (!isAnswered(exchange) || exchange.outcome.status !== 200) return false;
  const body = exchange.operationId === 'listStatuses' ? getItems(exchange) : getBody(exchange);
  return typeof body === 'object' && body !== null;
}

function describeBlindness(operationId: string, all: readonly Exchange[]): string {
  const counts = new Map<string, number>();
  for (const one of all) {
    const { outcome } = one;
    const instead =
      outcome.kind === 'no-response'
        ? outcome.reason.replace(/^\S+: /, '')
        : `status ${outcome.status}${outcome.status === 200 ? ' with an unreadable body' : ''}`;
    counts.set(instead, (counts.get(instead) ?? 0) + 1);
  }
  const parts = [...counts].map(([what, count]) => (count === 1 ? what : `${count} times ${what}`));
  const seen = parts.length === 0 ? 'no request was sent' : parts.join(', ');
  return `${operationId} was not observed: no request with the valid token got a readable response with status 200 (${seen}).`;
}

/** With a lower availability, in percent, what is kept says little. */
const minSoundAvailability = 50;

/** Changes the outcome of a kept run to 3 if it did not observe enough. */
export function checkSoundness(
  outcome: RunOutcome,
  evidence: Evidence,
  { percent }: Coverage,
  requiredPercent: number | undefined,
): RunOutcome {
  if (outcome.status !== 0) return outcome;
  const blind = findBlindOperation(evidence);
  if (blind !== undefined)
    return {
      status: 3,
      reason: 'unavailable',
      message: `${blind.message} The contract cannot be judged without it.`,
    };
  const availability = getAvailability(evidence);
  if (availability.requests >= minRequests && (availability.percent ?? 100) < minSoundAvailability)
    return {
      status: 3,
      reason: 'unavailable',
      message: `Most requests were not answered, so the contract cannot be judged: ${formatAnswered(availability)}. Try again later.`,
    };
  if (requiredPercent === undefined || percent >= requiredPercent) return outcome;
  const message = `The coverage is too low: ${percent}%, but --require-coverage requires ${requiredPercent}%.`;
  return { status: 3, reason: 'too-little-observed', message };
}

/** Describes the run besides its verdicts: its requests, and operations that never responded. */
export function formatConduct(evidence: Evidence): readonly string[] {
  const { conduct } = evidence.target;
  if (conduct === undefined) return [];
  const broken = evidence.exchanges.filter(breaksHttp).length;
  return [
    formatBudget(conduct),
    ...(broken === 0
      ? []
      : [`${broken} of ${evidence.exchanges.length} responses broke HTTP; most clients reject them.`]),
    ...findUnansweredOperations(evidence).map(({ message }) => message),
  ];
}

function breaksHttp({ outcome }: Exchange): boolean {
  return outcome.kind === 'response' ? outcome.defects !== undefined : outcome.isMalformed === true;
}
