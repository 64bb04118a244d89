/** Judges whether a list contains all jobs of its user. */
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import { doClocksAgree } from '../evidence/clocks.ts';
import type { AnsweredExchange, Exchange } from '../evidence/exchange.ts';
import { collectLists, firstPageTags, furtherPageTags, type JobList } from '../evidence/job-lists.ts';
import { listMadeJobs } from '../evidence/made-jobs.ts';
import { listFirstLists } from '../evidence/own-jobs.ts';
import type { Tag } from '../evidence/probes.ts';
import {
  getTargetTimeMs,
  groupSightings,
  isListed,
  listJobIds,
  parseTimeMs,
  type Sighting,
} from '../evidence/sightings.ts';
import { farMs, skewMs, toJudgement } from './judging.ts';
import { explainMissing } from './wanted.ts';

const listTags: readonly Tag[] = [...firstPageTags, ...furtherPageTags];

/** Where each exchange is in the order of the requests. */
type Positions = ReadonlyMap<Exchange, number>;

/** A job that a complete list lacks: what shows that it existed before, and what shows that it still exists. */
interface Gap {
  readonly list: JobList;
  readonly jobId: string;
  /** The first exchange that shows it. */
  readonly before: AnsweredExchange | undefined;
  readonly later: readonly Sighting[];
  /** Whether this run submitted it. */
  readonly isMade: boolean;
}

/** Each job in turn, with each complete list that lacks it. Lists that moved while they were read say nothing. */
function findGaps(seen: Observations): readonly Gap[] {
  const positions: Positions = new Map(seen.evidence.exchanges.map((exchange, at) => [exchange, at]));
  const at = (exchange: AnsweredExchange) => positions.get(exchange) ?? 0;
  const lists = collectWhole(seen).map((list) => ({ list, ids: new Set(list.ids) }));
  const { exchanges } = seen.evidence;
  const made = new Map(
    listMadeJobs(exchanges).map(({ jobId, exchange }) => [jobId, findFirstShown(jobId, exchange, exchanges)]),
  );
  return [...groupSightings(seen.evidence.exchanges)].flatMap(([jobId, all]) => {
    const life = all.filter(isAboutIt);
    return lists
      .filter(({ ids }) => !ids.has(jobId))
      .map(({ list }) => {
        const shown = [made.get(jobId) ?? [], ...life.map(({ exchange }) => exchange)].flat();
        return {
          list,
          jobId,
          before: shown.find((exchange) => at(exchange) < at(list.first)),
          later: life.filter(({ exchange }) => at(exchange) > at(list.last)),
          isMade: made.has(jobId),
        };
      });
  });
}

/** The submission, unless the job appeared a little later: then the list that showed it first. */
function findFirstShown(
  jobId: string,
  submission: AnsweredExchange,
  exchanges: readonly Exchange[],
): AnsweredExchange {
  const lists = listFirstLists({ jobId, submission }, exchanges);
  const shown = lists.find((list) => listJobIds(list).includes(jobId));
  return shown === undefined || shown === lists[0] ? submission : shown;
}

/** A response about another job says nothing about this one. Other clauses judge jobs that are known from elsewhere. */
function isAboutIt({ exchange, jobId }: Sighting): boolean {
  return (exchange.jobId ?? jobId) === jobId && !['earlier-detail', 'given-job'].includes(exchange.tag);
}

function collectWhole({ evidence }: Observations): readonly JobList[] {
  return collectLists(evidence.exchanges).filter(({ isWhole, isStill }) => isWhole && isStill);
}

/**
 * A job that was seen must be in each later list, as long as it exists. If it is gone from the list and its single status too,
 * somebody deleted it.
 */
export const keepsItsJobs: Judge = (seen) => {
  const lists = collectWhole(seen);
  const breaches = findGaps(seen).flatMap(({ list, jobId, before, later }): readonly Breach[] => {
    const [again] = later;
    if (before === undefined || again === undefined) return [];
    const expected = `job ${jobId} of ${before.id} is still listed, because ${again.exchange.id} shows it too`;
    return [{ exchange: list.last.id, expected, actual: 'it is missing' }];
  });
  const looked = lists.slice(1).filter(() => lists[0]?.ids.length !== 0 || lists.length > 2);
  return toJudgement(
    looked.map(({ first }) => first),
    breaches,
    () =>
      explainMissing(
        {
          what: 'a complete list that was requested after a job was seen',
          tags: listTags,
          otherwise: 'sight',
        },
        seen,
      ),
  );
};

/**
 * A job that appears later must be new. It is not if another job in the incomplete list was submitted after it, by the same clock;
 * or, with an empty list, if it was submitted long before that.
 */
export const containsOldJobs: Judge = (seen) => {
  const breaches = findGaps(seen).flatMap(({ list, before, later, isMade }): readonly Breach[] => {
    const shown = later.find(isListed);
    const submitted = parseTimeMs(shown?.submittedAt);
    const known = findLatestSubmission(list);
    if (
      isMade ||
      before !== undefined ||
      shown === undefined ||
      submitted === undefined ||
      known === undefined
    )
      return [];
    if (submitted >= known.ms) return [];
    const expected = `job ${shown.jobId} of ${shown.submittedAt} is listed, because it is older than ${known.what}`;
    return [{ exchange: list.last.id, expected, actual: `it is missing, and ${shown.exchange.id} lists it` }];
  });
  const lists = collectWhole(seen);
  return toJudgement(
    lists.slice(0, -1).map(({ first }) => first),
    breaches,
    () =>
      explainMissing(
        { what: 'a complete list that was requested twice', tags: listTags, otherwise: 'sight' },
        seen,
      ),
  );
};

/** A time before which a job was submitted if it existed when the list was requested. */
function findLatestSubmission({
  first,
  pages,
  ids,
}: JobList): { readonly ms: number; readonly what: string } | undefined {
  if (ids.length === 0) {
    const now = getTargetTimeMs(first);
    return now === undefined || !doClocksAgree(first)
      ? undefined
      : { ms: now - farMs, what: 'the empty list' };
  }
  const newest = listNewest(pages);
  return newest === undefined
    ? undefined
    : { ms: newest.ms - skewMs, what: `job ${newest.jobId}, which is listed` };
}

function listNewest(
  pages: readonly AnsweredExchange[],
): { readonly ms: number; readonly jobId: string } | undefined {
  const dated = [...groupSightings(pages).values()].flatMap(([sighting]) => {
    const ms = parseTimeMs(sighting?.submittedAt);
    return sighting === undefined || ms === undefined ? [] : [{ ms, jobId: sighting.jobId }];
  });
  return dated.toSorted((a, b) => b.ms - a.ms)[0];
}
