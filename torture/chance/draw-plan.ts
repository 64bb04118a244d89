/** Draws the plan of a life: mostly an ordinary job with one or two accidents. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Operation } from '../../openapi/operations.ts';
import { defaultPlan } from '../life/read-plan.ts';
import type { LifePlan, PlannedFault, PlannedJob } from '../life/plan.ts';
import { type Chance, happens, pick, pickEarly, pickWeighted } from './chance.ts';
import { drawBlip, drawFault, isPermanent } from './draw-fault.ts';
import { drawScenario } from './draw-scenario.ts';
import { listLengths } from './round-numbers.ts';
import { computeLongest, scenarioNames } from './scenarios.ts';

/** What plans are drawn from. */
export interface Sources {
  readonly lifeCycle: LifeCycle;
  /** The operations that clients read with. */
  readonly reads: readonly Operation[];
  /** The shipped scenarios that jobs may have, the simplest first. */
  readonly scenarios: readonly string[];
}

export type Change = (chance: Chance, plan: LifePlan, sources: Sources) => LifePlan;

/** What can happen in a life besides its jobs, and how often. */
export const accidents = {
  faults: [34, addFaults],
  blips: [4, addBlips],
  latencies: [12, addLatencies],
  sleep: [7, addSleep],
  skew: [5, addSkew],
  unmount: [14, addUnmount],
  switch: [11, addSwitch],
  jobs: [5, addJobs],
  expiry: [7, addExpiry],
  credits: [2, (_chance, plan) => ({ ...plan, isOutOfCredits: true })],
} as const satisfies Readonly<Record<string, readonly [number, Change]>>;

/** How many accidents a life may have, by the level: few at first, so that simple lives come first. */
const counts = [
  [0, 1, 1, 1],
  [0, 1, 1, 1, 2, 2],
  [0, 1, 1, 1, 2, 2, 2, 3, 3, 4],
] as const;

/** @param level 0 for the first lives of a search, then 1 and 2 */
export function drawPlan(chance: Chance, level: number, sources: Sources): LifePlan {
  let plan: LifePlan = { ...defaultPlan, jobs: [drawJob(chance, level, sources)] };
  const count = pick(chance, counts[Math.min(level, counts.length - 1)] ?? counts[0]);
  for (let index = 0; index < count; index += 1) {
    const [, change]: readonly [number, Change] = pickWeighted(
      chance,
      Object.values(accidents).map((one) => [one[0], one] as const),
    );
    plan = change(chance, plan, sources);
  }
  return plan.faults.some(sendsRetryAfter) && happens(chance, percentDates) ? withDates(plan) : plan;
}

/** Of the lives with Retry-After, so many in a hundred have it as a date. */
const percentDates = 33;

/** Whether the responses of the fault have Retry-After. */
export function sendsRetryAfter({ fault: { problem, retry_after } }: PlannedFault): boolean {
  return problem === 'tooManyRequests' || retry_after !== undefined;
}

/** A date is compared with a clock, so that a client whose clock is wrong cannot know better. */
export function withDates(plan: LifePlan): LifePlan {
  return plan.skew === 0 ? { ...plan, retryAfterAsDate: true } : plan;
}

/** Below a thousand: a client does not know how many rows there are, and larger jobs are to be polled more slowly. */
const rowCounts = [1, 3, 10, 100, 500, 900] as const;
/** A job that takes longer costs much real time, since most clients poll every few seconds. */
export const longMs = 10 * 60 * 1000;
const percentLong = 4;

export function drawJob(chance: Chance, level: number, { lifeCycle, scenarios }: Sources): PlannedJob {
  const rows = pickEarly(chance, rowCounts);
  const isDrawn = scenarios.length === scenarioNames.length && happens(chance, level === 0 ? 15 : 45);
  if (isDrawn) return { scenario: drawScenario(chance, lifeCycle), rows };
  const short = scenarios.filter((name) => computeLongest(name, rows) <= longMs);
  const isLong = short.length === 0 || happens(chance, percentLong);
  return { scenario: pick(chance, isLong ? scenarios : short), rows };
}

/** Moments at which something may happen: often at once, or while a job of a few minutes runs. */
function drawMoment(chance: Chance): number {
  const kind = pickWeighted(chance, [
    [30, 'start'],
    [50, 'minute'],
    [20, 'later'],
  ] as const);
  if (kind === 'start') return 0;
  return kind === 'minute' ? 500 * chance.drawInteger(1, 120) : 1000 * chance.drawInteger(60, 400);
}

function addFaults(chance: Chance, plan: LifePlan, { reads }: Sources): LifePlan {
  const fault = drawFault(chance, reads);
  const at =
    isPermanent(fault) && happens(chance, 60) ? 500 * chance.drawInteger(4, 120) : drawMoment(chance);
  const added: PlannedFault = { at, fault };
  return { ...plan, faults: [...plan.faults, added].toSorted((a, b) => a.at - b.at) };
}

/** Several failures far from each other, which are no reason to give up. */
function addBlips(chance: Chance, plan: LifePlan, { reads }: Sources): LifePlan {
  const fault = drawBlip(chance, reads);
  const gap = 1000 * chance.drawInteger(6, 30);
  const start = 1000 * chance.drawInteger(0, 20);
  const faults = Array.from({ length: chance.drawInteger(3, 6) }, (_, index) => ({
    at: start + index * gap,
    fault,
  }));
  return { ...plan, faults };
}

const slow = listLengths('1s', '20s');
const quick = [50, 10, 300] as const;

/** One slow response among quick ones is overtaken by clients that do not wait for it. */
function addLatencies(chance: Chance, plan: LifePlan): LifePlan {
  const one = () => (happens(chance, 40) ? pick(chance, slow) : pickEarly(chance, quick));
  const latencies = happens(chance, 40) ? [] : Array.from({ length: chance.drawInteger(1, 3) }, one);
  return { ...plan, latencies: [...latencies, pick(chance, slow)] };
}

/** All responses are slow, so that what happens next probably happens during a request. */
function withSlowResponses(chance: Chance, plan: LifePlan): LifePlan {
  return plan.latencies.length > 0 || happens(chance, 40)
    ? plan
    : { ...plan, latencies: [pick(chance, slow)] };
}

const sleepLengths = listLengths('10s', '1h');

function addSleep(chance: Chance, plan: LifePlan): LifePlan {
  const sleep = { at: drawMoment(chance), length: pick(chance, sleepLengths) };
  const after = plan.sleeps.filter(
    ({ at, length }) => at + length < sleep.at || at > sleep.at + sleep.length,
  );
  return { ...plan, sleeps: [...after, sleep].toSorted((a, b) => a.at - b.at) };
}

const skews = listLengths('5s', '5h');

function addSkew(chance: Chance, plan: LifePlan): LifePlan {
  const skew = pick(chance, skews);
  return { ...plan, skew: happens(chance, 50) ? skew : -skew };
}

/** Often during a request, or shortly after a fault: while a client waits to try again. */
function addUnmount(chance: Chance, plan: LifePlan): LifePlan {
  const [fault] = plan.faults;
  if (fault !== undefined && happens(chance, 60))
    return { ...plan, unmountAt: fault.at + 500 * chance.drawInteger(1, 20) };
  return { ...withSlowResponses(chance, plan), unmountAt: drawEarlyMoment(chance) };
}

function drawEarlyMoment(chance: Chance): number {
  return happens(chance, 50) ? 100 * chance.drawInteger(1, 100) : 500 * chance.drawInteger(2, 160);
}

/** A switch needs a second job, and often comes while a response for the first one is on its way. */
function addSwitch(chance: Chance, plan: LifePlan, sources: Sources): LifePlan {
  const { jobs, ...others } = withSlowResponses(chance, plan);
  const two = [...jobs, drawJob(chance, 1, sources)].slice(0, 2);
  return { ...others, jobs: two, switchAt: drawEarlyMoment(chance) };
}

function addJobs(chance: Chance, plan: LifePlan, sources: Sources): LifePlan {
  if (plan.switchAt !== undefined) return plan;
  const more = Array.from({ length: chance.drawInteger(1, 2) }, () => drawJob(chance, 1, sources));
  return { ...plan, jobs: [...plan.jobs, ...more].slice(0, 3) };
}

function addExpiry(chance: Chance, plan: LifePlan): LifePlan {
  return { ...plan, tokenExpiresAt: drawMoment(chance) };
}
