/** Distinguishes a timer that repeats requests from a user who reloads a page. */
import { maxEntries, measureClientTime, type Observation, pushLatest, type Stamp, sum } from './rule.ts';
import type { CoachSettings } from './settings.ts';

/** One of several requests for the same, each soon after the one before. */
export interface Look {
  readonly entry: number;
  readonly at: Stamp;
  /** The number of requests in the same moment. */
  requests: number;
}

const maxLooks = 100;

/**
 * Counts one more request, or starts again if it came more than this many seconds after the previous one. A
 * burst counts as one request, up to the number that the parts of a loading page may send.
 */
export function addLook(
  looks: Look[],
  { entry: { number: entry }, begin: at, guide: { settings } }: Observation,
  seconds: number,
): void {
  const last = looks.at(-1);
  const gap = last === undefined ? 0 : measureClientTime(last.at, at);
  if (last === undefined || gap > Math.max(seconds * 1000, settings.burstMilliseconds)) {
    looks.length = 0;
    looks.push({ entry, at, requests: 1 });
  } else if (gap > settings.burstMilliseconds) {
    pushLatest(looks, { entry, at, requests: 1 }, maxLooks);
  } else if (last.requests < settings.burstRequests) {
    last.requests += 1;
  } else {
    pushLatest(looks, { entry, at, requests: last.requests + 1 }, maxLooks);
  }
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
  // Among many irregular intervals, a few are similar by chance.
  const steady = Math.max(allowed + 1, Math.min(repeats, settings.steadyGaps));
  if (isSteady(getGaps(looks.slice(-steady - 1).map(({ at }) => at)), settings)) return 'timer';
  if (repeats < allowed * settings.unsteadyRepeats) return undefined;
  return measureMaker(getGaps(looks.map(({ at }) => at)), settings.jitterGaps, settings);
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

/** How often it was repeated. */
export const countRepeats = (looks: readonly Look[]): number => looks.length - 1;

/** As it is read: `twice`, `7 times`. */
export function formatRepeats(repeats: number): string {
  if (repeats >= maxLooks - 1) return `more than ${repeats} times`;
  return repeats === 1 ? 'once' : repeats === 2 ? 'twice' : `${repeats} times`;
}

export const getEntryNumbers = (looks: readonly Look[]): readonly number[] =>
  looks.slice(-maxEntries).map(({ entry }) => entry);
