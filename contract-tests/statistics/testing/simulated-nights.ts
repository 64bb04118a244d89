/** For tests: nights of a service over thousands of years, with everything that is no lasting step. */
import { createDraws } from '../../../random/random.ts';
import { toLatencyKey } from '../metrics.ts';

// Globals are slow in a test's realm.
const { cos, exp, floor, log, max, PI, round, sin, sqrt } = Math;

/** What a metric does from night to night. */
interface Habit {
  /** The value of a usual night. */
  readonly typical: number;
  /** The standard deviation of its logarithm. */
  readonly noise: number;
  /** How much lower it is at weekends, as a share. */
  readonly weekend: number;
  /** The share of nights that have a value. */
  readonly seen: number;
}

const operations = ['listStatuses', 'getStatus', 'getResults'] as const;

/** The noise of medians, unless a test wants another one. */
export const medianNoise = 0.08;

/** Metrics that are never 0, by their key. */
function createHabits(noise: number): Readonly<Record<string, Habit>> {
  const latencies = operations.flatMap((operation, index): readonly (readonly [string, Habit])[] => [
    [toLatencyKey(operation, 'median'), { typical: 180 + 120 * index, noise, weekend: 0.2, seen: 1 }],
    [toLatencyKey(operation, 'p95'), { typical: 600 + 300 * index, noise: 0.2, weekend: 0.25, seen: 1 }],
  ]);
  return {
    ...Object.fromEntries(latencies),
    row_ms: { typical: 240, noise, weekend: 0.1, seen: 0.5 },
    turnaround_row_ms: { typical: 300, noise: 0.15, weekend: 0.2, seen: 0.8 },
    queue_ms: { typical: 45_000, noise: 0.5, weekend: 0.6, seen: 0.5 },
  };
}

/** One value of a metric in one night; undefined when the night does not show it. */
export type DrawValue = (night: Night) => number | undefined;

export interface Night {
  readonly day: number;
  readonly weekday: number;
  /** The logarithm of what slows everything down tonight. */
  readonly trouble: number;
}

export interface Service {
  readonly metrics: ReadonlyMap<string, DrawValue>;
  /** Calls back for each night with a run. */
  readonly forEachNight: (nights: number, visit: (night: Night) => void) => void;
}

/** One night a month is an outlier in a metric, from half as much again to six times as much, and sometimes as much less. */
const outlierShare = 1 / 30;
/** Four nights a year are bad for everything. */
const troubleShare = 4 / 365;

export function createService(seed: number, noiseOfMedians = medianNoise): Service {
  const draws = createDraws();
  draws.seed(seed);
  const normal = createNormal(draws.next);
  const { next } = draws;
  const drawOutlier = () => {
    if (next() >= outlierShare) return 0;
    const size = log(1.5) + next() * log(4);
    return next() < 0.7 ? size : -size;
  };

  const draw = ({ typical, noise, weekend, seen }: Habit): DrawValue => {
    const rhythm = Array.from({ length: 7 }, (_, weekday) => {
      const usual = log(typical) + (next() - 0.5) * 0.2;
      return weekday < 5 ? usual : usual + log(1 - weekend);
    });
    const season = next() * 365;
    return ({ day, weekday, trouble }) => {
      if (seen < 1 && next() >= seen) return undefined;
      // A slow wave over the year, by a tenth.
      const slow = 0.1 * cos(((day + season) * 2 * PI) / 365);
      return exp((rhythm[weekday] ?? 0) + slow + noise * normal() + drawOutlier() + trouble);
    };
  };

  let jobs = 90;
  return {
    metrics: new Map<string, DrawValue>([
      ...Object.entries(createHabits(noiseOfMedians)).map(([key, habit]) => [key, draw(habit)] as const),
      // Seven nights of a hundred have faults.
      ['availability', ({ trouble }) => 100 - (next() < 0.07 ? round(70 * next()) / 10 : 0) - 20 * trouble],
      // Something undocumented appears in one night of thirty.
      ['drift', () => 3 + (next() < outlierShare ? 1 : 0)],
      [
        'list_jobs',
        ({ weekday }) => {
          // Jobs are kept for about a month.
          jobs += (weekday < 5 ? 8 * next() : 0) - jobs / 30;
          return round(jobs);
        },
      ],
    ]),
    forEachNight(nights, visit) {
      let away = 0;
      for (let day = 0; day < nights; day += 1) {
        const holiday = day % 365;
        away = next() < 3 / 365 ? 1 + floor(next() * 9) : max(0, away - 1);
        const isAway = away > 0 || holiday >= 355 || (holiday >= 95 && holiday < 100) || next() < 0.02;
        if (!isAway) visit({ day, weekday: day % 7, trouble: next() < troubleShare ? log(1.5) + next() : 0 });
      }
    },
  };
}

/** Draws from a normal distribution, two numbers at a time (Box and Muller). */
function createNormal(next: () => number): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const length = sqrt(-2 * log(1 - next()));
    const angle = 2 * PI * next();
    spare = length * sin(angle);
    return length * cos(angle);
  };
}
