/** The picture of a life with its columns; what it shows depends on the room that there is. */
import type { Life } from '../../life/life.ts';
import { formatTime } from '../../life/format-time.ts';
import { createLayout, type Layout, measureTexts } from './layout.ts';
import { createScene, type Marks, type Scene, type SceneLane } from './scene.ts';

export interface Picture extends Pick<Layout, 'columns' | 'find' | 'folds'> {
  readonly lanes: readonly SceneLane[];
  readonly ticks: readonly Tick[];
  readonly brokenColumn?: number;
}

/** A moment that the axis names. */
export interface Tick {
  readonly at: number;
  readonly column: number;
}

/** Requests of a job, and reports of a run, that are shown at most and at least. */
const maxBudget = 12;
const minBudget = 3;
/** Of the columns, texts may take this part; the rest shows how long things took. */
const textShare = 0.9;
/** Requests that overlap, in lanes one below the other. */
const maxLanes = 16;

/** @param columns at most, unless texts need more even with the fewest requests */
export function createPicture(life: Life, marks: Marks, columns: number): Picture {
  for (let budget = maxBudget; ; budget -= 1) {
    const scene = createScene(life, marks, budget);
    const lanes = scene.lanes.map(({ items }) => items);
    const fits = lanes.length <= maxLanes && measureTexts(lanes) <= columns * textShare;
    if (fits || budget <= minBudget) return arrange(scene, createLayout(lanes, columns));
  }
}

function arrange({ lanes, moments, brokenAt }: Scene, layout: Layout): Picture {
  return {
    ...layout,
    lanes,
    ticks: selectTicks(moments, layout),
    ...(brokenAt === undefined ? {} : { brokenColumn: layout.findColumn(brokenAt) }),
  };
}

/** As many as there is room for, the most important first. */
function selectTicks(moments: readonly number[], { findColumn, columns }: Layout): readonly Tick[] {
  const ticks: Tick[] = [];
  for (const at of moments) {
    const column = findColumn(at);
    const text = formatTime(at);
    const end = column + text.length;
    const isFree = ticks.every(
      (tick) =>
        formatTime(tick.at) !== text &&
        (end < tick.column || tick.column + formatTime(tick.at).length < column),
    );
    if (isFree && end <= columns) ticks.push({ at, column });
  }
  return ticks.toSorted((one, other) => one.column - other.column);
}
