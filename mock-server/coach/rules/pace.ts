/** The rules about polling frequency: too fast for the size of the job, and overlapping requests. */
import { computeDuration } from '../../../time/time.ts';
import type { Pace } from '../../../openapi/document.ts';
import type { ShownJob } from '../../journal/entry.ts';
import {
  getBegin,
  type Moment,
  polls,
  type Rule,
  type Observation,
  formatSeconds,
  type Stamp,
  type StepResult,
  sum,
  isSuccessful,
  measureWait,
  createWatch,
} from '../rule.ts';
import { causes, getGaps, isJittered, isSteady } from '../repetition.ts';
import { type Guide, getPace, computeMinAverage } from '../settings.ts';
import type { Instant } from '../../../time/time.ts';
import { inCode } from './in-code.ts';

interface Gap {
  readonly length: number;
  readonly entry: number;
}

interface PaceMemory {
  readonly last?: Moment & { readonly ended: Instant; readonly job: ShownJob };
  /** All under the same pace. */
  readonly gaps: readonly Gap[];
  readonly pace?: Pace;
}

/** The unfinished job with the shortest recommended interval. */
function findFastestJob(shown: readonly ShownJob[], { lifeCycle }: Guide): ShownJob | undefined {
  return shown
    .filter(({ apiStatus }) => !lifeCycle.endsPolling(apiStatus))
    .reduce<ShownJob | undefined>(
      (min, job) => (min === undefined || job.rows < min.rows ? job : min),
      undefined,
    );
}

function checkPace({ last, ...measured }: PaceMemory, { entry, guide }: Observation): StepResult<PaceMemory> {
  if (!polls.includes(entry.operation)) return [measured];
  // After an error the client may retry at will; other rules cover that.
  if (!isSuccessful(entry)) return [measured];
  const job = findFastestJob(entry.shown, guide);
  if (job === undefined) return [{ gaps: [] }];
  const now = { ...getBegin(entry), ended: entry.ended, job };
  const paceFromNow = getPace(job.rows, guide);
  const gaps = measured.pace === paceFromNow ? measured.gaps : [];
  if (last === undefined || entry.began < last.ended) return [{ last: now, gaps, pace: paceFromNow }];
  const gap = { length: measureWait(last, now), entry: entry.number };
  const all = [...measured.gaps, gap].slice(-guide.settings.paceGaps);
  // The client waited according to the previous response; from this one on, another interval may apply.
  const pace = getPace(last.job.rows, guide);
  const next = { last: now, gaps: paceFromNow === pace ? all : [], pace: paceFromNow };
  const lengths = all.map(({ length }) => length);
  const average = sum(lengths) / all.length;
  const { largeRows, tabs, paceGaps } = guide.settings;
  const clients = isSteady(lengths, guide.settings) ? 1 : tabs;
  if (all.length < paceGaps || average >= computeMinAverage(pace, guide) / clients) return [next];
  const size = `${getRows(last.job)}${last.job.rows < largeRows ? '' : ` (large from ${largeRows} rows, as assumed)`}`;
  const what =
    entry.job === undefined
      ? `The list, whose smallest running job has ${size},`
      : `Job ${last.job.id}, with ${size},`;
  const { 'from-seconds': min, 'to-seconds': max } = pace;
  return [
    next,
    {
      seen: `${what} was polled every ${formatSeconds(average)} on average, ${all.length} times in a row; once every ${min} to ${max} s is enough.`,
      entries: all.map(({ entry: number }) => number),
      job: entry.job === undefined ? undefined : last.job.id,
      // Requests at odd times come from a page, unless they are as many as those of a timer with chance in it.
      ...causes[isJittered(lengths, guide.settings) ? 'timer' : 'page'],
    },
  ];
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
  initialWatch: createWatch<PaceMemory>({ gaps: [] }, checkPace),
};

interface OverlapMemory {
  readonly ended?: Instant;
  /** Of the latest requests, the entries that overlapped the one before; 0 for those that did not. */
  readonly window: readonly number[];
  /** The start times of the latest requests, in order. */
  readonly began: readonly Stamp[];
}

function checkOverlap(
  memory: OverlapMemory,
  { entry, guide: { settings } }: Observation,
): StepResult<OverlapMemory> {
  if (!polls.includes(entry.operation) || entry.aborted) return [memory];
  const { ended, window } = memory;
  // Requests are observed in the order of their responses.
  const began = [...memory.began, getBegin(entry)]
    .toSorted((a, b) => a.real - b.real)
    .slice(-settings.overlapGaps - 1);
  const over = ended !== undefined && entry.began < ended;
  const seen = [...window, over ? entry.number : 0].slice(-settings.window);
  const hits = seen.filter((number) => number > 0);
  const next = {
    ended: ended === undefined || entry.ended > ended ? entry.ended : ended,
    window: seen,
    began,
  };
  const gaps = getGaps(began);
  const isTimer = gaps.length >= settings.overlapGaps && isSteady(gaps, settings);
  if (!over || hits.length < settings.windowHits || !isTimer) return [next];
  const early = computeDuration(entry.began, ended);
  const what = entry.job === undefined ? 'The list' : `Job ${entry.job}`;
  return [
    next,
    {
      seen: `${what} was requested again while the previous request was still open, ${hits.length} times in ${seen.length} polls; most recently ${formatSeconds(early)} too early.`,
      entries: hits,
      job: entry.job,
    },
  ];
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
  initialWatch: createWatch<OverlapMemory>({ window: [], began: [] }, checkOverlap),
};
