/** For tests: counts the false alarms of a ledger over simulated years, and the steps that it finds in time. */
import { createMetricWatch } from '../metric-watch.ts';
import { findMetric, type Metric } from '../metrics.ts';
import { createService, medianNoise } from './simulated-nights.ts';

export interface QuietNights {
  readonly kind: 'quiet';
  readonly seed: number;
  readonly years: number;
  /** Nights with a run. */
  readonly nights: number;
  readonly alarmsByMetric: ReadonlyMap<string, number>;
  /** Those of all metrics together. */
  readonly alarmsPerYear: number;
}

export interface FoundSteps {
  readonly kind: 'steps';
  readonly seed: number;
  readonly key: string;
  readonly ratio: number;
  readonly services: number;
  /** The share of steps that were found within three runs. */
  readonly foundShare: number;
}

/** Watches every metric of one ledger over years in which nothing lasting happens. */
export function simulateQuietNights({
  seed,
  years,
  noise = medianNoise,
}: {
  readonly seed: number;
  readonly years: number;
  readonly noise?: number;
}): QuietNights {
  const service = createService(seed, noise);
  const watched = [...service.metrics].map(([key, draw]) => ({
    key,
    draw,
    watch: createMetricWatch(getMetric(key)),
    alarms: 0,
  }));
  let nights = 0;
  service.forEachNight(365 * years, (night) => {
    nights += 1;
    for (const one of watched) {
      const value = one.draw(night);
      if (value !== undefined && one.watch.add(value, night.weekday) !== undefined) one.alarms += 1;
    }
  });
  const alarms = watched.reduce((sum, one) => sum + one.alarms, 0);
  const alarmsByMetric = new Map(watched.map((one) => [one.key, one.alarms]));
  return { kind: 'quiet', seed, years, nights, alarmsByMetric, alarmsPerYear: alarms / years };
}

/** The false alarms a year of ledgers in their first year. */
export function simulateFirstYears({
  seed,
  ledgers,
}: {
  readonly seed: number;
  readonly ledgers: number;
}): number {
  let alarms = 0;
  for (let index = 0; index < ledgers; index += 1)
    alarms += simulateQuietNights({ seed: seed * 100_000 + index, years: 1 }).alarmsPerYear;
  return alarms / ledgers;
}

/** The earliest day of a step, when the rhythm of the week is known. */
const firstStepDay = 120;

/** Multiplies a metric of many services from some day on, another one for each service. */
export function simulateSteps({
  seed,
  key,
  ratio,
  services,
}: Omit<FoundSteps, 'kind' | 'foundShare'>): FoundSteps {
  let found = 0;
  for (let index = 0; index < services; index += 1) {
    const service = createService(seed * 100_000 + index);
    const draw = service.metrics.get(key);
    const watch = createMetricWatch(getMetric(key));
    const stepDay = firstStepDay + (index % 61);
    let runsAfter = 0;
    service.forEachNight(stepDay + 40, (night) => {
      const value = runsAfter < 3 ? draw?.(night) : undefined;
      if (value === undefined) return;
      const isAfter = night.day >= stepDay;
      const shift = watch.add(isAfter ? value * ratio : value, night.weekday);
      if (!isAfter) return;
      runsAfter += 1;
      if (shift !== undefined && shift.after > shift.before === ratio > 1) found += 1;
    });
  }
  return { kind: 'steps', seed, key, ratio, services, foundShare: found / services };
}

/**
 * Compares what a ledger finds from all its runs with what it finds each night from the latest ones, in a service that
 * becomes slower and faster again.
 * @returns the nights of the steps, by both ways
 */
export function compareWithStored({
  seed,
  key,
  years,
  stored,
}: {
  readonly seed: number;
  readonly key: string;
  readonly years: number;
  readonly stored: number;
}): { readonly all: readonly number[]; readonly latest: readonly number[] } {
  const service = createService(seed);
  const draw = service.metrics.get(key);
  const values: { readonly value: number; readonly weekday: number }[] = [];
  service.forEachNight(365 * years, (night) => {
    const factor = Math.floor(night.day / 170) % 2 === 0 ? 1 : 1.5;
    values.push({ value: (draw?.(night) ?? 0) * factor, weekday: night.weekday });
  });
  const findNights = (from: number, to: number) => {
    const watch = createMetricWatch(getMetric(key));
    return values.slice(from, to).flatMap(({ value, weekday }, index) => {
      return watch.add(value, weekday) === undefined ? [] : [from + index];
    });
  };
  const nights = values.map((_, index) => index).slice(stored);
  return {
    all: findNights(0, values.length).filter((night) => night >= stored),
    latest: nights.filter((night) => findNights(night + 1 - stored, night + 1).includes(night)),
  };
}

export function describeSimulation(result: QuietNights | FoundSteps): string {
  const { seed } = result;
  if (result.kind === 'steps')
    return `${result.key}: a step of ${result.ratio} was found within three runs in ${(100 * result.foundShare).toFixed(1)} % of ${result.services} services (seed ${seed}).`;
  const rows = [...result.alarmsByMetric].map(
    ([key, alarms]) => `  ${key.padEnd(32)} ${(alarms / result.years).toFixed(3)}`,
  );
  return [
    `${result.years} years, ${result.nights} nights with a run, seed ${seed}: ${result.alarmsPerYear.toFixed(3)} false alarms a year in all metrics together.`,
    ...rows,
  ].join('\n');
}

function getMetric(key: string): Metric {
  const metric = findMetric(key);
  if (metric === undefined) throw new Error(`There is no metric ${key}.`);
  return metric;
}
