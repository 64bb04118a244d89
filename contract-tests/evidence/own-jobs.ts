/** Groups the evidence about the jobs that the run created: their submissions, their sightings and the actions on them. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { type AnsweredExchange, type Exchange, isAnswered, isUnavailable } from './exchange.ts';
import { findMadeJob } from './made-jobs.ts';
import type { Tag } from './probes.ts';
import { groupSightings, listJobIds, listSightings, parseTimeMs, type Sighting } from './sightings.ts';

/** A job that the run created. */
export interface OwnJobEvidence {
  readonly jobId: string;
  readonly submission: AnsweredExchange;
  readonly life: readonly Sighting[];
}

const actionTags: ReadonlySet<Tag> = new Set([
  'pause',
  'pause-untimely',
  'resume',
  'resume-untimely',
  'own-foreign-control',
  'no-token',
  'bad-control',
]);

/** How long a job may take to do what an accepted action says: it may have to finish its row first. In milliseconds. */
export const obeyMs = 10_000;
/** How long a server may take until a replica or a cache shows a new job. In milliseconds. */
export const appearMs = 10_000;

/** In the order of their submissions, without those whose id the run had seen before. */
export function listOwnJobs(exchanges: readonly Exchange[]): readonly OwnJobEvidence[] {
  const lives = groupSightings(exchanges);
  return exchanges.filter(isAnswered).flatMap((submission) => {
    const jobId = submission.tag === 'submit' ? findMadeJob(submission) : undefined;
    if (jobId === undefined || listIdsBefore(exchanges, submission).has(jobId)) return [];
    return [{ jobId, submission, life: lives.get(jobId) ?? [] }];
  });
}

/**
 * The lists after a submission, before the new job was read singly: a second one if the first lacked the job. The job may appear
 * a little later, in the second list or, where the single status did not have it yet either, in one after them.
 */
export function listFirstLists(
  { jobId, submission }: Pick<OwnJobEvidence, 'jobId' | 'submission'>,
  exchanges: readonly Exchange[],
): readonly AnsweredExchange[] {
  const since = exchanges.slice(exchanges.indexOf(submission) + 1);
  const read = since.findIndex(
    (one) => one.tag === 'own-detail' && isAnswered(one) && one.outcome.status !== 404,
  );
  const all = since
    .filter(isAnswered)
    .filter(({ tag, outcome }) => tag === 'own-list' && !isUnavailable(outcome));
  const early = all.filter((list) => read < 0 || since.indexOf(list) < read);
  // A replica that was late for the first reads is judged by the list after them.
  const wasLate = since
    .slice(0, Math.max(0, read))
    .some((one) => one.tag === 'own-detail' && one.startedMs - submission.startedMs <= appearMs);
  const late = wasLate ? all.filter((list) => !early.includes(list)).slice(0, 1) : [];
  const lists = [...early, ...late];
  const found = lists.findIndex((list) => listJobIds(list).includes(jobId));
  return found < 0 ? lists : lists.slice(0, found + 1);
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The API statuses in which an action has an effect. */
export function listStatusesBefore(lifeCycle: LifeCycle, action: 'pause' | 'resume'): ReadonlySet<string> {
  return new Set(lifeCycle.statusesBefore(action).map(lifeCycle.getApiStatus));
}

/** The sightings of a job around one of the exchanges, the nearest ones first. */
export function splitLife(
  life: readonly Sighting[],
  exchange: Exchange,
  exchanges: readonly Exchange[],
): { readonly before: Sighting | undefined; readonly later: readonly Sighting[] } {
  const place = exchanges.indexOf(exchange);
  const getPlace = (sighting: Sighting) => exchanges.indexOf(sighting.exchange);
  return {
    before: life.findLast((sighting) => getPlace(sighting) < place),
    later: life.filter((sighting) => getPlace(sighting) > place),
  };
}

/** The actions on a job between two exchanges. */
export function listActionsBetween(
  exchanges: readonly Exchange[],
  jobId: string,
  from: Exchange,
  to: Exchange,
): readonly Exchange[] {
  return exchanges
    .slice(exchanges.indexOf(from) + 1, exchanges.indexOf(to))
    .filter((one) => one.jobId === jobId && actionTags.has(one.tag));
}

/** The ids that the run had seen before an exchange, in the lists of both users and as single jobs. */
export function listIdsBefore(exchanges: readonly Exchange[], exchange: Exchange): ReadonlySet<string> {
  const before = exchanges.slice(0, exchanges.indexOf(exchange));
  const foreign = before.filter(({ tag, outcome }) => tag === 'foreign-list' && outcome.kind === 'response');
  return new Set([...listSightings(before).map(({ jobId }) => jobId), ...foreign.flatMap(listJobIds)]);
}

/** How far apart the submission times of jobs from one submission may be. */
const togetherMs = 5000;

/** Jobs that nobody had seen before a submission, and that have the same submission time as its own job, if that was seen. */
export function listExtraJobs(
  { jobId, submission, life }: OwnJobEvidence,
  exchanges: readonly Exchange[],
): readonly Sighting[] {
  const known = listIdsBefore(exchanges, submission);
  const others = new Set(listOwnJobs(exchanges).map((own) => own.jobId));
  if (life.length === 0) return [];
  const submitted = parseTimeMs(life[0]?.submittedAt);
  const next = exchanges.findIndex(
    ({ tag }, index) =>
      (tag === 'before-submit' || tag === 'list-post') && index > exchanges.indexOf(submission),
  );
  const since = exchanges.slice(exchanges.indexOf(submission), next < 0 ? undefined : next);
  const found = listSightings(since.filter(({ tag }) => tag === 'own-list')).filter(
    (one) =>
      one.jobId !== jobId &&
      !known.has(one.jobId) &&
      !others.has(one.jobId) &&
      isTogether(parseTimeMs(one.submittedAt), submitted),
  );
  return [...new Map(found.map((one) => [one.jobId, one])).values()];
}

function isTogether(one: number | undefined, other: number | undefined): boolean {
  return one === undefined || other === undefined || Math.abs(one - other) <= togetherMs;
}

const wholeLists: ReadonlySet<Tag> = new Set([
  'list',
  'list-again',
  'watch-list',
  'before-submit',
  'own-list',
]);

/** Whether jobs appeared in the list while the run submitted nothing: then another client submits jobs too. */
export function hasOtherSubmitter(exchanges: readonly Exchange[]): boolean {
  const known = new Set<string>();
  let [hasBase, hasSubmitted] = [false, false];
  for (const exchange of exchanges) {
    if (exchange.request.method === 'POST' && exchange.operationId !== 'controlEnrichment')
      hasSubmitted = true;
    const ids = wholeLists.has(exchange.tag) || exchange.tag === 'list-page' ? listJobIds(exchange) : [];
    const isNew = ids.some((id) => !known.has(id));
    if (wholeLists.has(exchange.tag) && hasBase && isNew && !hasSubmitted) return true;
    for (const id of ids) known.add(id);
    if (!wholeLists.has(exchange.tag) || ids.length === 0) continue;
    hasBase = true;
    hasSubmitted = false;
  }
  return false;
}
