/** Judges the list: its envelope, order and completeness, and its agreement with the single status. */
import { parseJson, findSchemaViolations } from '../../openapi/conformance.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Violation } from '../../openapi/diagnostics/render.ts';
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import type { AnsweredExchange } from '../evidence/exchange.ts';
import type { Tag } from '../evidence/probes.ts';
import { getItems, listJobIds, type Sighting, listSightings, parseTimeMs } from '../evidence/sightings.ts';
import {
  selectAnswered,
  type ExchangeCheck,
  checkConformance,
  judgeEachTagged,
  type CheckFinding,
  toCheckFinding,
  requireStatus,
  toJudgement,
  checkIfStatus,
} from './judging.ts';
import { isShape } from './single-status.ts';
import { explainMissing } from './wanted.ts';

const lists = ['list', 'list-page', 'list-again', 'watch-list'] as const;

export const listAnswers: Judge = judgeEachTagged(
  ['list', 'list-page', 'list-again'],
  { what: 'a response to the request for the list', otherwise: 'answer' },
  requireStatus(200),
);

export const listShape: Judge = judgeEachTagged(
  lists,
  { what: 'a list with status 200', otherwise: 'answer' },
  checkIfStatus(200, checkList),
);

const checkMediaType: ExchangeCheck = checkConformance(({ at }) => at === 'header Content-Type');

/** Checks the list against each legal envelope. If it fits none, reports the violations of the nearest one. */
function checkList(exchange: AnsweredExchange, seen: Observations): readonly CheckFinding[] {
  const otherMedia = checkMediaType(exchange, seen) ?? [];
  if (otherMedia.length > 0) return otherMedia;
  const json = parseJson(exchange.outcome.body);
  if (json === undefined) return [{ expected: 'body: valid JSON', actual: toExcerpt(exchange.outcome.body) }];
  const readings = Object.values(seen.spec.questions['list-envelope']?.readings ?? {});
  const schemas = readings.flatMap(({ schema }) => schema?.$ref ?? []);
  const found = schemas.map((schema) => findSchemaViolations(seen.checkAt(schema), json.value));
  if (found.some(({ length }) => length === 0)) return [];
  const nearest = found.toSorted((a, b) => getDepth(b) - getDepth(a))[0] ?? [];
  return nearest.filter(isShape).map(toCheckFinding);
}

/** How deep in the body the first violation is. */
function getDepth(violations: readonly Violation[]): number {
  return violations.reduce(
    (depth, { at }) => Math.min(depth, at.split('/').length),
    Number.POSITIVE_INFINITY,
  );
}

export const newestFirst: Judge = (seen) => {
  const collections = collectLists(seen).filter((pages) => listSightings(pages).length > 1);
  const breaches = collections.flatMap((pages) => findOrderBreaches(listSightings(pages)));
  return toJudgement(collections.flat(), breaches, () =>
    explainMissing({ what: 'a list with at least two jobs', tags: lists, otherwise: 'jobs' }, seen),
  );
};

/** Jobs with the same submission time may be in any order. */
function findOrderBreaches(sightings: readonly Sighting[]): readonly Breach[] {
  return sightings.slice(1).flatMap((after, index) => {
    const before = sightings[index];
    const [earlier, later] = [parseTimeMs(before?.submittedAt), parseTimeMs(after.submittedAt)];
    if (before === undefined || earlier === undefined || later === undefined || earlier >= later) return [];
    const expected = `job ${after.jobId} of ${after.submittedAt} before job ${before.jobId} of ${before.submittedAt}`;
    return [{ exchange: after.exchange.id, expected, actual: 'it is listed after the other job' }];
  });
}

/** The responses that form each list: its pages, or a single response. */
function collectLists(seen: Observations): readonly (readonly AnsweredExchange[])[] {
  const others = selectAnswered(seen, 'list-again', 'watch-list').map((exchange) => [exchange]);
  return [selectAnswered(seen, 'list', 'list-page'), ...others];
}

/** A job submitted between two requests moves the last job of one page to the top of the next. This is not a breach. */
export const noDuplicates: Judge = (seen) => {
  const [first, again] = [selectAnswered(seen, 'list'), selectAnswered(seen, 'list-again')].map((pages) =>
    pages.flatMap(listJobIds),
  );
  const still = again !== undefined && first?.join() === again.join();
  const collections = still
    ? collectLists(seen)
    : selectAnswered(seen, ...lists).map((exchange) => [exchange]);
  const breaches = collections.flatMap((pages) => {
    const known = new Set<string>();
    return listSightings(pages)
      .filter(({ jobId }) => known.has(jobId) || !known.add(jobId))
      .map(({ exchange, jobId }) => ({
        exchange: exchange.id,
        expected: `job ${jobId} only once`,
        actual: 'it is listed again',
      }));
  });
  const looked = collections.flat().filter((exchange) => listJobIds(exchange).length > 0);
  return toJudgement(looked, breaches, () =>
    explainMissing({ what: 'a list with at least one job', tags: lists, otherwise: 'jobs' }, seen),
  );
};

/**
 * A job that was listed, or returned by its single status, must be listed again: jobs do not vanish between two
 * requests. For a paged list, only the first page is requested again.
 */
export const keepsItsJobs: Judge = (seen) => {
  const first = selectAnswered(seen, 'list').find(({ outcome }) => outcome.status === 200);
  if (first !== undefined && isPaged(first))
    return toJudgement([], [], {
      need: 'reading',
      message: 'a list without pages; the target returns it in pages',
    });
  const known = new Map<string, string>();
  const later: AnsweredExchange[] = [];
  const breaches: Breach[] = [];
  for (const exchange of selectAnswered(seen, ...jobTags)) {
    const ids = exchange.outcome.status === 200 ? findIds(exchange) : undefined;
    if (ids === undefined) continue;
    if (exchange.jobId === undefined && known.size > 0) {
      later.push(exchange);
      const shown = new Set(ids);
      for (const [jobId, where] of known)
        if (!shown.has(jobId))
          breaches.push({
            exchange: exchange.id,
            expected: `job ${jobId} of ${where} is still listed`,
            actual: 'it is missing',
          });
    }
    for (const jobId of ids) known.set(jobId, known.get(jobId) ?? exchange.id);
  }
  return toJudgement(later, breaches, () =>
    explainMissing(
      { what: 'a list that was requested after a job was seen', tags: wholeLists, otherwise: 'jobs' },
      seen,
    ),
  );
};

const wholeLists: readonly Tag[] = ['list', 'list-again', 'watch-list', 'own-list'];
const jobTags: readonly Tag[] = [...wholeLists, 'detail', 'detail-again', 'watch-detail', 'own-detail'];

/** The requested job of a single status, if the response describes this job. */
function findIds(exchange: AnsweredExchange): readonly string[] | undefined {
  if (exchange.jobId === undefined)
    return getItems(exchange) === undefined ? undefined : listJobIds(exchange);
  const [shown] = listSightings([exchange]);
  return shown?.jobId === exchange.jobId ? [shown.jobId] : undefined;
}

function isPaged({ outcome }: AnsweredExchange): boolean {
  return outcome.body.trimStart().startsWith('{');
}

/**
 * A job is requested between two lists. If both lists agree about it, it did not change, and the single status must
 * agree too. If they differ, the job changed, and separate clauses judge the order of its sightings.
 */
export const agreesWithDetail: Judge = (seen) => {
  const sightings = listSightings(selectAnswered(seen, 'list', 'list-page', 'detail', 'list-again'));
  const looked: AnsweredExchange[] = [];
  const breaches = sightings.flatMap((single, index): readonly Breach[] => {
    if (single.exchange.tag !== 'detail') return [];
    const isListed = ({ jobId, exchange }: Sighting) => jobId === single.jobId && exchange.tag !== 'detail';
    const before = sightings.slice(0, index).findLast(isListed);
    const after = sightings.slice(index).find(isListed);
    if (before === undefined || after === undefined || formatState(before) !== formatState(after)) return [];
    looked.push(before.exchange, single.exchange, after.exchange);
    if (formatState(single) === formatState(before)) return [];
    const expected = `as in the lists ${before.exchange.id} and ${after.exchange.id}: ${formatState(before)}`;
    return [{ exchange: single.exchange.id, expected, actual: formatState(single) }];
  });
  return toJudgement(looked, breaches, () =>
    explainMissing(
      {
        what: 'a job that was the same in two lists and was requested between them',
        tags: ['list', 'list-again', 'detail'],
      },
      seen,
    ),
  );
};

function formatState({ jobId, status, submittedAt, updatedAt }: Sighting): string {
  return JSON.stringify({ job_id: jobId, status, submitted_at: submittedAt, updated_at: updatedAt });
}

export const ownJobsOnly: Judge = (seen) => {
  const foreign = selectAnswered(seen, 'foreign-list').filter(({ outcome }) => outcome.status === 200);
  const theirs = new Set(foreign.flatMap(listJobIds));
  const own = selectAnswered(seen, ...lists);
  const breaches = listSightings(own)
    .filter(({ jobId }) => theirs.has(jobId))
    .map(({ exchange, jobId }) => ({
      exchange: exchange.id,
      expected: `only the caller's jobs`,
      actual: `job ${jobId}, which is also in the list of the other user`,
    }));
  return toJudgement(theirs.size > 0 ? own : [], breaches, () =>
    explainMissing(
      {
        what: 'another user with a job',
        tags: ['foreign-list'],
        takes: ['other-token'],
        otherwise: 'other-jobs',
      },
      seen,
    ),
  );
};
