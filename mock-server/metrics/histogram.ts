/** Counts durations by their size, as a histogram of Prometheus does. */
import { formatValue, type Sample } from './family.ts';

export interface Histogram {
  readonly observe: (seconds: number) => void;
  /** Buckets that include the smaller ones, the sum and the number. */
  readonly samples: (labels: Readonly<Record<string, string>>) => readonly Sample[];
}

/** @param bounds the largest value of each bucket, in ascending order */
export function createHistogram(bounds: readonly number[]): Histogram {
  const counts = Array.from({ length: bounds.length + 1 }, () => 0);
  let sum = 0;
  return {
    observe: (seconds) => {
      let index = 0;
      while (index < bounds.length && seconds > (bounds[index] ?? 0)) index += 1;
      counts[index] = (counts[index] ?? 0) + 1;
      sum += seconds;
    },
    samples: (labels) => {
      let total = 0;
      const buckets = counts.map((count, index) => {
        total += count;
        const le = formatValue(bounds[index] ?? Number.POSITIVE_INFINITY);
        return { suffix: '_bucket', labels: { ...labels, le }, value: total };
      });
      return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: total }];
    },
  };
}
