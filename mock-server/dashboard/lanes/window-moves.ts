/** Moves of the part of the time that is shown: following the clock, zoom, pan and fit. Pure. */
import { instant } from '../../../time/time.ts';
import { type LanesWindow, limitSpan, minSpan, nowShare } from '../../../page-parts/lanes-window.ts';
import { createTimeScale, type Idle, type TimeScale } from '../../../page-parts/time-scale.ts';

/** The left edge in pixels. */
export function computeLeft(from: number | undefined, scale: TimeScale, now: number, width: number): number {
  return from === undefined ? scale.toX(now) - width * nowShare : scale.toX(from);
}

/** What a move needs to know. */
export interface Seen {
  readonly window: LanesWindow;
  readonly span: number;
  readonly scale: TimeScale;
  readonly left: number;
  readonly width: number;
}

/** @param factor above 1 shows more time @param x the place that remains where it is; a window that follows the clock keeps the present */
export function zoom(
  { window, span, scale, left }: Seen,
  factor: number,
  x: number,
): Pick<LanesWindow, 'span' | 'from'> {
  const next = limitSpan(span * factor);
  if (window.from === undefined) return { span: next, from: undefined };
  const at = scale.toTime(left + x);
  const wider = createTimeScale((scale.rate * span) / next, scale.breaks, scale.breakWidth);
  return { span: next, from: instant(wider.toTime(wider.toX(at) - x)) };
}

/** Moves the window by so many pixels; it no longer follows the clock. */
export function pan({ window, scale, left }: Seen, by: number): Pick<LanesWindow, 'span' | 'from'> {
  return { span: window.span, from: instant(scale.toTime(left + by)) };
}

/** Shows a stretch of time with some room on both sides. */
export function fit(
  first: number,
  last: number,
  idle: readonly Idle[],
  width: number,
  breakWidth: number,
): Pick<LanesWindow, 'span' | 'from'> {
  const saved = idle.reduce((sum, { from, to }) => sum + to - from, 0);
  // What breaks take of the width shows no time.
  const room = Math.max(width / 4, width * 0.94 - idle.length * breakWidth);
  const live = Math.max(minSpan, last - first - saved);
  const span = limitSpan((live * width) / room);
  return { span, from: instant(Math.round(first - span * 0.03)) };
}
