/** The rules about how often requests are sent: Retry-After, no busy loop, one at a time, and the pace after failures. */
import { formatTime } from '../life/format-time.ts';
import type { Life, LifeRequest } from '../life/life.ts';
import type { Guide } from './guide.ts';
import { groupByThing, hasArrived, isGood, isPoll, isTransientFailure } from './requests.ts';
import type { Rule, Violation } from './rule.ts';
import { countAskers } from './runs.ts';
import { listSent } from './sights.ts';
import { formatTimes, listNumbers } from './words.ts';

/** Retry-After counts whole seconds, and timers are not exact. */
const slack = 250;

/** A client may put a limit to what the server asks for. */
const maxWait = 60_000;

/** A tab that wakes up may look at once. */
const wakeTime = 1000;

const isAwakened = ({ sentAt }: LifeRequest, { plan }: Life): boolean =>
  plan.sleeps.some(({ at, length }) => sentAt >= at + length && sentAt <= at + length + wakeTime);

function checkRetryAfter(life: Life): Violation | undefined {
  for (const group of groupByThing(listSent(life))) {
    for (const [index, first] of group.entries()) {
      const { arrivedAt, retryAfter, outcome, status = 0 } = first;
      if (arrivedAt === undefined || retryAfter === undefined || outcome !== 'response' || status < 400)
        continue;
      // Other runs do not know what the response to one of them said.
      if (countAskers(first, life) > 1) continue;
      const until = arrivedAt + Math.min(retryAfter, maxWait) - slack;
      const next = group
        .slice(index + 1)
        .find((request) => request.sentAt >= arrivedAt && !isAwakened(request, life));
      if (next === undefined || next.sentAt >= until || isOutdated(first, next, group)) continue;
      return {
        message: `Response ${first.number} was a ${status} that said to wait ${formatTime(retryAfter)}, but request ${next.number} for the same was sent after ${formatTime(next.sentAt - arrivedAt)}.`,
        requests: [first.number, next.number],
        at: next.sentAt,
      };
    }
  }
  return undefined;
}

/** Whether a request that was sent at the same time had succeeded, so that the other response no longer counted. */
const isOutdated = (
  { number, sentAt }: LifeRequest,
  next: LifeRequest,
  group: readonly LifeRequest[],
): boolean =>
  group.some(
    (request) =>
      request.number !== number &&
      request.sentAt >= sentAt &&
      request.sentAt < next.sentAt &&
      isGood(request) &&
      (request.arrivedAt ?? Number.POSITIVE_INFINITY) <= next.sentAt,
  );

export const obeysRetryAfter: Rule = {
  name: 'obeys-retry-after',
  title: 'It sends nothing before the time that Retry-After gives has passed.',
  source: 'RFC 9110, 10.2.3',
  check: checkRetryAfter,
};

/** Libraries that retry at once do so three or four times. */
const maxPerSecond = 8;

function findBurst(group: readonly LifeRequest[], max: number): readonly LifeRequest[] | undefined {
  for (const [index, first] of group.entries()) {
    const last = group[index + max];
    if (last !== undefined && last.sentAt - first.sentAt < 1000) return group.slice(index, index + max + 1);
  }
  return undefined;
}

function checkBusy(life: Life): Violation | undefined {
  for (const group of groupByThing(listSent(life))) {
    const [sample] = group;
    if (sample === undefined) continue;
    const burst = findBurst(group, maxPerSecond * countAskers(sample, life));
    const [first] = burst ?? [];
    const last = burst?.at(-1);
    if (burst === undefined || first === undefined || last === undefined) continue;
    return {
      message: `It sent ${first.method} ${first.target} ${formatTimes(burst.length)} within ${formatTime(last.sentAt - first.sentAt)}, from ${formatTime(first.sentAt)} on.`,
      requests: listNumbers(burst),
      at: first.sentAt,
    };
  }
  return undefined;
}

/** A loop without a pause, mostly after an error. */
export const createNoBusyLoop = (guide: Guide): Rule => ({
  name: 'no-busy-loop',
  title: 'It never repeats a request in a tight loop, whether it succeeds or fails.',
  source: guide.polling,
  check: checkBusy,
});

/** Parts of a page that opens, or React's strict mode, may ask twice at once. */
const openingTime = 100;

/** One may come from a time-out that leaves the request open. */
const allowedOverlaps = 1;

function listOverlaps(
  group: readonly LifeRequest[],
  life: Life,
): readonly (readonly [LifeRequest, LifeRequest])[] {
  const starts = [0, ...(life.switchedAt === undefined ? [] : [life.switchedAt])];
  const pairs: [LifeRequest, LifeRequest][] = [];
  let open: LifeRequest[] = [];
  for (const request of group) {
    const { sentAt } = request;
    open = open.filter((before) => !hasArrived(before) || before.arrivedAt > sentAt);
    const [other] = open;
    const isOpening = starts.some((start) => sentAt >= start && sentAt <= start + openingTime);
    // The second of two takes the place of the first, which nobody waits for.
    if (isOpening) open = open.slice(1);
    else if (other !== undefined && open.length >= countAskers(request, life)) pairs.push([other, request]);
    open.push(request);
  }
  return pairs;
}

function checkOverlap(life: Life): Violation | undefined {
  for (const group of groupByThing(listSent(life))) {
    const pairs = listOverlaps(group, life);
    const [first] = pairs;
    if (first === undefined || pairs.length <= allowedOverlaps) continue;
    const [open, request] = first;
    return {
      message: `It sent request ${request.number} at ${formatTime(request.sentAt)} while request ${open.number} for the same was still open; ${formatTimes(pairs.length)} in this life.`,
      requests: [...new Set(pairs.flat().map(({ number }) => number))].slice(0, 10),
      at: request.sentAt,
    };
  }
  return undefined;
}

export const noOverlap: Rule = {
  name: 'no-overlap',
  title: 'It sends no request while another one for the same is open.',
  source:
    'assumed: no page says so; it follows from timers that do not wait for responses, and the older response may arrive last',
  check: checkOverlap,
};

/** Slower than the slowest pace of the documentation, with jitter. */
const slowestPace = 45_000;

/** How much slower than before the failures. */
const slowdown = 4;

/** Polls at the pace of a failing server, although it answers again: three good ones in a row tell. */
function findSlow(group: readonly LifeRequest[], life: Life): readonly LifeRequest[] | undefined {
  const failed = group.findIndex((request) => isTransientFailure(request, life));
  const before = group.slice(0, failed);
  const last = group.findLastIndex((request) => isTransientFailure(request, life));
  const after = group.slice(last + 1).filter(isGood);
  if (failed < 2 || after.length < 4 || !before.every(isGood) || life.plan.sleeps.length > 0)
    return undefined;
  const usual = Math.max(...listGaps(before), 1000);
  // The first of them came at the end of the back-off.
  return listGaps(after).every((gap) => gap > slowestPace && gap > slowdown * usual) ? after : undefined;
}

const listGaps = (requests: readonly LifeRequest[]): readonly number[] =>
  requests.slice(1).map(({ sentAt }, index) => sentAt - (requests[index]?.sentAt ?? sentAt));

export const createRecovers = (guide: Guide): Rule => ({
  name: 'recovers',
  title: 'It returns to its usual interval when the server answers again.',
  source: guide.polling,
  check: (life) => {
    for (const group of groupByThing(listSent(life)).filter(
      ([first]) => first !== undefined && isPoll(first),
    )) {
      const slow = findSlow(group, life);
      const [first, second] = slow ?? [];
      if (slow === undefined || first === undefined || second === undefined) continue;
      return {
        message: `The server answered again at ${formatTime(first.arrivedAt ?? first.sentAt)}, but it still polls only every ${formatTime(second.sentAt - first.sentAt)}, as after failures.`,
        requests: listNumbers(slow),
        at: first.sentAt,
      };
    }
    return undefined;
  },
});
