/** Judges what responses allow caches to do, and whether a response came from one. */
import type { Judge } from '../verdict/clause.ts';
import { type AnsweredExchange, type Exchange, getHeader, isAnswered } from '../evidence/exchange.ts';
import { getRequestHeader } from '../evidence/odd-requests.ts';
import type { Tag } from '../evidence/probes.ts';
import { getBody, getItems, getTargetTimeMs } from '../evidence/sightings.ts';
import { isMap } from '../../openapi/values.ts';
import { memoize } from '../evidence/remember.ts';
import { type CheckFinding, judgeEach, judgeEachTagged, toJudgement } from './judging.ts';
import { anAnswer, explainMissing } from './wanted.ts';

const ofJobs: readonly Tag[] = ['list', 'list-page', 'list-again', 'detail', 'detail-again'];
const watched: readonly Tag[] = ['watch-list', 'watch-detail'];

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
    mayReuse: !isPrivate && !isChecked && (isKept || shared > 0 || isPublic),
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
  return mayReuse ? [{ expected: 'no header that lets a cache reuse it', actual: shown }] : [];
});

/** Headers that show a response from a cache, or let a cache reuse it. */
export const answersFresh: Judge = judgeEachTagged([...ofJobs, ...watched], anAnswer, (exchange) => {
  const expected = 'a current response, not a cached one';
  return findStaleHeaders(exchange).map((actual) => ({ expected, actual }));
});

const cacheHeaders = ['x-cache', 'x-cache-status', 'x-proxy-cache', 'cf-cache-status', 'x-varnish-cache'];

function findStaleHeaders(exchange: AnsweredExchange): readonly string[] {
  const sent = (name: string) => getHeader(exchange.outcome, name) ?? '';
  const { mayReuse, shown } = findPermission(exchange);
  const age = sent('age').trim();
  return [
    ...(age === '' || /^0+$/.test(age) ? [] : [`Age: ${age}`]),
    ...cacheHeaders
      .filter((name) => /\b(hit|stale|updating)\b/i.test(sent(name)))
      .map((name) => `${name}: ${sent(name)}`),
    ...(mayReuse ? [shown] : []),
  ];
}

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
      () => explainMissing({ what, tags: ['list', 'list-again', ...watched] }, seen),
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
