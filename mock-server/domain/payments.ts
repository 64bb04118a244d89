/** What a job costs its owner, and when: computed from its life. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Spec } from '../../openapi/spec.ts';
import { type Job, computeDone, getLife } from './job.ts';
import type { Stretch } from './life.ts';
import { countMatched } from './matches.ts';
import { instant, type Instant, never } from '../../time/time.ts';

/** The price of a submitted row, by category. */
export type Prices = Readonly<Record<string, number>>;

/** What submissions cost, and how many there may be. */
export interface Terms {
  readonly lifeCycle: LifeCycle;
  readonly prices: Prices;
  /** The window of the quota for submissions; absent if there is none. */
  readonly quotaSeconds?: number;
}

/** The terms of the document. */
export function createTerms({ lifeCycle, document, operations }: Spec): Terms {
  const quotaSeconds = operations.find(
    ({ throttleSeconds }) => throttleSeconds !== undefined,
  )?.throttleSeconds;
  return {
    lifeCycle,
    prices: document['x-credits']?.['per-row'] ?? free,
    ...(quotaSeconds === undefined ? {} : { quotaSeconds }),
  };
}

const free: Prices = {};

type PricedJob = Pick<Job, 'category' | 'criteria'>;

/** Estimated credits of rows before it is known which will be found. */
export function estimate(job: PricedJob, rows: number, { prices }: Terms): number {
  return rows * getPricePerRow(job, prices);
}

/** The credits for resuming a paused job: the estimate of the remaining rows. */
export function computeRestCost(job: Job, now: Instant, terms: Terms): number {
  return estimate(job, job.rows - computeDone(job, now, terms.lifeCycle), terms);
}

/**
 * The sum of what the owner gets, and pays, for the job.
 * @param began the world's time when it began; the price of an initial job has already been paid then
 * @param until the last moment that counts
 * @param after only what comes after this moment counts
 */
export function sumPayments(
  job: Job,
  began: Instant,
  until: Instant,
  terms: Terms,
  after: Instant = beforeAll,
): number {
  const start = job.submittedAt < began ? Math.max(after, began) : after;
  return listPayments(job, terms)
    .filter(({ at }) => at <= until && at > start)
    .reduce((sum, { amount }) => sum + amount, 0);
}

const beforeAll = instant(Number.NEGATIVE_INFINITY);

/** A payment of the user when it is below zero, else a refund. */
interface Payment {
  readonly at: Instant;
  readonly amount: number;
}

/**
 * The whole estimate is charged up front. A pause refunds the rest, unless it is used up, and a resume
 * charges it again. At the end the price of the found rows is kept and the remainder refunded; a failed job
 * is refunded completely. This holds for every path to a status: a pause that ends automatically costs the
 * same as one that is resumed.
 */
function listPayments(job: Job, terms: Terms): readonly Payment[] {
  const { lifeCycle } = terms;
  const life = getLife(job, lifeCycle);
  const entries: Payment[] = [];
  let taken = 0;
  let spent = 0;
  const take = (at: Instant, amount: number) => {
    taken += amount;
    if (amount !== 0 && at !== never) entries.push({ at, amount: -amount });
  };

  take(job.submittedAt, estimate(job, job.rows, terms));
  for (const [index, stretch] of life.entries()) {
    const { status, from, to } = stretch;
    const outcome = getOutcome(stretch, life[index - 1], lifeCycle);
    if (outcome === 'failed') take(from, -taken);
    if (outcome === 'completed') take(from, computeActualCost(job, terms) + spent - taken);
    if (outcome === 'paused') {
      const rest = computeRestCost(job, from, terms);
      if (stretch.spent === true) spent += rest;
      else take(from, -Math.min(rest, taken));
      const goesOn = life[index + 1];
      if (goesOn !== undefined && lifeCycle.getNext(status, 'resume') === goesOn.status) take(to, rest);
    }
  }
  return entries;
}

function getOutcome(
  { status }: Stretch,
  before: Stretch | undefined,
  lifeCycle: LifeCycle,
): 'paused' | 'completed' | 'failed' | undefined {
  if (lifeCycle.getNext(status, 'resume') !== undefined) return 'paused';
  const api = lifeCycle.getApiStatus(status);
  const isNew = before === undefined || lifeCycle.getApiStatus(before.status) !== api;
  if (!isNew || !lifeCycle.endsPolling(api)) return undefined;
  return lifeCycle.hasResults(api) ? 'completed' : 'failed';
}

/** Only rows that were found are paid for. */
function computeActualCost(job: Job, { prices }: Terms): number {
  return countMatched(job, job.rows) * getPricePerRow(job, prices);
}

function getPricePerRow({ category = '', criteria }: PricedJob, prices: Prices): number {
  return (prices[category] ?? Math.max(0, ...Object.values(prices))) * (criteria?.contacts ?? 1);
}
