/** How far the values of a weekday usually are from the median, such as those of a quiet Sunday. */
import { createRecentValues } from './recent-values.ts';

export interface WeeklyRhythm {
  /** The usual deviation of a weekday; 0 until it is known. */
  readonly get: (weekday: number) => number;
  readonly add: (weekday: number, deviation: number) => void;
}

/** How many values of each weekday are remembered. */
const weeks = 8;
/** Fewer values could all be outliers. */
const minWeeks = 3;

/** The smallest and the largest values do not count: one of each, or two of each if enough are left. */
export function createWeeklyRhythm(): WeeklyRhythm {
  const weekdays = Array.from({ length: 7 }, () => createRecentValues(weeks));
  const usual = new Float64Array(7);
  return {
    get: (weekday) => usual[weekday] ?? 0,
    add(weekday, deviation) {
      const own = weekdays[weekday];
      if (own === undefined) throw new RangeError(`There is no weekday ${weekday}; they are 0 to 6.`);
      own.add(deviation);
      const count = own.count();
      if (count >= minWeeks) usual[weekday] = own.getMean(count < 6 ? 1 : 2);
    },
  };
}
