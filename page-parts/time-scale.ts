/** Where a time is on the screen: linear, except for stretches that are collapsed to a fixed width. */

/** A stretch of time that is collapsed. */
export interface Idle {
  readonly from: number;
  readonly to: number;
}

export interface PlacedIdle extends Idle {
  /** Where it begins, in pixels. */
  readonly x: number;
}

export interface TimeScale {
  /** Pixels per millisecond, outside of collapsed stretches. */
  readonly rate: number;
  readonly breaks: readonly PlacedIdle[];
  readonly breakWidth: number;
  /** @returns pixels; infinite for an infinite time */
  readonly toX: (at: number) => number;
  readonly toTime: (x: number) => number;
}

/** @param idle the stretches to collapse, which do not overlap, in order of time */
export function createTimeScale(rate: number, idle: readonly Idle[], breakWidth: number): TimeScale {
  let saved = 0;
  const breaks = idle.map(({ from, to }, index) => {
    const x = (from - saved) * rate + index * breakWidth;
    saved += to - from;
    return { from, to, x };
  });
  return {
    rate,
    breaks,
    breakWidth,
    toX: (at) => {
      const last = breaks[countUntil(breaks, (one) => one.from <= at) - 1];
      if (last === undefined) return at * rate;
      const { from, to, x } = last;
      return at < to ? x + (breakWidth * (at - from)) / (to - from) : x + breakWidth + (at - to) * rate;
    },
    toTime: (x) => {
      const last = breaks[countUntil(breaks, (one) => one.x <= x) - 1];
      if (last === undefined) return x / rate;
      const inside = x - last.x;
      return inside < breakWidth
        ? last.from + ((last.to - last.from) * inside) / breakWidth
        : last.to + (inside - breakWidth) / rate;
    },
  };
}

/** How many items at the start of a list pass a test that no later item passes. */
export function countUntil<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(items[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
