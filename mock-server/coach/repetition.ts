/** Distinguishes a timer that repeats requests from a user who reloads a page. */
import type { JournalEntry } from '../journal/entry.ts';
import { getBegin, measureClientTime, type Stamp, sum } from './rule.ts';
import type { CoachSettings } from './settings.ts';

/** One of several requests for the same, each soon after the one before. */
export interface Look {
  readonly entry: number;
  readonly at: Stamp;
  /** How many requests came in the same moment. */
  readonly requests: number;
}

const maxLooks = 100;

/**
 * Counts one more request, or starts again if it came more than this many seconds after the previous one. A
 * burst counts as one request, up to the number that the parts of a loading page may send.
 */
export function addLook(
  looks: readonly Look[],
  entry: JournalEntry,
  seconds: number,
  { burstMilliseconds, burstRequests }: CoachSettings,
): readonly Look[] {
  const last = looks.at(-1);
  const look = { entry: entry.number, at: getBegin(entry), requests: 1 };
  if (last === undefined) return [look];
  const gap = measureClientTime(last.at, look.at);
  if (gap <= burstMilliseconds) {
    const requests = last.requests + 1;
    return requests <= burstRequests
      ? [...looks.slice(0, -1), { ...last, requests }]
      : [...looks, { ...look, requests }].slice(-maxLooks);
  }
  return gap <= seconds * 1000 ? [...looks, look].slice(-maxLooks) : [look];
}

/** The source of repeated requests: a timer, or a page that is loaded, mounted or focused again. */
export type Maker = 'timer' | 'page';

/** @returns undefined if the number of requests is acceptable */
export function findMaker(
  looks: readonly Look[],
  allowed: number,
  settings: CoachSettings,
): Maker | undefined {
  const repeats = looks.length - 1;
  if (repeats <= allowed) return undefined;
  const gaps = getGaps(looks.map(({ at }) => at));
  // Among many irregular intervals, a few are similar by chance.
  const steady = Math.max(allowed + 1, Math.min(gaps.length, settings.steadyGaps));
  if (isSteady(gaps.slice(-steady), settings)) return 'timer';
  if (repeats < allowed * settings.unsteadyRepeats) return undefined;
  return measureMaker(gaps, settings.jitterGaps, settings);
}

/** Whether there were too many requests. */
export function isPolling(looks: readonly Look[], allowed: number, settings: CoachSettings): boolean {
  return findMaker(looks, allowed, settings) !== undefined;
}

/** The source of such intervals: several timers, one with retries or jitter, or a page. */
export function measureMaker(gaps: readonly number[], jitterGaps: number, settings: CoachSettings): Maker {
  const { timers } = settings;
  if (isSteady(gaps, settings)) return 'timer';
  const latest = gaps.slice(-3 * timers);
  // Of too few rounds each is like the others.
  const maxTimers = Math.min(timers, Math.floor(latest.length / 3));
  const rounds = Array.from({ length: Math.max(0, maxTimers - 1) }, (_, index) => sumGaps(latest, index + 2));
  if (rounds.some((sums) => isSteady(sums, settings))) return 'timer';
  const many = gaps.slice(-jitterGaps);
  return many.length === jitterGaps && isJittered(many, settings) ? 'timer' : 'page';
}

/** Whether intervals are as similar as those of a timer with jitter. */
export function isJittered(
  gaps: readonly number[],
  { jitterShare, unevenMilliseconds }: CoachSettings,
): boolean {
  return Math.max(...gaps) <= Math.min(...gaps) * jitterShare + unevenMilliseconds;
}

/** The sums of this many neighbours each. */
function sumGaps(gaps: readonly number[], count: number): readonly number[] {
  const starts = gaps.slice(0, gaps.length - count + 1);
  return starts.map((_, index) => sum(gaps.slice(index, index + count)));
}

/** The library that the page probably uses, and the setting that stops it. */
export const causes: Readonly<Record<Maker, { readonly cause?: string }>> = {
  timer: {},
  page: {
    cause:
      'The intervals are irregular, so the page was probably reloaded (manually or by hot reloading), remounted or focused again. Set refetchOnWindowFocus: false or a staleTime in TanStack Query, revalidateOnFocus: false in SWR.',
  },
};

/** The times between one and the next, in milliseconds. */
export function getGaps(times: readonly Stamp[]): readonly number[] {
  return times.slice(1).map((time, index) => measureClientTime(times[index] ?? time, time));
}

/** Whether intervals are as even as those of a timer. */
export function isSteady(
  gaps: readonly number[],
  { steadyShare, unevenMilliseconds }: CoachSettings,
): boolean {
  return Math.max(...gaps) <= Math.min(...gaps) * steadyShare + unevenMilliseconds;
}

/** How often it was repeated: `twice`, `7 times`. */
export function formatRepeats(looks: readonly Look[]): string {
  const repeats = looks.length - 1;
  if (repeats >= maxLooks - 1) return `more than ${repeats} times`;
  return repeats === 1 ? 'once' : repeats === 2 ? 'twice' : `${repeats} times`;
}

export const getEntryNumbers = (looks: readonly Look[]): readonly number[] => looks.map(({ entry }) => entry);
