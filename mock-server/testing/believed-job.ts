/** A simple model of a job and its credits, for tests: its life, its work, and the wallet of its owner. */
import type { Job } from '../domain/job.ts';
import { countMatched } from '../domain/matches.ts';
import { computeWorkShare } from '../domain/progress.ts';
import { pollQueue, pollWork, type Queue, toQueue, advanceQueue, getWork } from './believed-life.ts';
import { lifeCycle } from './shipped.ts';

/** The model of the job: the remaining work, how much of it is done, and the credits paid. */
export interface BelievedJob {
  queue: Queue;
  /** All of the plan, as it was at first. */
  readonly plan: Queue;
  /** Milliseconds of work; undefined before the first. */
  worked?: number;
  /** Milliseconds since the job was submitted. */
  now: number;
  wallet: number;
  taken: number;
  spent: number;
}

/** The random choices for a job. */
export interface DrawnJob {
  readonly rows: number;
  readonly found: number;
  /** Rows that are finished after this many milliseconds of work. */
  readonly doneAfter: (worked: number) => number;
}

export const getInternalStatus = ({ queue }: BelievedJob) => queue[0]?.status ?? '';
export const getApiStatus = (queue: Queue) => lifeCycle.getApiStatus(queue[0]?.status ?? '');
export const countDone = ({ worked }: BelievedJob, { doneAfter }: DrawnJob) =>
  worked === undefined ? 0 : doneAfter(worked);
/** The mock does not show debts. */
export const getWalletBalance = ({ wallet }: BelievedJob) => Math.max(0, wallet);
export const listRest = (model: BelievedJob, drawn: DrawnJob) => drawn.rows - countDone(model, drawn);

function pay(model: BelievedJob, credits: number): void {
  model.wallet -= credits;
  model.taken += credits;
}

/** Sets the remaining steps; does nothing if there are none. */
export function enter(model: BelievedJob, queue: Queue | undefined, drawn: DrawnJob): void {
  if (queue === undefined) return;
  const [before, now] = [model.queue, queue].map(getApiStatus);
  model.queue = queue;
  if (now !== before) reckon(model, before ?? '', now ?? '', drawn);
  if (lifeCycle.works(getInternalStatus(model))) model.worked ??= 0;
}

/** Credits charged or refunded when the API status changes. */
function reckon(model: BelievedJob, before: string, now: string, drawn: DrawnJob): void {
  if (before === 'paused' && now === 'in-progress') pay(model, listRest(model, drawn));
  if (now === 'paused' && model.queue[0]?.spent === true) model.spent += listRest(model, drawn);
  else if (now === 'paused') pay(model, -listRest(model, drawn));
  else if (now === 'failed') pay(model, -model.taken);
  else if (now === 'completed') pay(model, drawn.found + model.spent - model.taken);
}

export function wait(model: BelievedJob, milliseconds: number, drawn: DrawnJob): void {
  const [present, ...next] = model.queue;
  if (present === undefined || milliseconds === 0) return;
  const passed = next.length === 0 ? milliseconds : Math.min(present.left, milliseconds);
  if (lifeCycle.works(present.status) && present.polls === undefined)
    model.worked = (model.worked ?? 0) + passed;
  model.now += passed;
  enter(model, advanceQueue(model.queue, passed), drawn);
  wait(model, milliseconds - passed, drawn);
}

/** A response showed the job. @returns the API status that it showed */
export function poll(model: BelievedJob, drawn: DrawnJob): string {
  const [present, ...next] = model.queue;
  const shown = getApiStatus(model.queue);
  const counts = present?.polls !== undefined && next.length > 0;
  if (counts && lifeCycle.works(present.status)) model.worked = (model.worked ?? 0) + pollWork;
  enter(model, pollQueue(model.queue), drawn);
  return shown;
}

/** The random choices for the job. */
export function createBelievedJob(
  job: Job,
  balance: number,
): { readonly model: BelievedJob; readonly drawn: DrawnJob } {
  const { rows, plan } = job;
  const queue = toQueue(plan);
  const work = getWork(queue);
  const share = computeWorkShare(job, lifeCycle);
  // Endless work, or work outside the plan, counts as half done.
  const doneAfter = (worked: number) =>
    work === 0 || !Number.isFinite(work)
      ? Math.floor(rows / 2)
      : Math.min(rows, Math.floor((rows * worked * share) / work));
  const model = { queue, plan: queue, now: 0, wallet: balance, taken: 0, spent: 0 };
  pay(model, rows);
  return { model, drawn: { rows, found: countMatched(job, rows), doneAfter } };
}
