/** The balance of a user, computed from the start of the world and the lives of the jobs. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { FixtureUser } from './fixture.ts';
import { type Job, computeJobState } from './job.ts';
import { computeLife, type Stretch } from './life.ts';
import { countMatched } from './matches.ts';
import { type Instant, never } from '../../time/time.ts';
import { listJobsOfUser, type World } from './world.ts';

/** The price of a submitted row, by category. */
export type Prices = Readonly<Record<string, number>>;

/** The data of all credit calculations. */
export interface Terms {
  readonly lifeCycle: LifeCycle;
  readonly prices: Prices;
}

/** The terms of the document. */
export const createTerms = ({ lifeCycle, document }: Spec): Terms => ({
  lifeCycle,
  prices: document['x-credits']?.['per-row'] ?? {},
});

type PricedJob = Pick<Job, 'category' | 'criteria'>;

/** Estimated credits of rows before it is known which will be found. */
export function estimate(job: PricedJob, rows: number, { prices }: Terms): number {
  return rows * getPricePerRow(job, prices);
}

/** The credits for resuming a paused job: the estimate of the remaining rows. */
export function computeRestCost(job: Job, now: Instant, terms: Terms): number {
  return estimate(job, job.rows - computeJobState(job, now, terms.lifeCycle).rowsDone, terms);
}

/**
 * The credits of a user at a time not before the world's start, never below zero.
 * @returns undefined for a user without a wallet, whose credits are unlimited
 */
export function computeBalance(
  world: World,
  user: Pick<FixtureUser, 'name' | 'balance'>,
  now: Instant,
  terms: Terms,
): number | undefined {
  if (user.balance === undefined) return undefined;
  const sums = listJobsOfUser(world, user.name).map((job) => {
    // The price of an initial job has already been paid when the world begins.
    const wasThere = job.submittedAt < world.began;
    return toEntries(job, terms)
      .filter(({ at }) => at <= now && (!wasThere || at > world.began))
      .reduce((sum, { amount }) => sum + amount, 0);
  });
  // A job that continues automatically, or is forced to, can cost more than the user has; the balance is then
  // shown as zero.
  return Math.max(
    0,
    sums.reduce((sum, amount) => sum + amount, user.balance),
  );
}

/** A payment of the user when it is below zero, else a refund. */
interface WalletEntry {
  readonly at: Instant;
  readonly amount: number;
}

/**
 * The whole estimate is charged up front. A pause refunds the rest, unless it is used up, and a resume
 * charges it again. At the end the price of the found rows is kept and the remainder refunded; a failed job
 * is refunded completely. This holds for every path to a status: a pause that ends automatically costs the
 * same as one that is resumed.
 */
function toEntries(job: Job, terms: Terms): readonly WalletEntry[] {
  const { lifeCycle } = terms;
  const life = computeLife(job, lifeCycle);
  const entries: WalletEntry[] = [];
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
