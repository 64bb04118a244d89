/** Which part of the time the lanes show, and how. */
import { instant, type Instant } from '../time/time.ts';

export const laneHeights = ['compact', 'normal', 'large'] as const;
export type LaneHeight = (typeof laneHeights)[number];

export const getNextHeight = (height: LaneHeight): LaneHeight =>
  laneHeights[(laneHeights.indexOf(height) + 1) % laneHeights.length] ?? height;

export interface LanesWindow {
  /** How much time is shown, in milliseconds; undefined for what fits the speed of the clock. */
  readonly span: number | undefined;
  /** The time at the left edge; undefined to follow the clock. */
  readonly from: Instant | undefined;
  /** Whether idle stretches are collapsed. */
  readonly isCollapsed: boolean;
  readonly height: LaneHeight;
}

export const firstLanesWindow: LanesWindow = {
  span: undefined,
  from: undefined,
  isCollapsed: false,
  height: 'normal',
};

/** One second to a hundred years. */
export const [minSpan, maxSpan] = [1000, 100 * 365 * 86_400_000];

/** What is shown while the clock runs at normal speed, in milliseconds. */
const normalSpan = 20 * 60_000;
/** While the clock runs fast, a fortieth of the width passes in a second. */
const fastSpan = 40_000;

/** The length of time that is shown. */
export function computeSpan({ span }: Pick<LanesWindow, 'span'>, speed: number): number {
  return span ?? Math.min(maxSpan, Math.max(normalSpan, speed * fastSpan));
}

export const limitSpan = (span: number): number => Math.round(Math.min(maxSpan, Math.max(minSpan, span)));

/** Shows more (a factor above 1) or less time around the middle, or around the present while the window follows it. */
export function zoomLanes(window: LanesWindow, factor: number, speed: number): LanesWindow {
  const before = computeSpan(window, speed);
  const span = limitSpan(before * factor);
  const { from } = window;
  return { ...window, span, from: from === undefined ? undefined : instant(from + (before - span) / 2) };
}

/** Where the line of now is while the window follows it, as a share of the width. */
export const nowShare = 0.6;

/** Moves the window by a share of its width; it no longer follows the present. */
export function panLanes(window: LanesWindow, share: number, speed: number, now: Instant): LanesWindow {
  const span = computeSpan(window, speed);
  const from = window.from ?? now - span * nowShare;
  return { ...window, from: instant(Math.round(from + span * share)) };
}

/** Shows a stretch of time, with some room on both sides. */
export function showStretch(window: LanesWindow, first: number, last: number): LanesWindow {
  const span = limitSpan((last - first) * 1.25);
  return { ...window, span, from: instant(Math.round((first + last - span) / 2)) };
}
