/** The most recent numbers of a series, kept sorted, so that robust averages cost next to nothing. */

export interface RecentValues {
  readonly count: () => number;
  /** Adds a number, and drops the earliest one if there is no more room. */
  readonly add: (value: number) => void;
  /** 0 without numbers. */
  readonly getMedian: () => number;
  /** The average without so many of the smallest and the largest numbers. */
  readonly getMean: (trim: number) => number;
  /** Half the average distance between a large number and its counterpart among the small ones, without so many on each side. */
  readonly getSpread: (trim: number) => number;
}

/** @param room how many numbers are kept */
export function createRecentValues(room: number): RecentValues {
  const sorted = new Float64Array(room);
  const byAge = new Float64Array(room);
  let count = 0;
  let next = 0;

  /** Moves a number to its place, from a place that is free. */
  const settle = (from: number, value: number) => {
    let at = from;
    for (; at + 1 < count && (sorted[at + 1] ?? 0) < value; at += 1) sorted[at] = sorted[at + 1] ?? 0;
    for (; at > 0 && (sorted[at - 1] ?? 0) > value; at -= 1) sorted[at] = sorted[at - 1] ?? 0;
    sorted[at] = value;
  };

  const findPlace = (value: number) => {
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    count: () => count,
    add(value) {
      if (count < room) {
        count += 1;
        settle(count - 1, value);
      } else settle(findPlace(byAge[next] ?? 0), value);
      byAge[next] = value;
      next = next + 1 === room ? 0 : next + 1;
    },
    getMedian() {
      const half = count >> 1;
      return count % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
    },
    getMean(trim) {
      let sum = 0;
      for (let at = trim; at < count - trim; at += 1) sum += sorted[at] ?? 0;
      return sum / (count - 2 * trim);
    },
    getSpread(trim) {
      const half = count >> 1;
      let sum = 0;
      for (let at = trim; at < half; at += 1) sum += (sorted[count - 1 - at] ?? 0) - (sorted[at] ?? 0);
      return sum / (2 * (half - trim));
    },
  };
}
