/** Judges other ways to what GET refuses: HEAD, no trailing slash, CSV, upper case. */
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import { toMediaType } from '../../openapi/conformance.ts';
import type { Judge, Observations } from '../verdict/clause.ts';
import { type AnsweredExchange, getHeader } from '../evidence/exchange.ts';
import { getRequestHeader } from '../evidence/odd-requests.ts';
import type { Tag } from '../evidence/probes.ts';
import { findNoiseOfAll, foreignJob } from './errors.ts';
import { listKnownIds } from './leaks.ts';
import { type ExchangeCheck, judgeEachTagged, selectAnswered, toJudgement } from './judging.ts';
import { describeExchange } from './likeness.ts';
import { explainMissing } from './wanted.ts';

interface Front {
  /** The requests by GET in the usual form. */
  readonly tags: readonly Tag[];
  /** The status with which they are refused. */
  readonly refusal: number;
  /** Statuses that reveal what exists. */
  readonly revealing: readonly number[];
}

/**
 * Creates a check of one door. HEAD has the status of GET, or is not supported. The others may be unknown paths and formats,
 * redirects and errors, but no success. Where GET itself is not refused, other clauses say so.
 */
function checkDoor({ tags, refusal, revealing }: Front): ExchangeCheck {
  return (exchange, seen) => {
    const { request, outcome, operationId } = exchange;
    const { status } = outcome;
    const isOpen = selectAnswered(seen, ...tags).some(
      (front) => front.operationId === operationId && front.outcome.status !== refusal,
    );
    if (isOpen || (status >= 500 && status !== 501) || isPageWithoutJob(exchange, seen)) return undefined;
    const isClosed =
      request.method === 'HEAD'
        ? [refusal, 405, 501].includes(status)
        : status >= 300 && (mayBeBlocked(exchange, seen) || !revealing.includes(status));
    if (isClosed) return [];
    return [{ expected: describeDoor(exchange, refusal), actual: `status ${status}` }];
  };
}

/** A firewall may block a parameter that the API does not have, or an id in another form, whatever the job. */
function mayBeBlocked({ request, jobId = '', outcome }: AnsweredExchange, seen: Observations): boolean {
  const isOdd = jobId !== jobId.toLowerCase();
  return (
    new URL(request.url).searchParams.has('format') ||
    (isOdd &&
      selectAnswered(seen, 'odd-id', 'random-id').some((odd) => odd.outcome.status === outcome.status))
  );
}

/** A page for people, such as the beginning of an app or a login, shows nothing of a job if it does not contain its id. */
function isPageWithoutJob(exchange: AnsweredExchange, { evidence }: Observations): boolean {
  const { outcome, jobId } = exchange;
  if (getRequestHeader(exchange, 'accept') === 'application/json') return false;
  const page = outcome.body.toLowerCase();
  const isPage = toMediaType(getHeader(outcome, 'content-type')) === 'text/html' && page.trim() !== '';
  const ids = jobId === undefined ? listKnownIds(evidence.exchanges) : [jobId];
  return isPage && outcome.status < 300 && !ids.some((id) => page.includes(id.toLowerCase()));
}

function describeDoor(exchange: AnsweredExchange, refusal: number): string {
  const { request } = exchange;
  const { pathname, search } = new URL(request.url);
  const door =
    request.method === 'HEAD'
      ? 'for HEAD, as for GET'
      : getRequestHeader(exchange, 'accept') === 'text/html'
        ? 'or another error for a page'
        : !pathname.endsWith('/')
          ? 'or a redirect without the trailing slash'
          : search === ''
            ? 'for the id in upper case'
            : 'or another error for CSV';
  return `status ${refusal} ${door}`;
}

export const tokenlessDoorsClosed: Judge = judgeEachTagged(
  ['no-token-door'],
  'a response to HEAD, to a path without its slash or to a request for CSV, all without a token',
  checkDoor({ tags: ['no-token'], refusal: 401, revealing: [] }),
);

export const foreignDoorsClosed: Judge = judgeEachTagged(
  ['foreign-door'],
  { ...foreignJob, what: "a response for another user's job in another form" },
  checkDoor({ tags: ['foreign-job', 'foreign-results'], refusal: 404, revealing: [403] }),
);

const wantedAlike = {
  what: 'responses with status 401 for a job and for an unknown job',
  tags: ['no-token-unknown-job'],
} as const;

export const tokenlessLikeUnknown: Judge = (seen) => {
  // Other clauses say so if one of them has another status.
  const refusals = (tag: Tag) => selectAnswered(seen, tag).filter(({ outcome }) => outcome.status === 401);
  const [unknown] = refusals('no-token-unknown-job');
  const known = refusals('no-token').filter(({ operationId }) => operationId === unknown?.operationId);
  if (unknown === undefined || known.length === 0)
    return toJudgement([], [], () => explainMissing(wantedAlike, seen));
  const noise = findNoiseOfAll(seen);
  const look = describeExchange(unknown, noise);
  const breaches = known
    .filter((exchange) => describeExchange(exchange, noise) !== look)
    .map((exchange) => ({
      exchange: exchange.id,
      expected: `the response for the unknown job in ${unknown.id}: ${toExcerpt(look)}`,
      actual: toExcerpt(describeExchange(exchange, noise)),
    }));
  return toJudgement([unknown, ...known], breaches, { need: 'sight', message: wantedAlike.what });
};
