/** Judges the methods that the status URLs must reject: the rejection, and that nothing changes. */
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import { type AnsweredExchange, type Exchange, getHeader, isAnswered } from '../evidence/exchange.ts';
import { findMadeJob } from '../evidence/made-jobs.ts';
import { hasOtherSubmitter, isSuccess, splitLife } from '../evidence/own-jobs.ts';
import { groupSightings, listJobIds, listSightings, type Sighting } from '../evidence/sightings.ts';
import { judgeEachTagged, selectAnswered, toJudgement } from './judging.ts';
import { explainMissing, writeAccess } from './wanted.ts';

const tags = ['write-method', 'list-post'] as const;
const wanted = {
  ...writeAccess,
  what: 'a response to PATCH, PUT, POST and DELETE on a finished job that this run created, or to POST on the list',
};

export const writeMethodsRefused: Judge = judgeEachTagged(tags, wanted, ({ request, outcome }) =>
  isSuccess(outcome.status)
    ? [{ expected: `a rejection of ${request.method}`, actual: `status ${outcome.status}` }]
    : [],
);

export const writeMethods405: Judge = judgeEachTagged(tags, wanted, ({ request: { method }, outcome }) => {
  if (outcome.status !== 405) return [{ expected: `405 for ${method}`, actual: `status ${outcome.status}` }];
  const allow = getHeader(outcome, 'allow');
  const methods = new Set((allow ?? '').split(',').map((one) => one.trim().toUpperCase()));
  return methods.has('GET') && !methods.has(method)
    ? []
    : [{ expected: `Allow with GET and without ${method}`, actual: allow ?? 'no Allow' }];
});

export const writeMethodsChangeNothing: Judge = (seen) => {
  const { exchanges } = seen.evidence;
  const sent = selectAnswered(seen, ...tags);
  const breaches = [
    ...sent.filter(({ tag }) => tag === 'write-method').flatMap((one) => findChange(one, exchanges, seen)),
    ...findTouches(sent, exchanges),
    ...findLostResults(sent, exchanges),
    ...findNewJobs(sent, exchanges),
  ];
  return toJudgement(sent, breaches, () => explainMissing({ ...wanted, tags }, seen));
};

/** The job is finished, so that it has no reason to change or to vanish. */
function findChange(
  exchange: AnsweredExchange,
  exchanges: readonly Exchange[],
  { spec }: Observations,
): readonly Breach[] {
  const { before, after, gone } = getSurroundings(exchange, exchanges);
  const { method } = exchange.request;
  if (before === undefined || !spec.lifeCycle.staysFor(before.status ?? '')) return [];
  const expected = `job ${exchange.jobId} as before ${method} (${exchange.id}): ${before.status}`;
  if (gone !== undefined)
    return [{ exchange: gone.id, expected, actual: `status ${gone.outcome.status}: the job is gone` }];
  if (after === undefined) return [];
  const isSame = after.status === before.status && after.submittedAt === before.submittedAt;
  const actual = `${after.status}, submitted_at "${after.submittedAt}"`;
  return isSame ? [] : [{ exchange: after.exchange.id, expected, actual }];
}

/** One change of updated_at may be due: a completed job is enhanced once. */
function findTouches(sent: readonly AnsweredExchange[], exchanges: readonly Exchange[]): readonly Breach[] {
  const touched = sent.flatMap((exchange) => {
    const { before, after } = getSurroundings(exchange, exchanges);
    const isTouched = before?.updatedAt !== undefined && after?.updatedAt !== undefined;
    return isTouched && before.updatedAt !== after.updatedAt ? [{ exchange, before, after }] : [];
  });
  return touched.length < 2
    ? []
    : touched.map(({ exchange, before, after }) => ({
        exchange: after.exchange.id,
        expected: `updated_at "${before.updatedAt}", as before ${exchange.request.method} (${exchange.id})`,
        actual: `"${after.updatedAt}"`,
      }));
}

interface MethodSurroundings {
  readonly before: Sighting | undefined;
  readonly after: Sighting | undefined;
  /** The next read, if it did not find the job. */
  readonly gone: AnsweredExchange | undefined;
}

function getSurroundings(exchange: AnsweredExchange, exchanges: readonly Exchange[]): MethodSurroundings {
  const life = groupSightings(exchanges).get(exchange.jobId ?? '') ?? [];
  const single = life.filter(({ exchange: { tag } }) => tag === 'own-detail');
  const next = exchanges
    .slice(exchanges.indexOf(exchange) + 1)
    .filter(isAnswered)
    .find(({ tag, jobId }) => tag === 'own-detail' && jobId === exchange.jobId);
  const { before, later } = splitLife(single, exchange, exchanges);
  const isGone = next !== undefined && [404, 410].includes(next.outcome.status);
  const [after] = later;
  return { before, after: after?.exchange === next ? after : undefined, gone: isGone ? next : undefined };
}

/** Results that were served before the methods, and not afterwards. */
function findLostResults(
  sent: readonly AnsweredExchange[],
  exchanges: readonly Exchange[],
): readonly Breach[] {
  const first = sent.find(({ tag }) => tag === 'write-method');
  if (first === undefined) return [];
  const results = exchanges
    .filter(isAnswered)
    .filter(({ tag, jobId }) => tag === 'own-results' && jobId === first.jobId);
  const place = exchanges.indexOf(first);
  const before = results.findLast((one) => exchanges.indexOf(one) < place);
  const after = results.find((one) => exchanges.indexOf(one) > place);
  if (before?.outcome.status !== 200 || after === undefined) return [];
  return after.outcome.status >= 400 && after.outcome.status < 500 && after.outcome.status !== 429
    ? [
        {
          exchange: after.id,
          expected: `results as in ${before.id}, before the methods that must be rejected`,
          actual: `status ${after.outcome.status}`,
        },
      ]
    : [];
}

/** A job that appears once may come from another client; one that the response names does not. */
function findNewJobs(sent: readonly AnsweredExchange[], exchanges: readonly Exchange[]): readonly Breach[] {
  const posts = sent.filter(({ tag }) => tag === 'list-post');
  const found = posts.flatMap((post): readonly Breach[] => {
    const place = exchanges.indexOf(post);
    const known = new Set(listSightings(exchanges.slice(0, place)).map(({ jobId }) => jobId));
    const after = exchanges.find(({ tag }, index) => tag === 'own-list' && index > place);
    const added = after === undefined ? [] : listJobIds(after).filter((id) => !known.has(id));
    const [id] = added.includes(findMadeJob(post) ?? '') ? [findMadeJob(post)] : added;
    const expected = `the same jobs as before POST on the list (${post.id})`;
    return after === undefined || id === undefined
      ? []
      : [{ exchange: after.id, expected, actual: `a new job ${id}` }];
  });
  const isNamed = posts.some((post) => findMadeJob(post) !== undefined);
  return isNamed || (found.length > 1 && !hasOtherSubmitter(exchanges)) ? found : [];
}
