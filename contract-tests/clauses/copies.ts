/** Judges several responses to the same request: whether a changed one says so, and whether one is a copy of another. */
import { isMap } from '../../openapi/values.ts';
import type { Judge } from '../verdict/clause.ts';
import { type AnsweredExchange, type Exchange, getHeader, isAnswered } from '../evidence/exchange.ts';
import { memoize } from '../evidence/remember.ts';
import { getBody, getItems, getTargetTimeMs } from '../evidence/sightings.ts';
import { type CheckFinding, toJudgement } from './judging.ts';
import { explainMissing } from './wanted.ts';

/** The responses with status 200 to equal GET requests as the caller, by request. */
function groupEqualRequests(exchanges: readonly Exchange[]): readonly (readonly AnsweredExchange[])[] {
  const groups = new Map<string, AnsweredExchange[]>();
  for (const one of exchanges.filter(isAnswered)) {
    const { method, url, headers } = one.request;
    if (method !== 'GET' || one.outcome.status !== 200) continue;
    const key = JSON.stringify([url, headers]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Undefined if the pair says nothing about the promise. */
type PairCheck = (
  after: AnsweredExchange,
  before: AnsweredExchange,
  isNext: boolean,
) => readonly CheckFinding[] | undefined;

/** Creates a judge that compares each response with all earlier ones to the same request. */
function judgeRepeated(what: string, check: PairCheck): Judge {
  return (seen) => {
    const looked = groupEqualRequests(seen.evidence.exchanges).flatMap((group) =>
      group.flatMap((after, index) => {
        const known = group.slice(0, index).flatMap((before, place) => {
          const found = check(after, before, place === index - 1);
          return found === undefined ? [] : [found];
        });
        return known.length === 0 ? [] : [{ after, known }];
      }),
    );
    return toJudgement(
      looked.map(({ after }) => after),
      looked.flatMap(({ after, known }) =>
        (known.find((one) => one.length > 0) ?? []).map((one) => ({ ...one, exchange: after.id })),
      ),
      () => explainMissing({ what, tags: ['list', 'list-again', 'watch-list', 'watch-detail'] }, seen),
    );
  };
}

/** The part of a response that a client reads: the jobs or the records, without what differs in every response. */
const readSubstance = memoize((exchange: AnsweredExchange): string => {
  const body = getBody(exchange);
  if (isMap(body) && 'data' in body) return JSON.stringify([body['total_records'], body['data']]);
  const jobs = getItems(exchange) ?? (isMap(body) ? [body] : []);
  const shown = jobs.map((job) =>
    isMap(job) ? [job['job_id'], job['status'], job['submitted_at'], job['updated_at']] : job,
  );
  return body === undefined ? exchange.outcome.body : JSON.stringify(shown);
});

const differ = (a: AnsweredExchange, b: AnsweredExchange) => readSubstance(a) !== readSubstance(b);

/** A client that asks whether its copy is current would hear that it is. */
export const validatorsChange: Judge = judgeRepeated(
  'two different responses to the same request',
  (after, before, isNext) => {
    const findSame = (name: string) => {
      const value = getHeader(after.outcome, name);
      return value !== undefined && value === getHeader(before.outcome, name) ? value : undefined;
    };
    const [tag, modified] = [findSame('etag'), findSame('last-modified')];
    // In the second of the change, the date may stay the same.
    const isOver = (getTargetTimeMs(before) ?? 0) - Date.parse(modified ?? '') >= 1000;
    const stale = [
      ...(tag === undefined ? [] : [`ETag: ${tag}`]),
      ...(modified !== undefined && isOver ? [`Last-Modified: ${modified}`] : []),
    ];
    if (stale.length === 0) return isNext ? [] : undefined;
    if (!differ(after, before)) return undefined;
    return stale.map((actual) => ({
      expected: `another value than in ${before.id}, which has other contents`,
      actual,
    }));
  },
);

/** How long a copy must have been kept before its old date is no coincidence, in milliseconds. */
const minCopyAgeMs = 3000;

/** A copy has all headers of an earlier response, although another response had a later date in between. */
export const notOlderThanBefore: Judge = (seen) => {
  const dated = seen.evidence.exchanges
    .filter(isAnswered)
    .flatMap((one) => ({ one, date: getTargetTimeMs(one) ?? Number.NaN }));
  const findLater = (before: AnsweredExchange, after: AnsweredExchange) =>
    dated.find(
      ({ one, date }) =>
        one.startedMs > before.startedMs &&
        one.startedMs < after.startedMs &&
        date > (getTargetTimeMs(before) ?? Number.NaN) + 1000,
    )?.one;
  const judgeCopies = judgeRepeated('two responses to the same request', (after, before) => {
    const isCopy =
      after.startedMs - before.startedMs >= minCopyAgeMs &&
      getTargetTimeMs(after) === getTargetTimeMs(before) &&
      JSON.stringify(after.outcome.headers) === JSON.stringify(before.outcome.headers) &&
      after.outcome.body === before.outcome.body;
    const later = isCopy ? findLater(before, after) : undefined;
    if (later === undefined) return [];
    return [
      {
        expected: `a response later than ${later.id} (Date: ${getHeader(later.outcome, 'date')})`,
        actual: `a copy of ${before.id} (Date: ${getHeader(after.outcome, 'date')})`,
      },
    ];
  });
  return judgeCopies(seen);
};
