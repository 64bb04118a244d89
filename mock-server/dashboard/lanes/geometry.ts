/** The sizes of the lanes, in pixels, from the size of the text and of the view. Pure. */
import type { LaneHeight } from '../../../page-parts/lanes-window.ts';
import type { MarkZone } from '../../../page-parts/poll-shapes.ts';

export interface Geometry {
  /** Whether the names are above their lanes instead of beside them. */
  readonly isNarrow: boolean;
  /** Whether there is only room for what matters most. */
  readonly isTight: boolean;
  /** Of the column with the names; 0 where they are above. */
  readonly nameWidth: number;
  /** Of the part where time is. */
  readonly width: number;
  /** Of the view of the lanes, which scrolls. */
  readonly viewHeight: number;
  readonly rowHeight: number;
  readonly bar: MarkZone;
  readonly marks: MarkZone;
  /** With less room the text of a bar is cut off, without dots. */
  readonly textWidth: number;
  /** Where flags begin, from the top of the row. */
  readonly flagTop: number;
  readonly breakWidth: number;
  /** So many that they leave most of the width to time. */
  readonly maxBreaks: number;
  /** The least distance between two labels of the axis. */
  readonly axisGap: number;
}

/** In sizes of the text: the height of a name above a lane, and of the bar, the marks and the space between them. */
const nameLine = 1.55;
const heights: Readonly<Record<LaneHeight, Readonly<Record<'bar' | 'marks' | 'space', number>>>> = {
  compact: { bar: 0.95, marks: 0.6, space: 0.12 },
  normal: { bar: 1.4, marks: 0.75, space: 0.24 },
  large: { bar: 2.2, marks: 1.05, space: 0.36 },
};

export function computeGeometry(
  text: number,
  view: { readonly width: number; readonly height: number },
  height: LaneHeight,
): Geometry {
  const isNarrow = view.width < 34 * text;
  const isTight = !isNarrow && view.width < 60 * text;
  const nameWidth = isNarrow ? 0 : Math.round((isTight ? 17 : view.width < 90 * text ? 20 : 24) * text);
  const width = Math.max(50, view.width - nameWidth);
  const breakWidth = Math.round(3 * text);
  const { bar, marks, space } = heights[height];
  const top = isNarrow ? nameLine * text : space * text;
  const marksTop = top + (bar + space) * text;
  return {
    isNarrow,
    isTight,
    nameWidth,
    width,
    viewHeight: view.height,
    rowHeight: Math.round(marksTop + (marks + space) * text),
    bar: { top: Math.round(top), height: Math.round(bar * text) },
    marks: { top: Math.round(marksTop), height: Math.round(marks * text) },
    textWidth: Math.round(4.8 * text),
    flagTop: isNarrow ? Math.round(top) : 1,
    breakWidth,
    maxBreaks: Math.min(12, Math.max(2, Math.floor(width / 3 / breakWidth))),
    axisGap: Math.round(5.2 * text),
  };
}

/** Rows that are drawn although they are out of sight, above and below. */
const spareRows = 4;

/** The rows to draw, the last one excluded. */
export function selectRows(
  scrollTop: number,
  { rowHeight, viewHeight }: Pick<Geometry, 'rowHeight' | 'viewHeight'>,
  count: number,
): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spareRows);
  return { first, end: Math.min(count, Math.ceil((scrollTop + viewHeight) / rowHeight) + spareRows) };
}
