/** The list: its envelope, its order, its completeness, and that it agrees with the single status. */
import { schemaViolations, type Violation } from '../../openapi/conformance.ts';
import type { Breach, Judge, Seen } from '../clause.ts';
import type { Answered } from '../evidence/exchange.ts';
import { bodyOf, itemsOf, jobIdsIn, type Sighting, sightingsIn, timeMs } from '../evidence/sightings.ts';
import { answered, type Check, each, statusIs, verdictOf } from './judging.ts';
import { isShape, shape, succeeded } from './single-status.ts';

const lists = ['list', 'list-page', 'list-again', 'watch-list'] as const;

export const listAnswers: Judge = each(
  ['list', 'list-page', 'list-again'],
  'the list was not answered',
  statusIs(200),
);

export const listShape: Judge = each(lists, 'the list was not answered', succeeded(listed));

/** Held against each legal envelope; when it fits none, what is told is where the nearest of them is left. */
function listed(exchange: Answered, seen: Seen): ReturnType<Check> {
  const media = shape(exchange, seen).filter(
    ({ expected }) => expected.startsWith('header') || expected === 'body: valid JSON',
  );
  if (media.length > 0) return media;
  const readings = Object.values(seen.spec.questions['list-envelope']?.readings ?? {});
  const schemas = readings.flatMap(({ schema }) => schema ?? []);
  const found = schemas.map((schema) => schemaViolations(seen.checkAt(schema), bodyOf(exchange)));
  const depth = (violations: readonly Violation[]) =>
    Math.min(...violations.map(({ at }) => at.split('/').length));
  const nearest = found.some(({ length }) => length === 0)
    ? []
    : (found.toSorted((a, b) => depth(b) - depth(a))[0] ?? []);
  return nearest
    .filter(isShape)
    .map(({ at, expected, actual }) => ({ expected: `${at}: ${expected}`, actual }));
}

export const newestFirst: Judge = (seen) => {
  const looked = answered(seen, ...lists).filter((exchange) => (itemsOf(exchange) ?? []).length > 1);
  const breaches = looked.flatMap((exchange) => orderBreaches(exchange, sightingsIn([exchange])));
  return verdictOf(looked, breaches, 'a list with two jobs or more');
};

function orderBreaches({ id }: Answered, sightings: readonly Sighting[]): readonly Breach[] {
  return sightings.slice(1).flatMap((after, index) => {
    const before = sightings[index];
    const [earlier, later] = [timeMs(before?.submittedAt), timeMs(after.submittedAt)];
    if (before === undefined || earlier === undefined || later === undefined || earlier >= later) return [];
    const expected = `job ${after.jobId} of ${after.submittedAt} stands before job ${before.jobId} of ${before.submittedAt}`;
    return [{ exchange: id, expected, actual: 'it stands after it' }];
  });
}

/** One collection may come in several answers: its pages. */
export const noDuplicates: Judge = (seen) => {
  const first = answered(seen, 'list', 'list-page');
  const collections = [first, ...answered(seen, 'list-again', 'watch-list').map((exchange) => [exchange])];
  const breaches = collections.flatMap((pages) => {
    const known = new Set<string>();
    return sightingsIn(pages)
      .filter(({ jobId }) => known.has(jobId) || !known.add(jobId))
      .map(({ exchange, jobId }) => ({
        exchange: exchange.id,
        expected: `job ${jobId} stands in the list once`,
        actual: 'it stands there again',
      }));
  });
  const looked = collections.flat().filter((exchange) => (itemsOf(exchange) ?? []).length > 0);
  return verdictOf(looked, breaches, 'a list with a job');
};

/** What was listed once is listed again: jobs do not vanish between two calls. */
export const keepsItsJobs: Judge = (seen) => {
  const [first] = answered(seen, 'list').filter(({ outcome }) => outcome.status === 200);
  const later = answered(seen, 'list-again', 'watch-list').filter(
    (exchange) => exchange.outcome.status === 200 && itemsOf(exchange) !== undefined,
  );
  if (first === undefined || isPaged(first)) return verdictOf([], [], 'a list in one piece, asked for twice');
  const before = sightingsIn([first]).map(({ jobId }) => jobId);
  const breaches = later.flatMap((exchange) => {
    const now = new Set(sightingsIn([exchange]).map(({ jobId }) => jobId));
    const gone = before.filter((jobId) => !now.has(jobId));
    return gone.map((jobId) => ({
      exchange: exchange.id,
      expected: `job ${jobId} of ${first.id} is still listed`,
      actual: 'it is gone',
    }));
  });
  return verdictOf(before.length > 0 ? later : [], breaches, 'a list with a job, asked for twice');
};

function isPaged({ outcome }: Answered): boolean {
  return outcome.body.trimStart().startsWith('{');
}

/**
 * A job is asked for between two lists. If both lists say the same of it, nothing moved between them, and the single
 * status must say the same too; if they differ, it moved, and the order of its sightings has clauses of its own.
 */
export const agreesWithDetail: Judge = (seen) => {
  const sightings = sightingsIn(answered(seen, 'list', 'list-page', 'list-again', 'detail'));
  const singles = sightings.filter(({ exchange }) => exchange.tag === 'detail');
  const looked: Answered[] = [];
  const breaches = singles.flatMap((single) => {
    const listed = sightings.filter(
      ({ jobId, exchange }) => jobId === single.jobId && exchange.tag !== 'detail',
    );
    const before = listed.findLast(({ exchange }) => exchange.startedMs <= single.exchange.startedMs);
    const after = listed.find(({ exchange }) => exchange.startedMs >= single.exchange.startedMs);
    if (before === undefined || after === undefined || stateOf(before) !== stateOf(after)) return [];
    looked.push(before.exchange, single.exchange, after.exchange);
    if (stateOf(single) === stateOf(before)) return [];
    return [
      {
        exchange: single.exchange.id,
        expected: `as in the lists ${before.exchange.id} and ${after.exchange.id}: ${stateOf(before)}`,
        actual: stateOf(single),
      },
    ];
  });
  return verdictOf(looked, breaches, 'a job that stood still between two lists');
};

function stateOf({ jobId, status, submittedAt, updatedAt }: Sighting): string {
  return JSON.stringify({ job_id: jobId, status, submitted_at: submittedAt, updated_at: updatedAt });
}

export const ownJobsOnly: Judge = (seen) => {
  const foreign = answered(seen, 'foreign-list').filter(({ outcome }) => outcome.status === 200);
  const theirs = new Set(foreign.flatMap(jobIdsIn));
  const own = answered(seen, ...lists);
  const breaches = sightingsIn(own)
    .filter(({ jobId }) => theirs.has(jobId))
    .map(({ exchange, jobId }) => ({
      exchange: exchange.id,
      expected: `the caller's own jobs only`,
      actual: `job ${jobId}, which the other user lists too`,
    }));
  return verdictOf(
    theirs.size > 0 ? own : [],
    breaches,
    'another user with a job (set CONTRACT_OTHER_TOKEN)',
  );
};
