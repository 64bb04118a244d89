/** The rules about results: fetched when they exist, of the right job, once, and not lost. */
import { formatTime } from '../life/format-time.ts';
import type { Life, LifeRequest } from '../life/life.ts';
import type { Guide } from './guide.ts';
import {
  type Arrived,
  breaksPromise,
  getPage,
  groupByThing,
  hasArrived,
  isFetch,
  isGood,
  isTransientFailure,
} from './requests.ts';
import type { Rule, Violation } from './rule.ts';
import { computeDeadline, findEnding, findEndShown, findExcuse, findInRuns, getFollowed } from './runs.ts';
import { findLatest, listArrived, listFirsts, listSent, listSights, wasBroken } from './sights.ts';
import { formatJob, formatTimes, listNumbers } from './words.ts';

export const createOwnResults = (guide: Guide): Rule => ({
  name: 'own-results',
  title: 'It shows the results of the job that it follows, never those of another one.',
  source: guide.getSource('results', 'Endpoint'),
  check: (life) => {
    for (const { at, run, followed = getFollowed(run, life, at), jobs } of life.results) {
      const other = jobs.find((job) => job !== followed);
      if (other === undefined) continue;
      return {
        message: `At ${formatTime(at)} it showed the results of job ${other + 1} while it followed job ${followed + 1}.`,
        at,
      };
    }
    return undefined;
  },
});

/** The status of a job at that time. */
const getStatusAt = (job: number, at: number, { jobs }: Life): string =>
  jobs[job]?.statuses.findLast((one) => one.at <= at)?.status ?? '';

function checkEarly(life: Life, { lifeCycle }: Guide): Violation | undefined {
  const early = life.requests.filter((request) => {
    const { job, sentAt, decidedAt } = request;
    if (!isFetch(request) || job === undefined || lifeCycle.hasResults(getStatusAt(job, decidedAt, life)))
      return false;
    return !listFirsts(job, life).some(({ at, status }) => at <= sentAt && lifeCycle.hasResults(status));
  });
  const [first] = early;
  if (first?.job === undefined) return undefined;
  const status = getStatusAt(first.job, first.decidedAt, life);
  return {
    message: `At ${formatTime(first.sentAt)} it requested the results of ${formatJob(first.job, life)}, which was ${status}; no response had said that there are any.`,
    requests: listNumbers(early),
    at: first.sentAt,
  };
}

export const createResultsWhenReady = (guide: Guide): Rule => ({
  name: 'results-when-ready',
  title: 'It requests results only after it has seen that the job is completed or paused.',
  source: guide.polling,
  check: (life) => checkEarly(life, guide),
});

/** Time-outs of clients are mostly longer. */
const slowResponse = 10_000;

/** The fetches of a page that came after it had been fetched, with no reason to do so again. */
function listAgain(group: readonly LifeRequest[], life: Life): readonly LifeRequest[] {
  const fetched = group.filter(hasArrived).filter((request) => isGood(request) && !breaksPromise(request));
  return fetched.filter((request, index) => {
    const before = fetched[index - 1];
    if (before === undefined || isSlow(before) || isWoken(request, life)) return false;
    if (wasBroken(life, request.sentAt)) return false;
    return !hasNews(request, before, life);
  });
}

const isSlow = ({ sentAt, arrivedAt }: Arrived): boolean => arrivedAt - sentAt >= slowResponse;

const isWoken = ({ sentAt }: LifeRequest, { plan }: Life): boolean =>
  plan.sleeps.some(({ at, length }) => sentAt >= at + length && sentAt <= at + length + 1000);

/** The status has changed since, as far as the client knows, or the client changed it. */
function hasNews({ job = 0, sentAt }: LifeRequest, before: LifeRequest, life: Life): boolean {
  const known = findLatest(job, life, before.sentAt)?.status;
  const isMoved = listSights(job, life, sentAt).some(
    ({ status, at }) => at > before.sentAt && status !== known,
  );
  return (
    isMoved ||
    listArrived(life, sentAt).some(
      ({ operation, arrivedAt }) => operation === 'controlEnrichment' && arrivedAt > before.sentAt,
    )
  );
}

export const createResultsOnce = (guide: Guide): Rule => ({
  name: 'results-once',
  title: 'It fetches the same results once.',
  source: `assumed: the results of a job at rest do not change, and are the largest responses (${guide.polling} says to fetch them once the job is completed or paused)`,
  check: (life) => {
    for (const group of groupByThing(listSent(life).filter(isFetch))) {
      const again = listAgain(group, life);
      const [first] = again;
      if (first === undefined) continue;
      const page = getPage(first.target);
      return {
        message: `It fetched page ${page} of the results of ${formatJob(first.job ?? 0, life)} again at ${formatTime(first.sentAt)}, though it had them; ${formatTimes(again.length)} in this life.`,
        requests: listNumbers(group),
        at: first.sentAt,
      };
    }
    return undefined;
  },
});

/** Whether the client fetches results at all. */
const wantsResults = ({ habits, results, requests }: Life): boolean =>
  habits === undefined ? results.length > 0 || requests.some(isFetch) : habits.results !== 'none';

function checkLost(run: number, life: Life, guide: Guide): Violation | undefined {
  const job = getFollowed(run, life);
  const seen = findEndShown(job, life, guide);
  if (seen === undefined || seen.status !== 'completed' || !wantsResults(life)) return undefined;
  const fetches = listSent(life).filter((request) => isFetch(request) && request.job === job);
  const skipped = findSkippedPage(fetches, life);
  const isFetched = fetches.some(isGood);
  const isShown = life.results.some(({ jobs, at }) => jobs.includes(job) || at >= seen.at);
  const isWhole = life.habits?.results === 'reported' ? isShown : isFetched || isShown;
  if (isWhole && skipped === undefined) return undefined;
  if (findExcuse(job, life, life.endedAt) !== undefined || hasTime(run, job, life, guide)) return undefined;
  const what =
    skipped !== undefined
      ? `page ${getPage(skipped.target)} of the results failed (request ${skipped.number}), and it went on without`
      : isFetched
        ? 'fetched the results, but never showed them'
        : fetches.length > 0
          ? 'never got the results, though it tried'
          : 'never requested the results';
  return {
    message: `It received "completed" for ${formatJob(job, life)} at ${formatTime(seen.at)}, but ${what}.`,
    requests: [seen.request.number, ...listNumbers(fetches, 9)],
    at: skipped?.sentAt ?? seen.at,
  };
}

/** A page whose last fetch failed, while a later page was fetched. */
function findSkippedPage(fetches: readonly LifeRequest[], life: Life): LifeRequest | undefined {
  const groups = groupByThing(fetches);
  const last = Math.max(0, ...fetches.filter(isGood).map(({ target }) => getPage(target)));
  return groups.flatMap((group) => {
    const end = group.at(-1);
    if (end === undefined || group.some(isGood) || getPage(end.target) > last) return [];
    return isTransientFailure(end, life) ? [end] : [];
  })[0];
}

/** Whether the client may still fetch them: its run goes on, and the life was too short. */
function hasTime(run: number, job: number, life: Life, guide: Guide): boolean {
  if (findEnding(run, life, guide) !== undefined) return false;
  return life.endedAt < (computeDeadline(job, life, guide) ?? Number.POSITIVE_INFINITY);
}

export const createKeepsResults = (guide: Guide): Rule => ({
  name: 'keeps-results',
  title:
    'A client that fetches results gets all of them once the job is completed, also when a request fails.',
  source: guide.polling,
  check: (life) => findInRuns(life, (run) => checkLost(run, life, guide)),
});
