/** Tells a timer that asks again and again from a person who loads a page again. */
import type { Entry } from '../journal/entry.ts';
import { beginOf, lived, type Stamp } from './rule.ts';
import type { CoachSettings } from './settings.ts';

/** One of several requests for the same, each soon after the one before. */
export interface Look {
  readonly entry: number;
  readonly at: Stamp;
  /** How many requests came in the same moment. */
  readonly requests: number;
}

const mostLooks = 100;

/**
 * One look more, or the first of others when it came later than so many seconds after the one before. A burst is one
 * look, as far as several parts of a page may each ask when it is loaded; each request more is a look of its own.
 */
export function again(
  looks: readonly Look[],
  entry: Entry,
  seconds: number,
  { burstMilliseconds, burstRequests }: CoachSettings,
): readonly Look[] {
  const last = looks.at(-1);
  const look = { entry: entry.number, at: beginOf(entry), requests: 1 };
  if (last === undefined) return [look];
  const gap = lived(last.at, look.at);
  if (gap <= burstMilliseconds) {
    const requests = last.requests + 1;
    return requests <= burstRequests
      ? [...looks.slice(0, -1), { ...last, requests }]
      : [...looks, { ...look, requests }].slice(-mostLooks);
  }
  return gap <= seconds * 1000 ? [...looks, look].slice(-mostLooks) : [look];
}

/** Whether that was repeated more often than is allowed, and in the steady way of a timer, or very often. */
export function isPolling(looks: readonly Look[], allowed: number, settings: CoachSettings): boolean {
  const repeats = looks.length - 1;
  if (repeats <= allowed) return false;
  const latest = looks.slice(-allowed - 2).map(({ at }) => at);
  return repeats >= allowed * settings.unsteadyRepeats || isSteady(gapsOf(latest), settings);
}

/** The times between one and the next, in milliseconds. */
export function gapsOf(times: readonly Stamp[]): readonly number[] {
  return times.slice(1).map((time, index) => lived(times[index] ?? time, time));
}

/** Whether intervals are as even as those of a timer. */
export function isSteady(
  gaps: readonly number[],
  { steadyShare, unevenMilliseconds }: CoachSettings,
): boolean {
  return Math.max(...gaps) <= Math.min(...gaps) * steadyShare + unevenMilliseconds;
}

/** How often it was repeated: `twice`, `7 times`. */
export function repeatsOf(looks: readonly Look[]): string {
  const repeats = looks.length - 1;
  if (repeats >= mostLooks - 1) return `more than ${repeats} times`;
  return repeats === 1 ? 'once' : repeats === 2 ? 'twice' : `${repeats} times`;
}

export const entriesOf = (looks: readonly Look[]): readonly number[] => looks.map(({ entry }) => entry);
