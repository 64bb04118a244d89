/** The rules about when to stop: at the end, after the page was left, and after a refusal. */
import { formatTime } from '../life/format-time.ts';
import type { Life, LifeRequest } from '../life/life.ts';
import type { Guide } from './guide.ts';
import {
  type Arrived,
  groupByThing,
  hasArrived,
  isAbout,
  isFetch,
  isPoll,
  isRefusal,
  isTransientFailure,
} from './requests.ts';
import type { Rule, Violation } from './rule.ts';
import { countAskers, findEnding, findEndShown, findInRuns, getFollowed, listRuns } from './runs.ts';
import { findLatest, listArrived, listSent, listSights } from './sights.ts';
import { formatJob, formatTimes, listNumbers } from './words.ts';

/** The first fetch may follow a poll that was on its way when the page was left. */
const allowedFetches = 1;

export const createStopsAfterUnmount = (guide: Guide): Rule => ({
  name: 'stops-after-unmount',
  title: 'It sends no more requests when the page was left.',
  source: `${guide.polling}; DOM standard, "Aborting ongoing activities": the signal tells it to stop`,
  check: ({ requests, unmountedAt }) => {
    if (unmountedAt === undefined) return undefined;
    const late = requests.filter(({ sentAt }) => sentAt > unmountedAt);
    const fetches = late.filter(isFetch);
    const wrong = fetches.length > allowedFetches ? late : late.filter((request) => !isFetch(request));
    const [first] = wrong;
    if (first === undefined) return undefined;
    return {
      message: `The page was left at ${formatTime(unmountedAt)}, but it sent ${formatCount(wrong.length)} afterwards, the first at ${formatTime(first.sentAt)}.`,
      requests: listNumbers(wrong),
      at: first.sentAt,
    };
  },
});

const formatCount = (count: number): string => `${count} ${count === 1 ? 'request' : 'requests'}`;

export const createStopsAfterSwitch = (guide: Guide): Rule => ({
  name: 'stops-after-switch',
  title: 'It no longer polls a job after it turned to another one.',
  source: guide.polling,
  check: ({ requests, switchedAt }) => {
    if (switchedAt === undefined) return undefined;
    const late = requests.filter(
      ({ sentAt, job, operation }) => sentAt > switchedAt && job === 0 && operation === 'getStatus',
    );
    const [first] = late;
    if (first === undefined) return undefined;
    return {
      message: `It turned to another job at ${formatTime(switchedAt)}, but polled the first one ${formatTimes(late.length)} afterwards, first at ${formatTime(first.sentAt)}.`,
      requests: listNumbers(late),
      at: first.sentAt,
    };
  },
});

/** The usual number of retries of libraries that retry whatever the error is. */
const allowedRepeats = 3;

/** The requests for one thing that repeated a refused one, all refused in the same way. */
function findRepeats(
  requests: readonly LifeRequest[],
  isRefused: (request: LifeRequest) => boolean,
): readonly LifeRequest[] | undefined {
  let streak: Arrived[] = [];
  for (const request of requests) {
    if (!hasArrived(request)) continue;
    const [first] = streak;
    if (isRefused(request)) {
      if (first === undefined || request.sentAt >= first.arrivedAt) streak.push(request);
    } else if (request.outcome === 'response') {
      if (isEnough(streak)) return streak;
      streak = [];
    }
  }
  return isEnough(streak) ? streak : undefined;
}

const isEnough = (streak: readonly LifeRequest[]): boolean => streak.length > allowedRepeats + 1;

function checkRefused(life: Life, isRefused: (request: LifeRequest) => boolean): Violation | undefined {
  for (const group of groupByThing(listSent(life))) {
    const [sample] = group;
    if (sample === undefined) continue;
    const streak = findRepeats(group, isRefused);
    const [first] = streak ?? [];
    if (streak === undefined || first === undefined) continue;
    if (streak.length <= (allowedRepeats + 1) * countAskers(sample, life)) continue;
    return {
      message: `${first.method} ${first.target} received a ${first.status ?? 0} at ${formatTime(first.arrivedAt ?? 0)}, and it sent it again ${formatTimes(streak.length - 1)}; at most ${allowedRepeats} repetitions are usual.`,
      requests: listNumbers(streak),
      at: streak[1]?.sentAt ?? 0,
    };
  }
  return undefined;
}

/** Libraries take a response whose body was cut off for a lost connection. */
const isReadable = (request: LifeRequest): boolean => isRefusal(request) && request.outcome === 'response';

export const stopsAfter401: Rule = {
  name: 'stops-after-401',
  title: 'It stops after a 401: the same token is rejected again.',
  source: 'RFC 9110, 15.5.2',
  check: (life) => checkRefused(life, (request) => isReadable(request) && request.status === 401),
};

/** What a request for results receives while there are none. */
const notYet = new Set([400, 409]);

export const createStopsAfterRefusal = (guide: Guide): Rule => ({
  name: 'stops-after-refusal',
  title: 'It does not repeat what the API refuses for good, such as a job that is not found.',
  source: `${guide.getSource('status', 'Error Responses')}; RFC 9110, 15.5`,
  check: (life) =>
    checkRefused(
      life,
      (request) =>
        isReadable(request) &&
        request.status !== 401 &&
        !(isFetch(request) && notYet.has(request.status ?? 0)),
    ),
});

/** One more may come from a part of the page that was just opened. */
const allowedPolls = 1;

/** The most polls in a row of a job that were sent although the client knew that it had ended. */
function listNeedless(job: number, life: Life, { lifeCycle }: Guide): readonly LifeRequest[] {
  const moves = listArrived(life).filter(({ operation }) => operation === 'controlEnrichment');
  let streak: LifeRequest[] = [];
  let longest = streak;
  for (const request of listSent(life)) {
    if (request.operation !== 'getStatus' || request.job !== job) continue;
    const known = findLatest(job, life, request.sentAt - 1);
    const isMoved = moves.some(
      ({ arrivedAt }) => arrivedAt >= (known?.at ?? 0) && arrivedAt <= request.sentAt,
    );
    if (known === undefined || isMoved || !lifeCycle.endsPolling(known.status)) streak = [];
    // Its repetition counts.
    else if (!isTransientFailure(request, life)) streak.push(request);
    if (streak.length > longest.length) longest = streak;
  }
  return longest;
}

/** A list poll is needless when the client knows that all of its jobs have ended. */
function listNeedlessLists(life: Life, guide: Guide): readonly LifeRequest[] {
  const followed = listRuns(life).map((run) => getFollowed(run, life));
  const known = followed.map((job) => findEndShown(job, life, guide)?.at ?? Number.POSITIVE_INFINITY);
  const since = Math.max(...known);
  const isMoving = followed.some((job) =>
    listSights(job, life).some(({ at, status }) => at > since && !guide.lifeCycle.endsPolling(status)),
  );
  if (isMoving) return [];
  return life.requests.filter(({ operation, sentAt }) => operation === 'listStatuses' && sentAt > since);
}

/** A tab that wakes up may look once more, as TanStack Query and SWR do when it has the focus again. */
const countWakes = ({ plan }: Life, since: number): number =>
  plan.sleeps.filter(({ at, length }) => at + length >= since).length;

function checkEnded(life: Life, guide: Guide): Violation | undefined {
  for (const job of life.jobs.keys()) {
    const polls = listNeedless(job, life, guide);
    const [first] = polls;
    if (first === undefined || polls.length <= allowedPolls + countWakes(life, first.sentAt)) continue;
    const told = findLatest(job, life, first.sentAt - 1);
    return {
      message: `Response ${told?.request.number ?? 0} said that ${formatJob(job, life)} was ${told?.status ?? 'at rest'}, but the client polled it again ${formatTimes(polls.length)}, first at ${formatTime(first.sentAt)}.`,
      requests: listNumbers(polls),
      at: first.sentAt,
    };
  }
  const lists = listNeedlessLists(life, guide);
  const [first] = lists;
  const allowed = (allowedPolls + countWakes(life, first?.sentAt ?? 0)) * Math.max(1, listRuns(life).length);
  if (first === undefined || lists.length <= allowed) return undefined;
  return {
    message: `It knew that all of its jobs had ended, but requested the list again ${formatTimes(lists.length)}, first at ${formatTime(first.sentAt)}.`,
    requests: listNumbers(lists),
    at: first.sentAt,
  };
}

/** Polls of a run that had returned or thrown. */
function checkAfterRun(run: number, life: Life, guide: Guide): Violation | undefined {
  const ending = findEnding(run, life, guide);
  if (ending === undefined) return undefined;
  const job = getFollowed(run, life);
  const late = life.requests.filter(
    (request) =>
      request.sentAt > ending.at &&
      isPoll(request) &&
      (ending.kind === 'threw' || !isTransientFailure(request, life)) &&
      (listRuns(life).length === 1 ? isAbout(job, request) : request.job === job),
  );
  const [first] = late;
  if (first === undefined || late.length <= allowedPolls + countWakes(life, ending.at)) return undefined;
  const how = ending.kind === 'threw' ? `threw "${ending.reason}"` : 'returned';
  return {
    message: `It ${how} at ${formatTime(ending.at)}, but went on polling ${formatJob(job, life)}: ${formatTimes(late.length)}, first at ${formatTime(first.sentAt)}.`,
    requests: listNumbers(late),
    at: first.sentAt,
  };
}

export const createStopsAfterEnd = (guide: Guide): Rule => ({
  name: 'stops-after-end',
  title: 'It stops polling when the job is completed, failed or paused, and when it has given up.',
  source: guide.polling,
  check: (life) => {
    return checkEnded(life, guide) ?? findInRuns(life, (run) => checkAfterRun(run, life, guide));
  },
});
