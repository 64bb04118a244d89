// Proves by simulation that the detector of lasting steps is rarely wrong and seldom late. NIGHTS_SEED=7 takes another seed.
import {
  compareWithStored,
  describeSimulation,
  simulateFirstYears,
  simulateQuietNights,
  simulateSteps,
} from './testing/simulation.ts';
import { maxStatistics } from '../ledger/format.ts';
import { createService } from './testing/simulated-nights.ts';

const seed = Number(process.env['NIGHTS_SEED'] ?? 14);

test('in 10,000 years of nights without a step, all metrics of a ledger together raise at most one false alarm a year', () => {
  const quiet = simulateQuietNights({ seed, years: 10_000 });
  process.stdout.write(`${describeSimulation(quiet)}\n`);
  expect(quiet.nights).toBeGreaterThan(3_000_000);
  expect([...quiet.alarmsByMetric.keys()]).toEqual([...createService(seed).metrics.keys()]);
  expect(quiet.alarmsPerYear).toBeLessThanOrEqual(1);
});

test.each([0.04, 0.1, 0.12])('nor if the noise of the medians is %d instead of 0.08', (noise) => {
  const quiet = simulateQuietNights({ seed, years: 500, noise });
  process.stdout.write(`${quiet.alarmsPerYear} false alarms a year at a noise of ${noise} (seed ${seed}).\n`);
  expect(quiet.alarmsPerYear).toBeLessThanOrEqual(1);
});

test('a ledger raises no more false alarms in its first year', () => {
  const alarmsPerYear = simulateFirstYears({ seed, ledgers: 500 });
  process.stdout.write(`${alarmsPerYear} false alarms in the first year of a ledger (seed ${seed}).\n`);
  expect(alarmsPerYear).toBeLessThanOrEqual(1);
});

test.each(['latency_ms.listStatuses.median', 'latency_ms.getStatus.median', 'latency_ms.getResults.median'])(
  'a step of 1.5 in %s is found within three nights in 95 % of cases',
  (key) => {
    const steps = simulateSteps({ seed, key, ratio: 1.5, services: 1500 });
    process.stdout.write(`${describeSimulation(steps)}\n`);
    expect(steps.foundShare).toBeGreaterThanOrEqual(0.95);
  },
);

test('a step for the better is found as surely', () => {
  const key = 'latency_ms.getStatus.median';
  expect(simulateSteps({ seed, key, ratio: 1 / 1.5, services: 500 }).foundShare).toBeGreaterThanOrEqual(0.93);
});

test('the runs that a ledger stores lead to the same steps as all runs', () => {
  const key = 'latency_ms.getStatus.median';
  const { all, latest } = compareWithStored({ seed, key, years: 12, stored: maxStatistics });
  expect(all.length).toBeGreaterThan(15);
  expect(latest).toEqual(all);
});
