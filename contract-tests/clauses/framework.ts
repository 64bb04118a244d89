/** Judges the default behaviour of Django REST Framework and HTTP. */
import type { Judge } from '../verdict/clause.ts';
import { type AnsweredExchange, getHeader, isAnswered } from '../evidence/exchange.ts';
import { listJobIds } from '../evidence/sightings.ts';
import { redacted } from '../../text/redactor.ts';
import { selectAnswered, judgeEachTagged, judgeEach, requireStatus } from './judging.ts';
import { selectOdd } from './request-headers.ts';
import type { Wanted } from './wanted.ts';
import { anAnswer } from './wanted.ts';

/** Missing for a target that responds directly to a path without a trailing slash. */
export const aRedirect: Wanted = {
  what: 'a redirect to the trailing slash',
  tags: ['no-slash'],
  otherwise: (seen) =>
    selectAnswered(seen, 'no-slash').some(({ outcome }) => outcome.status === 200) ? 'reading' : 'sight',
};

/** A redirect to the same path with a slash, or a direct response, but not an error. */
export const slashRedirect: Judge = judgeEachTagged(
  ['no-slash', 'foreign-door'],
  'a response to a request without the trailing slash',
  ({ tag, request, outcome }) => {
    // Of another user's job, only a redirect says something; whether its door is closed is another promise.
    const isRedirect = outcome.status >= 300 && outcome.status < 400;
    if (tag === 'foreign-door' && (!isRedirect || new URL(request.url).pathname.endsWith('/')))
      return undefined;
    if (outcome.status === 200) return [];
    const location = getHeader(outcome, 'location') ?? '';
    const wanted = `${new URL(request.url).pathname}/`;
    const leads = URL.canParse(location, request.url) && new URL(location, request.url).pathname === wanted;
    return [301, 302, 307, 308].includes(outcome.status) && leads
      ? []
      : [
          {
            expected: `301 to ${wanted}`,
            actual: `status ${outcome.status}${location && ` to ${location}`}`,
          },
        ];
  },
);

export const redirectStaysOnHost: Judge = judgeEach(
  ({ evidence }) => evidence.exchanges.filter(isAnswered),
  aRedirect,
  ({ request, outcome }) => {
    const location = getHeader(outcome, 'location');
    if (outcome.status < 300 || outcome.status >= 400 || location === undefined) return undefined;
    const { host } = new URL(request.url);
    const stays = URL.canParse(location, request.url) && new URL(location, request.url).host === host;
    return stays ? [] : [{ expected: `a Location on ${host}`, actual: location }];
  },
);

/** If GET does not return 200, HEAD may return the same status code. */
export const headLikeGet: Judge = judgeEachTagged(
  ['head'],
  'a response to HEAD',
  ({ operationId, outcome }, seen) => {
    const gets = selectAnswered(seen, 'list', 'detail').filter((get) => get.operationId === operationId);
    const allowed = [...new Set([200, ...gets.map((get) => get.outcome.status)])];
    return allowed.includes(outcome.status)
      ? []
      : [{ expected: `status ${allowed.join(' or ')}, as for GET`, actual: `status ${outcome.status}` }];
  },
);

/** Whether a server in front of the API answered OPTIONS for the browsers, without the API. */
export function isPreflightAnswer({ request, outcome }: AnsweredExchange): boolean {
  const isEmpty = /^\s*(ok)?\s*$/i.test(outcome.body);
  return request.method === 'OPTIONS' && [200, 204].includes(outcome.status) && isEmpty;
}

/** The framework sends Allow in every response, not only for OPTIONS. */
const readingTags = ['options', 'list', 'detail', 'results', 'unknown-token', 'unknown-job'] as const;

export const onlyReadingMethods: Judge = judgeEachTagged(readingTags, 'a response to OPTIONS', (exchange) => {
  const { tag, outcome } = exchange;
  const allow = getHeader(outcome, 'allow');
  if (allow === undefined && (tag !== 'options' || isPreflightAnswer(exchange))) return undefined;
  if (allow === undefined) return [{ expected: 'the header Allow', actual: 'not sent' }];
  const methods = allow.split(',').map((method) => method.trim().toUpperCase());
  const writing = methods.filter((method) => !['GET', 'HEAD', 'OPTIONS'].includes(method));
  return methods.includes('GET') && writing.length === 0
    ? []
    : [{ expected: 'Allow: GET, HEAD, OPTIONS', actual: `Allow: ${allow}` }];
});

/** If the list is the same before and after, it must also be the same with an unknown query parameter. */
export const unknownQueryIgnored: Judge = judgeEach(
  (seen) => selectOdd(seen, 'query'),
  { what: 'a response to a request with an unknown query parameter', tags: ['unknown-query'] },
  (exchange, seen) => {
    // A browser's request may be refused for its Accept header.
    if (exchange.outcome.status === 406) return undefined;
    const plain = selectAnswered(seen, 'list', 'detail').filter(
      ({ operationId }) => operationId === exchange.operationId,
    );
    const allowed = new Set([200, ...plain.map(({ outcome }) => outcome.status)]);
    if (!allowed.has(exchange.outcome.status)) return requireStatus(200)(exchange, seen);
    if (exchange.jobId !== undefined || exchange.outcome.status !== 200) return [];
    const [wanted, again] = [
      selectAnswered(seen, 'list')[0],
      selectAnswered(seen, 'watch-list', 'list-again').at(-1),
    ];
    const ids = wanted === undefined ? [] : listJobIds(wanted);
    const stood = again !== undefined && listJobIds(again).join() === ids.join();
    const shown = listJobIds(exchange);
    return !stood || shown.join() === ids.join()
      ? []
      : [
          {
            expected: `the ${ids.length} jobs of ${wanted?.id} in the same order`,
            actual: `${shown.length} jobs, or a different order`,
          },
        ];
  },
);

export const nosniff: Judge = judgeEachTagged(['list', 'detail'], anAnswer, ({ outcome }) => {
  const sent = getHeader(outcome, 'x-content-type-options');
  // A proxy may add it once more. Browsers look at the first one.
  return sent?.split(',')[0]?.trim().toLowerCase() === 'nosniff'
    ? []
    : [{ expected: 'X-Content-Type-Options: nosniff', actual: sent ?? 'not sent' }];
});

export const secretsNotEchoed: Judge = judgeEach(
  ({ evidence }) => evidence.exchanges.filter(isAnswered),
  { ...anAnswer, tags: ['list'] },
  ({ outcome }) => {
    const sent = [outcome.body, ...outcome.headers.flat()];
    return sent.some((text) => text.includes(redacted))
      ? [{ expected: 'a response that does not contain the token', actual: 'it contains the token' }]
      : [];
  },
);
