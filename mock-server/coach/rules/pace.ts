/** The rules about polling frequency: too fast for the size of the job, and overlapping requests. */
import { computeDuration } from '../../../time/time.ts';
import type { Pace } from '../../../openapi/document.ts';
import type { ShownJob } from '../../journal/entry.ts';
import {
  createWatch,
  formatSeconds,
  isPoll,
  isSuccessful,
  measureWait,
  type Moment,
  type Observation,
  type Offence,
  pushLatest,
  type Rule,
  sliceLatest,
  type Stamp,
  sum,
} from '../rule.ts';
import { HitWindow } from '../hit-window.ts';
import { causes, getGaps, isJittered, isSteady } from '../repetition.ts';
import { type Guide, getPace, computeMinAverage } from '../settings.ts';
import type { Instant } from '../../../time/time.ts';
import { inCode } from './in-code.ts';

interface PaceMemory {
  /** The latest poll, if its response showed a job that is not at its end. */
  last?: { readonly begin: Moment; readonly ended: Instant; readonly job: ShownJob } | undefined;
  /** The latest intervals, all under the same pace, and the entries that end them. */
  readonly gaps: number[];
  readonly entries: number[];
  pace?: Pace | undefined;
}

/** The unfinished job with the shortest recommended interval. */
function findFastestJob(shown: readonly ShownJob[], { lifeCycle }: Guide): ShownJob | undefined {
  let fastest: ShownJob | undefined;
  for (const job of shown)
    if (!lifeCycle.endsPolling(job.apiStatus) && (fastest === undefined || job.rows < fastest.rows))
      fastest = job;
  return fastest;
}

function checkPace(memory: PaceMemory, { entry, begin, guide }: Observation): Offence | undefined {
  const { last, gaps, entries } = memory;
  memory.last = undefined;
  // After an error the client may retry at will; other rules cover that.
  if (!isPoll(entry.operation) || !isSuccessful(entry)) return undefined;
  const job = findFastestJob(entry.shown, guide);
  const paceFromNow = job === undefined ? undefined : getPace(job.rows, guide);
  if (job !== undefined) memory.last = { begin, ended: entry.ended, job };
  if (job === undefined || last === undefined || entry.began < last.ended) {
    if (memory.pace !== paceFromNow) startPace(memory, paceFromNow);
    return undefined;
  }
  const { tabs, paceGaps } = guide.settings;
  pushLatest(gaps, measureWait(last.begin, begin), paceGaps);
  pushLatest(entries, entry.number, paceGaps);
  // The client waited according to the previous response; from this one on, another interval may apply.
  const pace = getPace(last.job.rows, guide);
  const average = sum(gaps) / gaps.length;
  const clients = isSteady(gaps, guide.settings) ? 1 : tabs;
  const isTooFast = gaps.length >= paceGaps && average < computeMinAverage(pace, guide) / clients;
  const offence = isTooFast
    ? {
        describe: describePace(entry.job === undefined, last.job, average, gaps.length, pace, guide),
        entries: sliceLatest(entries),
        job: entry.job === undefined ? undefined : last.job.id,
        // Requests at odd times come from a page, unless they are as many as those of a timer with chance in it.
        ...causes[isJittered(gaps, guide.settings) ? 'timer' : 'page'],
      }
    : undefined;
  if (pace !== paceFromNow) startPace(memory, paceFromNow);
  return offence;
}

function startPace(memory: PaceMemory, pace: Pace | undefined): void {
  memory.gaps.length = 0;
  memory.entries.length = 0;
  memory.pace = pace;
}

function describePace(
  isList: boolean,
  job: ShownJob,
  average: number,
  count: number,
  { 'from-seconds': min, 'to-seconds': max }: Pace,
  { settings: { largeRows } }: Guide,
): () => string {
  return () => {
    const size = `${getRows(job)}${job.rows < largeRows ? '' : ` (large from ${largeRows} rows, as assumed)`}`;
    const what = isList
      ? `The list, whose smallest running job has ${size},`
      : `Job ${job.id}, with ${size},`;
    return `${what} was polled every ${formatSeconds(average)} on average, ${count} times in a row; once every ${min} to ${max} s is enough.`;
  };
}

const getRows = ({ rows }: ShownJob) => `${rows} ${rows === 1 ? 'row' : 'rows'}`;

export const tooFast: Rule = {
  id: 'too-fast',
  level: 'warning',
  title: 'Jobs are polled faster than recommended for their size.',
  why: 'A poll brings nothing new before the job has changed. The documentation gives one interval for small jobs and a longer one for large jobs.',
  ground: { kind: 'polling' },
  remedy:
    'Between two polls, wait as long as the documentation says for the number of rows that you submitted.',
  inCode: inCode['too-fast'],
  per: 'thing',
  watch: createWatch<PaceMemory>({
    begins: ({ entry }) => isPoll(entry.operation) && isSuccessful(entry),
    createMemory: () => ({ gaps: [], entries: [] }),
    see: checkPace,
  }),
};

interface OverlapMemory {
  ended?: Instant;
  /** The requests that overlapped the one before. */
  readonly window: HitWindow;
  /** The start times of the latest requests, in order. */
  readonly began: Stamp[];
}

function checkOverlap(
  memory: OverlapMemory,
  { entry, begin, guide: { settings } }: Observation,
): Offence | undefined {
  if (!isPoll(entry.operation) || entry.aborted) return undefined;
  const { ended, window, began } = memory;
  insertInOrder(began, begin, settings.overlapGaps + 1);
  if (ended === undefined || entry.ended > ended) memory.ended = entry.ended;
  if (ended === undefined || entry.began >= ended) {
    window.addMiss();
    return undefined;
  }
  const { hits, requests } = window.addHit(entry.number, settings.window);
  if (hits.length < settings.windowHits) return undefined;
  const gaps = getGaps(began);
  if (gaps.length < settings.overlapGaps || !isSteady(gaps, settings)) return undefined;
  return {
    describe: describeOverlap(entry.job, hits.length, requests, computeDuration(entry.began, ended)),
    entries: sliceLatest(hits),
    job: entry.job,
  };
}

/** Requests are observed in the order of their responses. */
function insertInOrder(began: Stamp[], begin: Stamp, max: number): void {
  let place = began.length;
  while (place > 0 && (began[place - 1]?.real ?? 0) > begin.real) place -= 1;
  began.splice(place, 0, begin);
  if (began.length > max) began.shift();
}

function describeOverlap(job: string | undefined, hits: number, polls: number, early: number): () => string {
  const what = job === undefined ? 'The list' : `Job ${job}`;
  return () =>
    `${what} was requested again while the previous request was still open, ${hits} times in ${polls} polls; most recently ${formatSeconds(early)} too early.`;
}

export const overlaps: Rule = {
  id: 'overlaps',
  level: 'warning',
  title: 'The next poll is sent before the previous response has arrived.',
  why: 'When the server is slow, such polls pile up and make it slower. The response that arrives last may also be the older one.',
  ground: {
    kind: 'assumed',
    reason: 'No page says so; it follows from timers that do not wait for responses.',
  },
  remedy:
    'Set the timer for the next poll when the response has arrived (setTimeout), not at fixed times (setInterval).',
  inCode: inCode.overlaps,
  per: 'thing',
  watch: createWatch<OverlapMemory>({
    begins: ({ entry }) => isPoll(entry.operation),
    createMemory: () => ({ window: new HitWindow(), began: [] }),
    see: checkOverlap,
  }),
};
