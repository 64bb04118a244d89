/** Judges the availability of the target. Transient errors count only here. */
import type { Judge } from '../verdict/clause.ts';
import { formatAvailability, getAvailability, minRequests } from '../evidence/availability.ts';
import { type Exchange, isAnswered, isUnavailable } from '../evidence/exchange.ts';
import {
  findSilentGroups,
  isSilentAmongOthers,
  type SilentGroup,
  selectOwnReads,
} from '../evidence/silence.ts';
import { toJudgement } from './judging.ts';
import { anAnswer, explainMissing } from './wanted.ts';

/** In percent; the default of --min-availability. */
export const defaultMinAvailability = 95;

export const answersMostRequests: Judge = ({ evidence, minAvailability = defaultMinAvailability }) => {
  const availability = getAvailability(evidence);
  const { requests, answered } = availability;
  if (requests < minRequests)
    return {
      verdict: 'unobserved',
      missing: { need: 'sight', message: `at least ${minRequests} requests; this run sent ${requests}` },
    };
  if (answered * 100 >= minAvailability * requests)
    return { verdict: 'kept', exchanges: evidence.exchanges.filter(isAnswered).map(({ id }) => id) };
  const missed = evidence.exchanges.find((one) => !isAnswered(one) || isUnavailable(one.outcome));
  return {
    verdict: 'broken',
    breaches: [
      {
        ...(missed === undefined ? {} : { exchange: missed.id }),
        expected: `responses to at least ${minAvailability} % of the requests`,
        actual: formatAvailability(availability),
      },
    ],
  };
};

/** A target that is down as a whole is judged by its availability. */
export const eachIsAnswered: Judge = (seen) => {
  const { exchanges } = seen.evidence;
  const silent = findSilentGroups(exchanges).filter((group) => isSilentAmongOthers(group, exchanges));
  const answered = selectOwnReads(exchanges).filter(isAnswered);
  const breaches = silent.map((group) => ({
    ...(group.exchanges[0] === undefined ? {} : { exchange: group.exchanges[0].id }),
    expected: 'a response, as to the requests in between',
    actual: describeSilence(group),
  }));
  return toJudgement(answered, breaches, () => explainMissing({ ...anAnswer, tags: ['list'] }, seen));
};

function describeSilence({ operationId, jobId, exchanges }: SilentGroup): string {
  const tries = exchanges.reduce((sum, { tries: own = 1 }) => sum + own, 0);
  const instead = exchanges.map(({ outcome }) =>
    outcome.kind === 'response' ? `status ${outcome.status}` : outcome.reason.replace(/^\S+: /, ''),
  );
  const subject = jobId === undefined ? operationId : `${operationId} for job ${jobId}`;
  return `${subject} answered none of ${tries} requests (${[...new Set(instead)].join(', ')})`;
}

/** A median above this is slow, in milliseconds. */
const slowMedianMs = 3000;
/** A single response above this is slow if it is so again. */
const slowOnceMs = 10_000;
/** With fewer responses, a median says little. */
const minTimed = 5;

/** Retries and their pauses are not response times. */
export const answersSoon: Judge = (seen) => {
  const timed = seen.evidence.exchanges.filter(isAnswered).filter(({ tries }) => tries === undefined);
  const operationIds = [...new Set(timed.map(({ operationId }) => operationId))];
  const breaches = [...operationIds.flatMap((id) => findSlowMedian(id, timed)), ...findSlowTwice(timed)];
  return toJudgement(timed, breaches, () => explainMissing({ ...anAnswer, tags: ['list'] }, seen));
};

/** Each operation alone: a slow list does not hide among quick errors. */
function findSlowMedian(operationId: string, timed: readonly Exchange[]) {
  const own = timed.filter((one) => one.operationId === operationId);
  const sorted = own.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  if (own.length < minTimed || median <= slowMedianMs) return [];
  return [
    {
      expected: `a median response time of at most ${slowMedianMs / 1000} s`,
      actual: `${(median / 1000).toFixed(1)} s, of ${own.length} responses of ${operationId}`,
    },
  ];
}

function findSlowTwice(timed: readonly Exchange[]) {
  const byRequest = new Map<string, readonly Exchange[]>();
  for (const one of timed.filter(({ tookMs }) => tookMs > slowOnceMs)) {
    const { method, url } = one.request;
    const key = `${method} ${url}`;
    byRequest.set(key, [...(byRequest.get(key) ?? []), one]);
  }
  return [...byRequest].flatMap(([request, [first, second]]) =>
    first === undefined || second === undefined
      ? []
      : [
          {
            exchange: second.id,
            expected: `a response within ${slowOnceMs / 1000} s`,
            actual: `${request} took ${(first.tookMs / 1000).toFixed(1)} s and ${(second.tookMs / 1000).toFixed(1)} s`,
          },
        ],
  );
}
