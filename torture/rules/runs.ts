/** What each run of the client knew, when it ended, and what excuses it. */
import type { Ending, Life, LifeRequest } from '../life/life.ts';
import type { Guide } from './guide.ts';
import {
  breaksPromise,
  countLastFailures,
  isAbout,
  isPoll,
  isRefusal,
  isTransientFailure,
} from './requests.ts';
import { listAbout, listFirsts, type Sight } from './sights.ts';

/** The runs of the client: one for each job, but none for one to which the first run is to turn. */
export const listRuns = ({ endings, plan }: Life): readonly number[] =>
  [...endings.keys()].filter((run) => run !== 1 || plan.switchAt === undefined);

/** What the first run that breaks a rule did. */
export function findInRuns<Found>(life: Life, check: (run: number) => Found | undefined): Found | undefined {
  for (const run of listRuns(life)) {
    const found = check(run);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How many parts of the program may ask for the same at once without knowing of each other: all runs poll the same list. */
export const countAskers = ({ operation }: LifeRequest, life: Life): number =>
  operation === 'getStatus' || operation === 'getResults' ? 1 : Math.max(1, listRuns(life).length);

/** The job that a run follows then. */
export function getFollowed(run: number, { switchedAt }: Life, at = Number.POSITIVE_INFINITY): number {
  return run === 0 && switchedAt !== undefined && at > switchedAt ? 1 : run;
}

/** The first response that showed the client that the job was completed, failed or paused. */
export function findEndShown(
  job: number,
  life: Life,
  { lifeCycle }: Guide,
  until = Number.POSITIVE_INFINITY,
): Sight | undefined {
  return listFirsts(job, life).find(({ at, status }) => at <= until && lifeCycle.endsPolling(status));
}

/** After so many failures in a row a client may give up: the usual number of retries is three. */
export const allowedFailures = 3;

/** After so long a client may give up, whatever happens. */
export const patience = 5 * 60_000;

/** Why a client may stop following a job then; undefined if nothing excuses it. */
export function findExcuse(job: number, life: Life, until: number): string | undefined {
  const arrived = listAbout(job, life, until);
  if (life.unmountedAt !== undefined && life.unmountedAt <= until) return 'the page was left';
  if (arrived.some(isRefusal)) return 'the API refused a request';
  if (arrived.some(breaksPromise)) return 'a response broke the promises of the API';
  if (countLastFailures(arrived, life) >= allowedFailures) return 'too many failures in a row';
  return undefined;
}

/** How a run ended, unless it only started something that goes on in the background. */
export function findEnding(run: number, life: Life, guide: Guide): Ending | undefined {
  const ending = life.endings[run];
  if (ending?.kind !== 'returned' || ending.status !== undefined) return ending;
  const job = getFollowed(run, life, ending.at);
  if (findEndShown(job, life, guide, ending.at) !== undefined) return ending;
  // What was on its way when it returned is of the background too.
  const goesOn = life.requests.some(
    (request) => (request.arrivedAt ?? life.endedAt) > ending.at && isPoll(request) && isAbout(job, request),
  );
  return goesOn || life.reports.some(({ at, run: of }) => of === run && at > ending.at) ? undefined : ending;
}

/** Whether nothing hurries a run any more at the end of the life: all of them ended, or the page was left. */
export function isAllOver(life: Life, guide: Guide): boolean {
  return (
    life.unmountedAt !== undefined ||
    listRuns(life).every((run) => findEnding(run, life, guide) !== undefined)
  );
}

/** Responses may take a minute, and a poll may come a while later. */
const rest = 3 * 60_000;

/**
 * By when a sound client has seen the end of a job: well after its rest and the last trouble. Some clients wait twice as long each time,
 * so the bound grows with the life. Undefined for a job that never comes to rest.
 */
export function computeDeadline(job: number, life: Life, { lifeCycle }: Guide): number | undefined {
  const statuses = life.jobs[job]?.statuses ?? [];
  const last = statuses.at(-1);
  if (last === undefined || !lifeCycle.endsPolling(last.status)) return undefined;
  const since =
    statuses.findLast(({ status }, index) => statuses[index - 1]?.status !== status)?.at ?? last.at;
  const about = listAbout(job, life);
  const troubles = about.filter((request) => isTransientFailure(request, life) || request.faults.length > 0);
  const settled = Math.max(
    since,
    life.switchedAt ?? 0,
    ...life.plan.sleeps.map(({ at, length }) => at + length),
    ...troubles.map(({ arrivedAt, retryAfter = 0 }) => arrivedAt + retryAfter),
  );
  const failing = troubles.map(({ sentAt }) => sentAt);
  const trouble = failing.length === 0 ? 0 : settled - Math.min(...failing);
  return settled * 2 + rest + 3 * trouble;
}
