/** Judges what responses allow caches to do, and whether a response came from one. */
import type { Judge } from '../verdict/clause.ts';
import { type AnsweredExchange, getHeader, isAnswered } from '../evidence/exchange.ts';
import { getRequestHeader } from '../evidence/odd-requests.ts';
import type { Tag } from '../evidence/probes.ts';
import { getTargetTimeMs } from '../evidence/sightings.ts';
import { judgeEach, judgeEachTagged } from './judging.ts';
import { anAnswer } from './wanted.ts';

const ofJobs: readonly Tag[] = ['list', 'list-page', 'list-again', 'detail', 'detail-again'];
const watched: readonly Tag[] = ['watch-list', 'watch-detail'];
const ofResults: readonly Tag[] = [
  'results',
  'results-page',
  'results-csv',
  'results-again',
  'results-final',
];

/** What the headers of a response allow a cache. */
interface Permission {
  /** The headers, for a report. */
  readonly shown: string;
  /** A shared cache, which serves several users, may store the response. */
  readonly mayShare: boolean;
  /** Any cache may reuse the response without asking. */
  readonly mayReuse: boolean;
}

/** Headers for shared caches alone (RFC 9213 and its predecessors). */
const sharedNames = ['cdn-cache-control', 'surrogate-control'] as const;

function findPermission(exchange: AnsweredExchange): Permission {
  const sent = (name: string) => getHeader(exchange.outcome, name) ?? '';
  const control = sent('cache-control');
  const has = (name: string, text = control) => new RegExp(`(^|[\\s,])${name}($|[\\s,=])`, 'i').test(text);
  const seconds = (name: string, text = control) =>
    Number(new RegExp(`(^|[\\s,])${name}\\s*=\\s*"?(\\d+)`, 'i').exec(text)?.[2] ?? Number.NaN);
  // Contradictions are resolved in favour of the stricter directive (RFC 9111, 4.2.1).
  const isPrivate = has('no-store') || has('private');
  const isChecked = has('no-cache');
  const own = seconds('max-age');
  const shared = seconds('s-maxage');
  const forShared = sharedNames.filter(
    (name) =>
      seconds('max-age', sent(name)) > 0 && !has('private', sent(name)) && !has('no-store', sent(name)),
  );
  const expires = Date.parse(sent('expires')) - (getTargetTimeMs(exchange) ?? Number.NaN);
  const isKept = Number.isNaN(own) ? control === '' && expires > 0 : own > 0;
  const isPublic = has('public') && (Number.isNaN(shared) ? own !== 0 : shared > 0);
  return {
    shown: [
      ...(control === '' ? [] : [`Cache-Control: ${control}`]),
      ...(control === '' && expires > 0 ? [`Expires: ${sent('expires')}`] : []),
      ...forShared.map((name) => `${name}: ${sent(name)}`),
    ].join(' and '),
    mayShare: (!isPrivate && !isChecked && (isPublic || shared > 0)) || forShared.length > 0,
    mayReuse:
      !isPrivate && !isChecked && (isKept || shared > 0 || isPublic || seconds('stale-while-revalidate') > 0),
  };
}

/** A shared cache that stores the response for one user would show it to another one. */
export const notPubliclyCached: Judge = judgeEach(
  ({ evidence }) =>
    evidence.exchanges
      .filter(isAnswered)
      .filter(
        (one) =>
          one.outcome.status === 200 &&
          one.request.method !== 'OPTIONS' &&
          getRequestHeader(one, 'authorization') !== undefined,
      ),
  { ...anAnswer, tags: ['list'] },
  (exchange) => {
    const { mayShare, shown } = findPermission(exchange);
    return mayShare && !isKeptByToken(exchange)
      ? [{ expected: 'no header that lets a shared cache store it', actual: shown }]
      : [];
  },
);

/** Whether a cache keeps a separate copy for each token. */
function isKeptByToken({ outcome }: AnsweredExchange): boolean {
  return /(^|[\s,])(authorization|\*)($|[\s,])/i.test(getHeader(outcome, 'vary') ?? '');
}

/** A 401, or a 404 for a well-formed id. */
const selectRejections: Parameters<typeof judgeEach>[0] = ({ evidence }) =>
  evidence.exchanges
    .filter(isAnswered)
    .filter(({ tag, outcome: { status } }) => status === 401 || (status === 404 && rejected.includes(tag)));

const rejected: readonly Tag[] = [
  'unknown-job',
  'foreign-job',
  'unknown-results',
  'foreign-results',
  'earlier-detail',
];
const aRejection = {
  what: 'a response with status 401, or 404 for a job',
  tags: ['no-token', ...rejected],
} as const;

/** A shared cache would give it to the user with the right token, too. A request without a token needs no permission to be stored. */
export const rejectionsNotShared: Judge = judgeEach(selectRejections, aRejection, (exchange) => {
  const { mayShare, mayReuse, shown } = findPermission(exchange);
  const isOpen = getRequestHeader(exchange, 'authorization') === undefined;
  return (mayShare || (isOpen && mayReuse)) && !isKeptByToken(exchange)
    ? [{ expected: 'no header that lets a shared cache store it', actual: shown }]
    : [];
});

export const rejectionsNotKept: Judge = judgeEach(selectRejections, aRejection, (exchange) => {
  const { mayReuse, shown } = findPermission(exchange);
  return [...(mayReuse ? [shown] : []), ...findSignsOfACache(exchange)].map((actual) => ({
    expected: 'a response that no cache sent or may reuse',
    actual,
  }));
});

/** A response about jobs is neither from a cache nor for one; results are not from one. */
export const answersFresh: Judge = judgeEachTagged(
  [...ofJobs, ...watched, ...ofResults],
  anAnswer,
  (exchange) => {
    const { mayReuse, shown } = findPermission(exchange);
    // A client may keep results, which do not change.
    const isKept = mayReuse && !ofResults.includes(exchange.tag);
    return [...(isKept ? [shown] : []), ...findSignsOfACache(exchange)].map((actual) => ({
      expected: 'a current response, not a cached one',
      actual,
    }));
  },
);

const cacheHeaders = ['x-cache', 'x-cache-status', 'x-proxy-cache', 'cf-cache-status', 'x-varnish-cache'];

/** A cache says that its response is stale, or that it could not ask (RFC 7234). */
const staleWarning = /(^|,)\s*11[0-3]\b/;

/** The headers of a response that a cache had stored, or that has no valid age. */
function findSignsOfACache({ outcome }: AnsweredExchange): readonly string[] {
  const sent = (name: string) => getHeader(outcome, name) ?? '';
  const age = sent('age').trim();
  return [
    ...(age === '' || /^0+$/.test(age) ? [] : [`Age: ${age}`]),
    ...(staleWarning.test(sent('warning')) ? [`Warning: ${sent('warning')}`] : []),
    ...cacheHeaders
      .filter((name) => /\b(hit|stale|updating)\b/i.test(sent(name)))
      .map((name) => `${name}: ${sent(name)}`),
  ];
}
