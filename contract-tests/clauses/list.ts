/** Judges the list: its envelope, its order, and whose jobs it contains. */
import { isMap } from '../../openapi/values.ts';
import { parseJson, findSchemaViolations } from '../../openapi/conformance.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Violation } from '../../openapi/diagnostics/render.ts';
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import type { AnsweredExchange } from '../evidence/exchange.ts';
import type { Tag } from '../evidence/probes.ts';
import {
  collectLists,
  collectOtherLists,
  firstPageTags,
  furtherPageTags,
  type JobList,
} from '../evidence/job-lists.ts';
import {
  listJobIds,
  listOtherSightings,
  listSightings,
  parseTimeMs,
  type Sighting,
} from '../evidence/sightings.ts';
import {
  selectAnswered,
  type ExchangeCheck,
  checkConformance,
  judgeEachTagged,
  type CheckFinding,
  toCheckFinding,
  toJudgement,
  checkIfStatus,
} from './judging.ts';
import { isShape } from './single-status.ts';
import { explainMissing } from './wanted.ts';

/** The lists of the caller, and that of the other user. */
const lists: readonly Tag[] = [...firstPageTags, ...furtherPageTags, 'foreign-list'];

export const listShape: Judge = judgeEachTagged(
  lists,
  { what: 'a list with status 200', otherwise: 'answer' },
  checkIfStatus(200, checkList),
);

const checkMediaType: ExchangeCheck = checkConformance(({ at }) => at === 'header Content-Type');

/**
 * Checks the list against each legal envelope. If it fits none, reports the violations of the nearest one. The framework's
 * pages by cursor are those by number without a count.
 */
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
  const lacking = isMap(json.value) ? listLegallyMissing(json.value) : [];
  return nearest
    .filter((one) => isShape(one) && !isLinkFormat(one) && !lacking.includes(one.at))
    .map(toCheckFinding);
}

/** What the framework's other pages lack: a count if they have a cursor, and links of their own if an object contains them. */
function listLegallyMissing(envelope: Readonly<Record<string, unknown>>): readonly string[] {
  const { links } = envelope;
  const hasLinks = !('next' in envelope) && isMap(links) && 'next' in links;
  return [
    ...(('next' in envelope || hasLinks) && !('count' in envelope) ? ['body/count'] : []),
    ...(hasLinks ? ['body/next', 'body/previous'] : []),
  ];
}

/** A relative link is legal, although it is no URI. Another clause judges links. */
function isLinkFormat({ at, keyword }: Violation): boolean {
  return keyword === 'format' && /^body\/(next|previous)$/.test(at);
}

/** How deep in the body the first violation is. */
function getDepth(violations: readonly Violation[]): number {
  return violations.reduce(
    (depth, { at }) => Math.min(depth, at.split('/').length),
    Number.POSITIVE_INFINITY,
  );
}

export const newestFirst: Judge = (seen) => {
  const collections = collectAll(seen).filter(({ ids }) => ids.length > 1);
  const breaches = collections.flatMap(({ pages }) => findOrderBreaches(listOnce(pages)));
  return toJudgement(
    collections.flatMap(({ pages }) => pages),
    breaches,
    () => explainMissing({ what: 'a list with at least two jobs', tags: lists, otherwise: 'jobs' }, seen),
  );
};

/** The lists of both users. */
function collectAll({ evidence }: Observations): readonly JobList[] {
  return [...collectLists(evidence.exchanges), ...collectOtherLists(evidence.exchanges)];
}

/** Without jobs of earlier pages: new jobs move others to the next page while the pages are read. */
function listOnce(pages: readonly AnsweredExchange[]): readonly Sighting[] {
  return pages.flatMap((page, index) => {
    const known = new Set(pages.slice(0, index).flatMap(listJobIds));
    return listAllSightings([page]).filter(({ jobId }) => !known.has(jobId));
  });
}

function listAllSightings(pages: readonly AnsweredExchange[]): readonly Sighting[] {
  return [...listSightings(pages), ...listOtherSightings(pages)];
}

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

/** While the pages are read, a new job moves the last job of one page to the top of the next. This is not a breach. */
export const noDuplicates: Judge = (seen) => {
  const collections = collectAll(seen).flatMap(({ pages, isStill }) =>
    isStill ? [pages] : pages.map((page) => [page]),
  );
  const breaches = collections.flatMap((pages) => {
    const known = new Set<string>();
    return listAllSightings(pages)
      .filter(({ jobId }) => known.has(jobId.toLowerCase()) || !known.add(jobId.toLowerCase()))
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

export const ownJobsOnly: Judge = (seen) => {
  const foreign = selectAnswered(seen, 'foreign-list').filter(({ outcome }) => outcome.status === 200);
  const theirs = new Set(foreign.flatMap(listJobIds));
  const own = selectAnswered(seen, ...firstPageTags, ...furtherPageTags);
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
