/** Simpler plans: without an accident, with a simpler job, with rounder and smaller numbers. */
import type { LifePlan, PlannedFault, Sleep } from '../life/plan.ts';
import { defaultPlan } from '../life/read-plan.ts';
import { listSimplerFaults } from './simpler-faults.ts';
import { listSimplerJobs } from './simpler-jobs.ts';
import { listSimplerLengths } from './round-numbers.ts';

/**
 * All plans that are a step simpler, those first from which most would be gained. Following them always ends, since no
 * step can be undone by another one.
 * @param scenarios the shipped scenarios that jobs may have, the simplest first
 */
export function* listSimplerPlans(plan: LifePlan, scenarios: readonly string[]): Generator<LifePlan> {
  yield* withoutAccidents(plan);
  yield* withFewerJobs(plan);
  yield* replaceItems(plan, 'jobs', plan.jobs, (job) => listSimplerJobs(job, scenarios));
  yield* withFewerItems(plan, 'faults', plan.faults);
  yield* withFewerItems(plan, 'latencies', plan.latencies);
  yield* withFewerItems(plan, 'sleeps', plan.sleeps);
  yield* replaceItems(plan, 'faults', plan.faults, simplifyFault);
  yield* replaceItems(plan, 'latencies', plan.latencies, (latency) => listSimplerLengths(latency));
  yield* replaceItems(plan, 'sleeps', plan.sleeps, simplifySleep);
  yield* withSimplerNumbers(plan);
}

/** What can be left out whole, the most first. */
function* withoutAccidents(plan: LifePlan): Generator<LifePlan> {
  const { unmountAt, switchAt, tokenExpiresAt, ...others } = plan;
  if (plan.faults.length > 1) yield { ...plan, faults: [] };
  const moments = { unmountAt, switchAt, tokenExpiresAt };
  for (const name of momentNames) {
    if (moments[name] === undefined) continue;
    const { [name]: _, ...kept } = moments;
    yield { ...others, ...dropAbsent(kept) };
  }
  for (const name of ['faults', 'latencies', 'sleeps'] as const)
    if (plan[name].length > 0) yield { ...plan, [name]: [] };
  if (plan.skew !== 0) yield { ...plan, skew: defaultPlan.skew };
  if (plan.isOutOfCredits) yield { ...plan, isOutOfCredits: false };
  const { retryAfterAsDate = false, ...inSeconds } = plan;
  if (retryAfterAsDate) yield inSeconds;
}

const momentNames = ['switchAt', 'unmountAt', 'tokenExpiresAt'] as const;

function dropAbsent<Values extends object>(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
}

/** A switch needs two jobs. */
function* withFewerJobs(plan: LifePlan): Generator<LifePlan> {
  const min = plan.switchAt === undefined ? 1 : 2;
  if (plan.jobs.length <= min) return;
  for (const index of plan.jobs.keys()) {
    const alone = plan.jobs.slice(index, index + 1);
    if (min === 1 && plan.jobs.length > 2) yield { ...plan, jobs: alone };
  }
  for (const index of plan.jobs.keys()) yield { ...plan, jobs: plan.jobs.toSpliced(index, 1) };
}

type ListName = 'jobs' | 'faults' | 'latencies' | 'sleeps';

/** One item alone, then all but one. */
function* withFewerItems(plan: LifePlan, name: ListName, items: readonly unknown[]): Generator<LifePlan> {
  if (items.length < 2) return;
  for (const index of items.keys()) yield { ...plan, [name]: items.slice(index, index + 1) };
  if (items.length < 3) return;
  for (const index of items.keys()) yield { ...plan, [name]: items.toSpliced(index, 1) };
}

function* replaceItems<Item>(
  plan: LifePlan,
  name: ListName,
  items: readonly Item[],
  listSimpler: (item: Item) => Iterable<Item>,
): Generator<LifePlan> {
  for (const [index, item] of items.entries())
    for (const simpler of listSimpler(item)) yield { ...plan, [name]: items.with(index, simpler) };
}

function* simplifyFault({ at, fault }: PlannedFault): Generator<PlannedFault> {
  if (at !== 0) yield { at: 0, fault };
  for (const simpler of listSimplerFaults(fault)) yield { at, fault: simpler };
  for (const earlier of listSimplerLengths(at)) if (earlier !== 0) yield { at: earlier, fault };
}

function* simplifySleep({ at, length }: Sleep): Generator<Sleep> {
  for (const shorter of listSimplerLengths(length, 100)) yield { at, length: shorter };
  for (const earlier of listSimplerLengths(at)) yield { at: earlier, length };
}

function* withSimplerNumbers(plan: LifePlan): Generator<LifePlan> {
  for (const name of momentNames) {
    const at = plan[name];
    if (at !== undefined) for (const simpler of listSimplerLengths(at)) yield { ...plan, [name]: simpler };
  }
  const { skew } = plan;
  if (skew < 0) yield { ...plan, skew: -skew };
  for (const smaller of listSimplerLengths(Math.abs(skew), 100))
    yield { ...plan, skew: smaller * Math.sign(skew) };
}
