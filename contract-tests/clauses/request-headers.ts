/** Judges responses to requests with other headers: any media type, a browser's, German, and no compression. */
import { isMap } from '../../openapi/values.ts';
import { toMediaType } from '../../openapi/conformance.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Judge, Observations } from '../verdict/clause.ts';
import { type AnsweredExchange, getHeader, isAnswered, isUnavailable } from '../evidence/exchange.ts';
import {
  findOddities,
  findOtherJob,
  getRequestHeader,
  isExpected,
  isJson,
  listStatusWords,
  type Oddity,
  selectPlain,
} from '../evidence/odd-requests.ts';
import { getBody, getItems } from '../evidence/sightings.ts';
import { type CheckFinding, type ExchangeCheck, judgeEach, selectAnswered } from './judging.ts';
import { anAnswer, type Wanted } from './wanted.ts';

const oddTags = ['unknown-query', 'alone'] as const;

/**
 * The responses to requests with this oddity. One request has several; if it failed, each was sent alone, and only that
 * response counts.
 */
export function selectOdd(seen: Observations, oddity: Oddity): readonly AnsweredExchange[] {
  const odd = selectAnswered(seen, ...oddTags).filter((one) => findOddities(one).includes(oddity));
  return odd.filter((one) => {
    if (isAlone(one)) return true;
    if (isExpected(one, seen.spec.lifeCycle.apiStatuses, getPlain(seen, one))) return true;
    // The query is the first suspect if there was no budget to find out.
    return (
      oddity === 'query' && !odd.some((other) => isAlone(other) && other.operationId === one.operationId)
    );
  });
}

const getPlain = ({ evidence }: Observations, exchange: AnsweredExchange) =>
  selectPlain(evidence.exchanges, exchange).filter(({ outcome }) => !isUnavailable(outcome));

const isAlone = (one: AnsweredExchange) => findOddities(one).length === 1;

/** Also allows what the ordinary request gets. */
function isLikePlain(seen: Observations, exchange: AnsweredExchange): boolean {
  const { status } = exchange.outcome;
  return status !== 200 && getPlain(seen, exchange).some(({ outcome }) => outcome.status === status);
}

const describe = (exchange: AnsweredExchange) =>
  `status ${exchange.outcome.status} and ${getHeader(exchange.outcome, 'content-type') ?? 'no Content-Type'}`;

function compareJobs(exchange: AnsweredExchange, seen: Observations): readonly CheckFinding[] {
  const other = findOtherJob(exchange, getPlain(seen, exchange));
  return other === undefined ? [] : [{ expected: 'the jobs of the ordinary list', actual: other }];
}

const isList = (one: AnsweredExchange) => isJson(one) && getItems(one) !== undefined;

/** The example of the page is a call of curl, which accepts anything. */
export const anyAcceptJson: Judge = judgeEach(
  (seen) => [
    ...selectOdd(seen, 'accept').filter((one) => getRequestHeader(one, 'accept') === '*/*'),
    ...selectAnswered(seen, 'no-accept'),
  ],
  { what: 'a response to a request that accepts anything', tags: [...oddTags, 'no-accept'] },
  (exchange, seen) => {
    if (isLikePlain(seen, exchange)) return [];
    // A list of another shape has its own clause.
    if (exchange.outcome.status === 200 && isJson(exchange) && !getPlain(seen, exchange).some(isList))
      return [];
    if (exchange.outcome.status !== 200 || !isList(exchange))
      return [{ expected: 'the list as JSON', actual: describe(exchange) }];
    // At the end of the run, jobs may have changed.
    return exchange.tag === 'no-accept' ? [] : compareJobs(exchange, seen);
  },
);

/** A browser gets a page, JSON, or the reason why there is no page. */
export const browserAnswered: Judge = judgeEach(
  (seen) => selectOdd(seen, 'accept').filter((one) => getRequestHeader(one, 'accept') === 'text/html'),
  { what: 'a response to a request for HTML', tags: oddTags },
  (exchange, seen) =>
    [200, 406].includes(exchange.outcome.status) || isLikePlain(seen, exchange)
      ? []
      : [{ expected: 'status 200 or 406', actual: describe(exchange) }],
);

const german: Wanted = {
  what: 'a response to a request in German, and the same response without a language',
  tags: [...oddTags, 'unknown-token'],
};

const inGerman = (one: AnsweredExchange) => getRequestHeader(one, 'accept-language') !== undefined;

/** Statuses and the body of a 401 are words for programs. */
export const sameWords: Judge = judgeEach(
  (seen) => {
    const refusals = selectAnswered(seen, 'unknown-token').filter(({ outcome }) => outcome.status === 401);
    return [...selectOdd(seen, 'language'), ...refusals.filter(inGerman)];
  },
  german,
  (exchange, seen) => (exchange.outcome.status === 401 ? checkMessage : checkStatuses)(exchange, seen),
);

const checkStatuses: ExchangeCheck = (exchange, seen) => {
  if (exchange.outcome.status !== 200)
    return isLikePlain(seen, exchange)
      ? undefined
      : [{ expected: 'the response without a language', actual: describe(exchange) }];
  const known = new Set<unknown>([
    ...seen.spec.lifeCycle.apiStatuses,
    ...getPlain(seen, exchange).flatMap(listStatusWords),
  ]);
  const other = listStatusWords(exchange).find((word) => !known.has(word));
  return other === undefined
    ? compareJobs(exchange, seen)
    : [{ expected: 'the same statuses as without a language', actual: JSON.stringify(other) }];
};

const checkMessage: ExchangeCheck = (exchange, seen) => {
  const plain = seen.evidence.exchanges
    .filter(isAnswered)
    .filter((one) => one.outcome.status === 401 && !inGerman(one));
  const [first] = plain;
  if (first === undefined) return undefined;
  return compareBodies(exchange, plain);
};

/** The framework can translate its own messages. */
export const notFoundSameWords: Judge = judgeEach(
  (seen) => selectAnswered(seen, 'unknown-results').filter(inGerman),
  { what: 'a 404 in German, and the same 404 without a language', tags: ['unknown-results'] },
  (exchange, seen) => {
    const plain = selectAnswered(seen, 'unknown-results').filter((one) => !inGerman(one));
    if (plain.length === 0 || exchange.outcome.status !== 404) return undefined;
    return compareBodies(exchange, plain);
  },
);

/** The texts in the documented fields of an error. */
function readWords(one: AnsweredExchange): string | undefined {
  const body = getBody(one);
  return isMap(body) ? JSON.stringify([body['message'], body['detail']]) : getMediaType(one);
}

const getMediaType = ({ outcome }: AnsweredExchange) => toMediaType(getHeader(outcome, 'content-type'));
const getLanguage = ({ outcome }: AnsweredExchange) => getHeader(outcome, 'content-language');

/** Compares the texts in the documented fields; others may differ in every response. */
function compareBodies(
  exchange: AnsweredExchange,
  plain: readonly AnsweredExchange[],
): readonly CheckFinding[] {
  const [first] = plain;
  if (first === undefined || plain.some((one) => readWords(one) === readWords(exchange))) return [];
  return [
    {
      expected: `the words of ${first.id}: ${toExcerpt(first.outcome.body)}`,
      actual: toExcerpt(exchange.outcome.body),
    },
  ];
}

/** The suite never sends Accept-Encoding. RFC 9110 allows any encoding then, but a simple client cannot read it. */
export const notCompressedUnasked: Judge = judgeEach(
  ({ evidence }) => evidence.exchanges.filter(isAnswered),
  { ...anAnswer, tags: ['list'] },
  (exchange) => {
    const encoding = getHeader(exchange.outcome, 'content-encoding') ?? 'identity';
    const isAllowed =
      /^\s*identity\s*$/i.test(encoding) || getRequestHeader(exchange, 'accept-encoding') !== undefined;
    return isAllowed ? [] : [{ expected: 'no Content-Encoding', actual: `Content-Encoding: ${encoding}` }];
  },
);

/** A cache must know which request headers a response depends on. */
export const varyNamesHeaders: Judge = judgeEach(
  (seen) => selectAnswered(seen, ...oddTags).filter(({ outcome }) => outcome.status === 200),
  {
    what: 'a response to a request with other headers, with status 200',
    tags: oddTags,
  },
  (exchange, seen) => {
    const plain = getPlain(seen, exchange).find(({ outcome }) => outcome.status === 200);
    if (plain === undefined) return undefined;
    const needed = [
      ...(getMediaType(exchange) === getMediaType(plain) ? [] : ['Accept']),
      ...(inGerman(exchange) && getLanguage(exchange) !== getLanguage(plain) ? ['Accept-Language'] : []),
    ];
    return needed.flatMap((name) =>
      [exchange, plain]
        .filter((one) => !isNamed(one, name))
        .map((one) => ({
          expected: `Vary: ${name}, because the response depends on it`,
          actual: `Vary: ${getHeader(one.outcome, 'vary') ?? 'not sent'} in ${one.id}`,
        })),
    );
  },
);

function isNamed({ outcome }: AnsweredExchange, name: string): boolean {
  if (/\bno-store\b/i.test(getHeader(outcome, 'cache-control') ?? '')) return true;
  const names = new Set((getHeader(outcome, 'vary') ?? '').split(',').map((one) => one.trim().toLowerCase()));
  return names.has('*') || names.has(name.toLowerCase());
}
