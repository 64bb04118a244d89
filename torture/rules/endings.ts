/** The rules about the end: the client does not give up too early, survives what is new, and ends when the job is at rest. */
import { formatTime } from '../life/format-time.ts';
import type { Ending, Life, LifeRequest } from '../life/life.ts';
import type { Guide } from './guide.ts';
import { type Arrived, countLastFailures, findShown, isGood, isPoll } from './requests.ts';
import type { Rule, Violation } from './rule.ts';
import {
  allowedFailures,
  computeDeadline,
  findEnding,
  findEndShown,
  findExcuse,
  findInRuns,
  getFollowed,
  listRuns,
  patience,
} from './runs.ts';
import { findLatest, listAbout, listArrived } from './sights.ts';
import { formatFailure, formatJob } from './words.ts';

/** A run that stopped following its job before it had seen the end of it, with nothing to excuse it. */
interface GivenUp {
  readonly run: number;
  readonly job: number;
  readonly at: number;
  /** How it stopped; absent if it only fell silent. */
  readonly ending?: Ending;
  /** What it had received of the job. */
  readonly arrived: readonly Arrived[];
  readonly failures: number;
}

function listGivenUp(life: Life, guide: Guide): readonly GivenUp[] {
  return listRuns(life).flatMap((run): readonly GivenUp[] => {
    const ending = findEnding(run, life, guide);
    const stop = ending === undefined ? findSilence(run, life, guide) : toStop(run, ending, life, guide);
    if (stop === undefined || findExcuse(stop.job, life, stop.at) !== undefined) return [];
    const arrived = listAbout(stop.job, life, stop.at);
    const failures = countLastFailures(arrived, life);
    if (stop.at >= patience && (ending !== undefined || failures === 0)) return [];
    return [{ ...stop, run, arrived, failures, ...(ending === undefined ? {} : { ending }) }];
  });
}

type Stop = Pick<GivenUp, 'job' | 'at'>;

/** A run that returned or threw, although it had not seen the end of its job. */
function toStop(run: number, ending: Ending, life: Life, guide: Guide): Stop | undefined {
  const { at } = ending;
  const job = getFollowed(run, life, at);
  const seen = findEndShown(job, life, guide, at);
  // It may throw because the job failed or was paused.
  if (seen !== undefined && (ending.kind === 'returned' || seen.status !== 'completed')) return undefined;
  // A status that it invented breaks another rule.
  if (ending.kind === 'returned' && guide.lifeCycle.endsPolling(ending.status ?? '')) return undefined;
  return { job, at };
}

/** A run that never ended, and stopped sending requests long before the end of the life. */
function findSilence(run: number, life: Life, guide: Guide): Stop | undefined {
  const job = getFollowed(run, life);
  const about = listAbout(job, life);
  const last = about.at(-1);
  const isOpen = life.requests.some((request) => isHanging(request, life));
  if (last === undefined || isOpen || life.unmountedAt !== undefined) return undefined;
  if (findEndShown(job, life, guide) !== undefined) return undefined;
  const deadline = computeDeadline(job, life, guide);
  if (deadline === undefined || life.endedAt < deadline) return undefined;
  return { job, at: last.arrivedAt };
}

/** A response may take so long; a client that waits longer for it may go on waiting. */
const slowest = 60_000;

/** Whether a poll has been open for long at the end of the life. */
const isHanging = (request: LifeRequest, { endedAt }: Life): boolean =>
  isPoll(request) && request.arrivedAt === undefined && endedAt - request.sentAt >= slowest;

/** What may be new: a status and a field that the document does not have. */
const newEffects = new Set(['unknown-status', 'extra-field']);

const findNew = ({ arrived }: GivenUp): string | undefined => {
  const last = arrived.at(-1);
  return last !== undefined && isGood(last)
    ? last.faults.find((effect) => newEffects.has(effect))
    : undefined;
};

function describeStop({ ending, at }: GivenUp): string {
  if (ending === undefined) return `it sent no more requests after ${formatTime(at)}`;
  if (ending.kind === 'threw') return `it gave up at ${formatTime(at)} ("${ending.reason}")`;
  const { status } = ending;
  return `it ended at ${formatTime(at)}${status === undefined ? '' : ` with "${status}"`}`;
}

/** An API grows; its clients must not break. */
export const createForwardCompatible = (guide: Guide): Rule => ({
  name: 'forward-compatible',
  title: 'It goes on when a response has a status or a field that it does not know.',
  source:
    'assumed: the documentation calls its vocabulary stable, not complete; a later version of an API may add statuses and fields',
  check: (life) => {
    for (const stop of listGivenUp(life, guide)) {
      const effect = findNew(stop);
      const last = stop.arrived.at(-1);
      if (effect === undefined || last === undefined) continue;
      const what =
        effect === 'extra-field'
          ? 'a field that it did not know'
          : `the unknown status "${findShown(stop.job, last) ?? ''}"`;
      return {
        message: `Response ${last.number} had ${what}, and ${describeStop(stop)}; ${formatJob(stop.job, life)} still went on.`,
        requests: [last.number],
        at: stop.at,
      };
    }
    return undefined;
  },
});

/** A request with a mistyped path or a wrong method. */
const findUnknown = (until: number, life: Life): Arrived | undefined =>
  listArrived(life, until).find(({ hint }) => hint !== undefined);

function describeFailures({ arrived, failures, at }: GivenUp, life: Life): string {
  const last = arrived.at(-1);
  const unknown = findUnknown(at, life);
  if (failures === 0 && unknown !== undefined)
    return `Request ${unknown.number}, which fits no operation of the API, had received a ${unknown.status ?? 0}`;
  if (failures === 0 || last === undefined) {
    const seconds = formatTime(patience);
    return `No request had failed. A job may take long: the client must wait at least ${seconds}`;
  }
  const what = `${failures === 1 ? 'one failure' : `${failures} failures in a row`} (${formatFailure(last)})`;
  return `That was after ${what} about ${formatJob(last.job ?? 0, life)}; fewer than ${allowedFailures} in a row are no reason to give up`;
}

/** One lost connection is no reason to give up. */
export const createSurvivesFailures = (guide: Guide): Rule => ({
  name: 'survives-failures',
  title: 'It does not give up after one or two failures that may pass, nor while all goes well.',
  source:
    'assumed: connections break, and servers restart; TanStack Query and axios-retry try three more times, p-retry ten, SWR without end',
  check: (life) => {
    const stop = listGivenUp(life, guide).find((one) => findNew(one) === undefined);
    if (stop === undefined) return undefined;
    const { arrived, failures, at } = stop;
    const shown = describeStop(stop);
    return {
      message: `${shown.charAt(0).toUpperCase()}${shown.slice(1)}, before it had seen the end of ${formatJob(stop.job, life)}. ${describeFailures(stop, life)}.`,
      requests: arrived.slice(arrived.length - failures).map(({ number }) => number),
      at,
    };
  },
});

/** Time-outs of clients are longer. */
const shortWait = 4500;
const allowedAborts = 20;

const isCancelled = ({ outcome, sentAt, arrivedAt }: Arrived): boolean =>
  outcome === 'aborted' && arrivedAt - sentAt < shortWait;

/** A client that cancels each poll when the next one is due never sees a slow response. */
function findImpatience(job: number, life: Life): Violation | undefined {
  const about = listAbout(job, life);
  const aborted = about.slice(about.findLastIndex((request) => !isCancelled(request)) + 1);
  if (aborted.length <= allowedAborts) return undefined;
  const longest = Math.max(...aborted.map(({ sentAt, arrivedAt }) => arrivedAt - sentAt));
  return {
    message: `It cancelled its last ${aborted.length} requests about ${formatJob(job, life)} within ${formatTime(longest)}, and so it learned nothing from ${formatTime(aborted[0]?.sentAt ?? 0)} on.`,
    requests: aborted.map(({ number }) => number).slice(0, 9),
    at: aborted[0]?.sentAt ?? 0,
  };
}

/** A client that ends by itself must do so; a component must show the end. */
function checkEnd(run: number, life: Life, guide: Guide): Violation | undefined {
  const job = getFollowed(run, life);
  const deadline = computeDeadline(job, life, guide);
  const ending = findEnding(run, life, guide);
  if (deadline === undefined || life.unmountedAt !== undefined) return undefined;
  const impatient = ending === undefined ? findImpatience(job, life) : undefined;
  if (impatient !== undefined) return impatient;
  if (Math.min(ending?.at ?? life.endedAt, life.endedAt) < deadline) return checkShown(run, job, life, guide);
  if (findExcuse(job, life, life.endedAt) !== undefined) return undefined;
  const seen = findEndShown(job, life, guide);
  const final = life.jobs[job]?.statuses.at(-1);
  const when = `${formatJob(job, life)} was ${final?.status ?? ''} from ${formatTime(final?.at ?? 0)} on`;
  if (ending !== undefined)
    return { message: `It ended only at ${formatTime(ending.at)}, though ${when}.`, at: ending.at };
  if (seen === undefined) {
    if (life.requests.some((request) => isHanging(request, life))) return undefined;
    return {
      message: `It never learned that ${when}; it was watched until ${formatTime(life.endedAt)}.`,
      at: life.endedAt,
    };
  }
  if (life.habits?.ends !== true) return checkShown(run, job, life, guide);
  return {
    message: `It received "${seen.status}" at ${formatTime(seen.at)}, but had not ended at ${formatTime(life.endedAt)}.`,
    requests: [seen.request.number],
    at: seen.at,
  };
}

/** How long a client may take to show what it knows. */
const showWithin = 60_000;

/** The last status that it shows is the one in which the job came to rest. */
function checkShown(run: number, job: number, life: Life, guide: Guide): Violation | undefined {
  const seen = findEndShown(job, life, guide);
  const ending = life.endings[run];
  const { lifeCycle } = guide;
  const last = life.reports.findLast(
    (report) => report.run === run && (report.followed ?? getFollowed(run, life, report.at)) === job,
  );
  if (seen === undefined || life.endedAt - seen.at < showWithin) return undefined;
  const isUnfinished = (status = '') =>
    lifeCycle.apiStatuses.includes(status) && !lifeCycle.endsPolling(status);
  if (ending?.kind === 'returned' && isUnfinished(ending.status))
    return {
      message: `It received "${seen.status}" at ${formatTime(seen.at)}, but returned "${ending.status ?? ''}" at ${formatTime(ending.at)}.`,
      requests: [seen.request.number],
      at: ending.at,
    };
  const isOver = findEnding(run, life, guide) !== undefined;
  if (isOver && (ending?.kind === 'threw' || mayReturnMore(ending, life))) return undefined;
  if (last === undefined || !isUnfinished(last.status)) return undefined;
  if (findLatest(job, life, life.endedAt)?.status !== seen.status) return undefined;
  return {
    message: `It received "${seen.status}" at ${formatTime(seen.at)}, but the last status that it showed is "${last.status}".`,
    requests: [seen.request.number],
    at: last.at,
  };
}

/** What it returned may have been the end, or the results. */
const mayReturnMore = (ending: Ending | undefined, { habits }: Life): boolean =>
  habits?.results !== 'none' || (ending?.kind === 'returned' && ending.status !== undefined);

/** It ends, and with the truth. */
export const createEnds = (guide: Guide): Rule => ({
  name: 'ends',
  title: 'It learns that the job is at rest soon afterwards, shows it, and ends.',
  source: guide.polling,
  check: (life) => findInRuns(life, (run) => checkEnd(run, life, guide)),
});
