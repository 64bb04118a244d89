/** The segments of a lane: a job's life at a scale. */
import type { TimeScale } from './time-scale.ts';

/** A stretch of a life in one status; `to` may be infinite. */
export interface Stretch {
  readonly status: string;
  readonly from: number;
  readonly to: number;
}

export interface Segment<Part extends Stretch = Stretch> {
  readonly stretch: Part;
  /** In pixels from the origin; may begin before the range and end after it, but not far. */
  readonly x: number;
  readonly width: number;
}

/** A status that lasts no time at this scale is still visible. */
const minWidth = 2;

/** The parts of a life between two places in pixels, relative to an origin, so that numbers stay small. */
export function listSegments<Part extends Stretch>(
  life: readonly Part[],
  scale: TimeScale,
  { origin, from, to }: PixelRange,
): readonly Segment<Part>[] {
  const segments: Segment<Part>[] = [];
  for (const stretch of life) {
    const [start, end] = [scale.toX(stretch.from) - origin, scale.toX(stretch.to) - origin];
    if (start > to) break;
    if (end < from) continue;
    // Wide elements are slow to draw, and most of their width is out of sight.
    const x = Math.max(start, from - outside);
    segments.push({ stretch, x, width: Math.max(minWidth, Math.min(end, to + outside) - x) });
  }
  return segments;
}

/** Enough for borders and corners to be out of sight. */
const outside = 20;

export interface PixelRange {
  readonly origin: number;
  /** From the origin. */
  readonly from: number;
  readonly to: number;
}

/**
 * Where the text of a segment begins, and how much room it has: in what has passed of it, unless there is more room after now.
 * @param enough room for a text, in pixels
 */
export function placeLabel(
  { x, width }: Pick<Segment, 'x' | 'width'>,
  left: number,
  now: number,
  enough: number,
): { readonly x: number; readonly room: number; readonly isFuture: boolean } {
  const [start, end] = [Math.round(Math.max(x, left)), Math.round(x + width)];
  if (now <= start) return { x: start, room: end - start, isFuture: true };
  if (now >= end) return { x: start, room: end - start, isFuture: false };
  const passed = now - start;
  return passed >= enough || passed >= end - now
    ? { x: start, room: passed, isFuture: false }
    : { x: now, room: end - now, isFuture: true };
}
