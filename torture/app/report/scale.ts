/** A scale of time in which much and little time have room: long spans are shortened. */

export interface Scale {
  /** Where a time is, from 0 to the width. */
  readonly place: (time: number) => number;
  /** Times to be written at the axis, not too near to each other. */
  readonly ticks: readonly number[];
}

/** The least distance of two ticks. */
const minTick = 64;

/** @param times at which something happens. @param width in pixels */
export function createScale(times: readonly number[], width: number): Scale {
  const sorted = [...new Set(times)].toSorted((a, b) => a - b);
  let sum = 0;
  const places = sorted.map((time, index) => {
    sum += index === 0 ? 0 : weigh(time - (sorted[index - 1] ?? 0));
    return { time, sum };
  });
  const total = Math.max(sum, 1);
  const place = (time: number): number => {
    const next = places.findIndex((one) => one.time >= time);
    const after = places[next];
    const before = places[next - 1];
    if (after === undefined) return width;
    if (before === undefined || after.time === time) return (after.sum / total) * width;
    const part = (time - before.time) / (after.time - before.time);
    return ((before.sum + part * (after.sum - before.sum)) / total) * width;
  };
  const ticks: number[] = [];
  for (const { time } of places) {
    const last = ticks.at(-1);
    if (last === undefined || place(time) - place(last) >= minTick) ticks.push(time);
  }
  return { place, ticks };
}

/** A second counts little less than a minute. */
const weigh = (milliseconds: number): number => 0.3 + Math.log2(1 + milliseconds / 1000);
