/** The rules about statuses that the client shows: true, of its job, and never older than one before. */
import { formatTime } from '../life/format-time.ts';
import type { JobLife, Life, StatusReport } from '../life/life.ts';
import type { Guide } from './guide.ts';
import type { Rule, Violation } from './rule.ts';
import { getFollowed, listRuns } from './runs.ts';
import { findLatest, isSeen, listFirsts, listSights, wasBroken } from './sights.ts';
import { formatJob } from './words.ts';

/** What a run showed of its job, with what it returned as the last of it. */
interface Shown extends Pick<StatusReport, 'at' | 'run' | 'jobId' | 'status' | 'updatedAt'> {
  readonly verb: 'showed' | 'returned';
  /** The index of the job that the run followed then. */
  readonly followed: number;
  /** Whether that is known even in the millisecond of the switch. */
  readonly isSure: boolean;
  /** The index of the job that it is about. */
  readonly job: number;
}

function listShown(life: Life): readonly Shown[] {
  const reports = life.reports.map((report): Shown => {
    const named = life.jobs.findIndex(({ id }) => id === report.jobId);
    const followed = report.followed ?? getFollowed(report.run, life, report.at);
    return {
      ...report,
      verb: 'showed',
      followed,
      isSure: report.followed !== undefined,
      job: named < 0 ? followed : named,
    };
  });
  const returned = listRuns(life).flatMap((run): readonly Shown[] => {
    const ending = life.endings[run];
    if (ending?.kind !== 'returned' || ending.status === undefined) return [];
    // Nobody sees what a client returns when its page was left.
    if (life.unmountedAt !== undefined && ending.at >= life.unmountedAt) return [];
    const { at, status } = ending;
    const job = getFollowed(run, life, at);
    return [{ at, run, status, verb: 'returned', followed: job, isSure: false, job }];
  });
  return [...reports, ...returned].toSorted((a, b) => a.at - b.at);
}

/** What a program shows when it takes an error for a job. */
const broken = new Set(['undefined', 'null', 'NaN', '[object Object]']);

function checkTruth(shown: Shown, life: Life, { lifeCycle }: Guide): Violation | undefined {
  const { job, status, at, verb } = shown;
  const latest = findLatest(job, life, at)?.status;
  const what = `At ${formatTime(at)} it ${verb} "${status}" for ${formatJob(job, life)}`;
  if (broken.has(status)) {
    if (latest === undefined || wasBroken(life, at)) return undefined;
    return { message: `${what}, which is no status; it had received "${latest}" before.`, at };
  }
  if (!lifeCycle.apiStatuses.includes(status) || isSeen(job, status, at, life)) return undefined;
  if (at === life.switchedAt && !shown.isSure) return undefined;
  // A client knows of the submission that the job is queued.
  if (latest === undefined && isInitial(status, lifeCycle)) return undefined;
  if (isOfOther(shown, life)) return undefined;
  const hasUnknown = listFirsts(job, life).some(
    (first) => first.at <= at && !lifeCycle.apiStatuses.includes(first.status),
  );
  if (hasUnknown && !lifeCycle.endsPolling(status)) return undefined;
  const received =
    latest === undefined
      ? 'no response had shown any status'
      : `the latest that it had received was "${latest}"`;
  return { message: `${what}, but no response had shown that status of it: ${received}.`, at };
}

const isInitial = (
  status: string,
  { internalStatuses, isInitial: begins, getApiStatus }: Guide['lifeCycle'],
) => internalStatuses.some((one) => begins(one) && getApiStatus(one) === status);

/** Whether a response about another job showed the status. */
const isOfOther = (shown: Shown, life: Life): boolean =>
  shown.jobId === undefined &&
  life.jobs.some((_, other) => other !== shown.job && isSeen(other, shown.status, shown.at, life));

/** A status or an outcome that the client invented, such as "failed" after a failed request. */
export const createTrueStatus = (guide: Guide): Rule => ({
  name: 'true-status',
  title: 'It shows only statuses that the API has sent for the job; a failed request is no failed job.',
  source: guide.getSource('status', 'Get Status For a Single Job'),
  check: (life) => findFirst(listShown(life), (shown) => checkTruth(shown, life, guide)),
});

function checkJob(shown: Shown, life: Life, { lifeCycle }: Guide): Violation | undefined {
  const { followed, job, jobId, status, at, verb } = shown;
  // Nobody knows which came first.
  if (at === life.switchedAt && !shown.isSure) return undefined;
  const what = `At ${formatTime(at)} it ${verb} "${status}"`;
  if (jobId !== undefined) {
    if (job === followed || isFromList(shown, life)) return undefined;
    const since = life.switchedAt === undefined ? '' : ` since ${formatTime(life.switchedAt)}`;
    return { message: `${what} of job ${job + 1}, but it followed job ${followed + 1}${since}.`, at };
  }
  if (!lifeCycle.apiStatuses.includes(status) || isSeen(followed, status, at, life)) return undefined;
  const isKnown = findLatest(followed, life, at) !== undefined;
  if ((!isKnown && isInitial(status, lifeCycle)) || !isOfOther(shown, life)) return undefined;
  const [other = 0] = life.jobs.flatMap((_, index) => (isSeen(index, status, at, life) ? [index] : []));
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
}

function listEras(statuses: JobLife['statuses']): readonly Era[] {
  return statuses
    .filter(({ status }, index) => statuses[index - 1]?.status !== status)
    .map(({ status, at }) => ({ status, from: at }));
}

/** An era of which a response told the client, and when it did so first. */
interface Origin {
  readonly era: number;
  readonly at: number;
}

/** For each status of a job, the eras from which the client can have it. */
function listOrigins(job: number, life: Life): ReadonlyMap<string, readonly Origin[]> {
  const eras = listEras(life.jobs[job]?.statuses ?? []);
  const origins = new Map<string, Origin[]>();
  for (const { at, status, request } of listSights(job, life)) {
    const current = eras.findLastIndex(({ from }) => from <= request.decidedAt);
    // A poll can be what moves the job, so that the response shows the status before.
    const era = eras.findLastIndex((one, index) => index <= current && one.status === status);
    const known = origins.get(status) ?? [];
    origins.set(status, known);
    if (era >= 0 && known.every((one) => one.era !== era)) known.push({ era, at });
  }
  return origins;
}

function checkOrder(life: Life): Violation | undefined {
  const latest = new Map<string, { readonly era: number; readonly shown: Shown }>();
  const origins = life.jobs.map((_, job) => listOrigins(job, life));
  return findFirst(listShown(life), (shown) => {
    const { run, job, status, at, verb } = shown;
    const key = `${run} ${job}`;
    const before = latest.get(key);
    const eras = (origins[job]?.get(status) ?? []).filter((one) => one.at <= at).map(({ era }) => era);
    const possible = eras.filter((era) => era >= (before?.era ?? 0));
    if (possible.length > 0) latest.set(key, { era: Math.min(...possible), shown });
    if (eras.length === 0 || possible.length > 0 || before === undefined) return undefined;
    return {
      message: `At ${formatTime(at)} it ${verb} "${status}" for ${formatJob(job, life)}, although it had shown the newer "${before.shown.status}" at ${formatTime(before.shown.at)}.`,
      at,
      requests: listSights(job, life, at)
        .filter((sight) => sight.status === status)
        .slice(-1)
        .map(({ request }) => request.number),
    };
  });
}

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
