/** Idle stretches: time in which nothing happens in any lane that is shown. */
import type { Idle } from '../../../page-parts/time-scale.ts';

/** Shorter stretches are not collapsed, in milliseconds. */
const minIdle = 10 * 60_000;
/** This much time remains visible on both sides of what happens. */
const margin = 60_000;
/**
 * Each break takes some width, so that of many stretches only the longest are collapsed.
 * @param times at which something happens, in order; equal ones may repeat
 * @param now is something that happens too
 */
export function findIdle(
  times: ArrayLike<number> & Iterable<number>,
  now: number,
  maxBreaks: number,
): readonly Idle[] {
  const found: Idle[] = [];
  let isNowPassed = false;
  let last = Number.NaN;
  const add = (at: number): void => {
    if (at - last >= minIdle) found.push({ from: last + margin, to: at - margin });
    last = at;
  };
  for (const at of times) {
    if (!isNowPassed && at >= now) {
      add(now);
      isNowPassed = true;
    }
    add(at);
  }
  if (!isNowPassed) add(now);
  if (found.length <= maxBreaks) return found;
  const longest = found.toSorted((a, b) => b.to - b.from - (a.to - a.from)).slice(0, maxBreaks);
  return longest.toSorted((a, b) => a.from - b.from);
}
