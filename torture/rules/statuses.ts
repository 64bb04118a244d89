/** The rules about statuses that the client shows: true, of its job, and never older than one before. */
import type { JobLife, Life, StatusReport } from '../life/life.ts';
import type { Guide } from './guide.ts';
import { breaksPromise, findShown, hasArrivedAs, listArrived } from './requests.ts';
import type { Rule, Violation } from './rule.ts';
import { getFollowed, listRuns } from './runs.ts';
import { formatJob, formatTime } from './words.ts';

/** What a run showed of its job, with what it returned as the last of it. */
interface Shown extends Pick<StatusReport, 'at' | 'run' | 'jobId' | 'status' | 'updatedAt'> {
  readonly verb: 'showed' | 'returned';
  /** The index of the job that the run followed then. */
  readonly followed: number;
  /** The index of the job that it is about. */
  readonly job: number;
}

function listShown(life: Life): readonly Shown[] {
  const reports = life.reports.map((report): Shown => {
    const named = life.jobs.findIndex(({ id }) => id === report.jobId);
    const followed = report.followed ?? getFollowed(report.run, life, report.at);
    return { ...report, verb: 'showed', followed, job: named < 0 ? followed : named };
  });
  const returned = listRuns(life).flatMap((run): readonly Shown[] => {
    const ending = life.endings[run];
    if (ending?.kind !== 'returned' || ending.status === undefined) return [];
    const { at, status } = ending;
    const job = getFollowed(run, life, at);
    return [{ at, run, status, verb: 'returned', followed: job, job }];
  });
  return [...reports, ...returned].toSorted((a, b) => a.at - b.at);
}

/** Whether a response showed the client this status of the job. */
function isSeen(job: number, { status, at }: Shown, life: Life): boolean {
  return hasArrivedAs(life.requests, at, (request) => findShown(job, request) === status);
}

/** What a program shows when it takes an error for a job. */
const broken = new Set(['undefined', 'null', 'NaN', '[object Object]']);

function checkTruth(shown: Shown, life: Life, { lifeCycle }: Guide): Violation | undefined {
  const { job, status, at, verb } = shown;
  const isBroken = broken.has(status);
  if (!isBroken && (!lifeCycle.apiStatuses.includes(status) || isSeen(job, shown, life))) return undefined;
  const about = listArrived(life.requests, at).filter((request) => findShown(job, request) !== undefined);
  const what = `At ${formatTime(at)} it ${verb} "${status}" for ${formatJob(job, life)}`;
  if (isBroken) {
    if (about.length === 0 || listArrived(life.requests, at).some(breaksPromise)) return undefined;
    return {
      message: `${what}, which is no status; it had received "${findLatest(job, about)}" before.`,
      at,
    };
  }
  // A client knows of the submission that the job is queued.
  if (about.length === 0 && isInitial(status, lifeCycle)) return undefined;
  if (isOfOther(shown, life)) return undefined;
  const isUnknownShown = about.some(
    (request) => !lifeCycle.apiStatuses.includes(findShown(job, request) ?? ''),
  );
  if (isUnknownShown && !lifeCycle.endsPolling(status)) return undefined;
  const latest = findLatest(job, about);
  const received =
    latest === undefined
      ? 'no response had shown any status'
      : `the latest that it had received was "${latest}"`;
  return { message: `${what}, but no response had shown that status of it: ${received}.`, at };
}

const findLatest = (job: number, about: Parameters<typeof findShown>[1][]): string | undefined =>
  about.map((request) => findShown(job, request)).findLast((status) => status !== undefined);

const isInitial = (
  status: string,
  { internalStatuses, isInitial: begins, getApiStatus }: Guide['lifeCycle'],
) => internalStatuses.some((one) => begins(one) && getApiStatus(one) === status);

/** Whether a response about another job showed the status. */
const isOfOther = (shown: Shown, life: Life): boolean =>
  shown.jobId === undefined &&
  life.jobs.some((_, other) => other !== shown.job && isSeen(other, shown, life));

/** A status or an outcome that the client invented, such as "failed" after a failed request. */
export const createTrueStatus = (guide: Guide): Rule => ({
  name: 'true-status',
  title: 'It shows only statuses that the API has sent for the job; a failed request is no failed job.',
  source: guide.getSource('status', 'Get Status For a Single Job'),
  check: (life) => findFirst(listShown(life), (shown) => checkTruth(shown, life, guide)),
});

function checkJob(shown: Shown, life: Life, { lifeCycle }: Guide): Violation | undefined {
  const { followed, job, jobId, status, at, verb } = shown;
  const what = `At ${formatTime(at)} it ${verb} "${status}"`;
  if (jobId !== undefined) {
    if (job === followed || isFromList(shown, life)) return undefined;
    const since = life.switchedAt === undefined ? '' : ` since ${formatTime(life.switchedAt)}`;
    return { message: `${what} of job ${job + 1}, but it followed job ${followed + 1}${since}.`, at };
  }
  if (!lifeCycle.apiStatuses.includes(status) || isSeen(followed, shown, life)) return undefined;
  const isKnown = listArrived(life.requests, at).some(
    (request) => findShown(followed, request) !== undefined,
  );
  if ((!isKnown && isInitial(status, lifeCycle)) || !isOfOther(shown, life)) return undefined;
  const [other = 0] = life.jobs.flatMap((_, index) => (isSeen(index, shown, life) ? [index] : []));
  return {
    message: `${what} while it followed job ${followed + 1}, for which no response had shown that status; it is the one of job ${other + 1}.`,
    at,
  };
}

/** A client that shows the whole list shows other jobs too. */
const isFromList = ({ at }: Shown, { requests }: Life): boolean =>
  requests.some(({ operation, arrivedAt }) => operation === 'listStatuses' && arrivedAt === at);

/** After a switch, the old job's status is not the new one's. */
export const createOwnJob = (guide: Guide): Rule => ({
  name: 'own-job',
  title: 'It shows the status of the job that it follows, never that of another one.',
  source: guide.getSource('status', 'Get Status For a Single Job'),
  check: (life) => findFirst(listShown(life), (shown) => checkJob(shown, life, guide)),
});

/** A time in which a job shows the same status. */
interface Era {
  readonly status: string;
  readonly from: number;
  readonly updates: readonly string[];
}

function listEras({ statuses }: JobLife): readonly Era[] {
  const eras: Era[] = [];
  for (const { at, status, updatedAt } of statuses) {
    const last = eras.at(-1);
    if (last?.status === status) eras[eras.length - 1] = { ...last, updates: [...last.updates, updatedAt] };
    else eras.push({ status, from: at, updates: [updatedAt] });
  }
  return eras;
}

/** The eras from which the client can have what it showed; asked in the order in which it showed them. */
function createOrigins(job: number, eras: readonly Era[], life: Life) {
  const arrived = listArrived(life.requests);
  const origins = new Map<string, Set<number>>();
  let next = 0;
  return ({ status, updatedAt, at }: Shown): readonly number[] => {
    for (; next < arrived.length; next += 1) {
      const request = arrived[next];
      if (request === undefined || request.arrivedAt > at) break;
      const seen = findShown(job, request);
      if (seen === undefined) continue;
      const current = eras.findLastIndex(({ from }) => from <= request.decidedAt);
      // A poll can be what moves the job, so that the response shows the status before.
      const era = eras.findLastIndex((one, index) => index <= current && one.status === seen);
      if (era >= 0) origins.set(seen, (origins.get(seen) ?? new Set()).add(era));
    }
    const all = [...(origins.get(status) ?? [])];
    const dated = all.filter((index) => updatedAt !== undefined && eras[index]?.updates.includes(updatedAt));
    return dated.length > 0 ? dated : all;
  };
}

function checkOrder(life: Life): Violation | undefined {
  const latest = new Map<string, { readonly era: number; readonly shown: Shown }>();
  const listOrigins = life.jobs.map((job, index) => createOrigins(index, listEras(job), life));
  return findFirst(listShown(life), (shown) => {
    const { run, job, status, at, verb } = shown;
    const key = `${run} ${job}`;
    const before = latest.get(key);
    const origins = listOrigins[job]?.(shown) ?? [];
    if (origins.length === 0) return undefined;
    const possible = origins.filter((era) => era >= (before?.era ?? 0));
    if (possible.length > 0 || before === undefined) {
      latest.set(key, { era: Math.min(...(possible.length > 0 ? possible : origins)), shown });
      return undefined;
    }
    return {
      message: `At ${formatTime(at)} it ${verb} "${status}" for ${formatJob(job, life)}, although it had shown the newer "${before.shown.status}" at ${formatTime(before.shown.at)}.`,
      at,
      requests: listOld(shown, life),
    };
  });
}

/** The latest request that showed it. */
const listOld = ({ job, status, at }: Shown, { requests }: Life): readonly number[] =>
  listArrived(requests, at)
    .filter((request) => findShown(job, request) === status)
    .slice(-1)
    .map(({ number }) => number);

/** A response that arrives late must not win over a newer one. */
export const createNoOlderStatus = (guide: Guide): Rule => ({
  name: 'no-older-status',
  title: 'It never shows a status that is older than one that it has shown: a late response does not win.',
  source: `assumed: responses may overtake each other (Fetch standard); a job only moves on (${guide.getSource('status', 'Status States & API Mapping')})`,
  check: checkOrder,
});

function findFirst<Item>(
  items: readonly Item[],
  check: (item: Item) => Violation | undefined,
): Violation | undefined {
  for (const item of items) {
    const found = check(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
