/** What is believed of a job and of what it costs, for models in tests: its life, its work, and the wallet of its owner. */
import type { Job } from '../simulation/job.ts';
import { matchedAmong } from '../simulation/matches.ts';
import { shareOfWork } from '../simulation/progress.ts';
import { polled, pollWork, type Queue, toQueue, waited, getWork } from './believed-life.ts';
import { lifeCycle } from './shipped.ts';

/** What is believed of the job: what is left to do, how much of it was work, and what was paid for it. */
export interface Model {
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

/** What the seed decided about a job. */
export interface Drawn {
  readonly rows: number;
  readonly found: number;
  /** Rows that are done after so many milliseconds of work. */
  readonly doneAfter: (worked: number) => number;
}

export const getInternalStatus = ({ queue }: Model) => queue[0]?.status ?? '';
export const getApiStatus = (queue: Queue) => lifeCycle.getApiStatus(queue[0]?.status ?? '');
export const countDone = ({ worked }: Model, { doneAfter }: Drawn) =>
  worked === undefined ? 0 : doneAfter(worked);
/** The mock tells nobody of debts. */
export const has = ({ wallet }: Model) => Math.max(0, wallet);
export const listRest = (model: Model, drawn: Drawn) => drawn.rows - countDone(model, drawn);

function pay(model: Model, credits: number): void {
  model.wallet -= credits;
  model.taken += credits;
}

/** From now on this is what is left to do; nothing changes when there is nothing. */
export function enter(model: Model, queue: Queue | undefined, drawn: Drawn): void {
  if (queue === undefined) return;
  const [before, now] = [model.queue, queue].map(getApiStatus);
  model.queue = queue;
  if (now !== before) reckon(model, before ?? '', now ?? '', drawn);
  if (lifeCycle.works(getInternalStatus(model))) model.worked ??= 0;
}

/** What is paid or comes back when the API status changes. */
function reckon(model: Model, before: string, now: string, drawn: Drawn): void {
  if (before === 'paused' && now === 'in-progress') pay(model, listRest(model, drawn));
  if (now === 'paused' && model.queue[0]?.spent === true) model.spent += listRest(model, drawn);
  else if (now === 'paused') pay(model, -listRest(model, drawn));
  else if (now === 'failed') pay(model, -model.taken);
  else if (now === 'completed') pay(model, drawn.found + model.spent - model.taken);
}

export function wait(model: Model, milliseconds: number, drawn: Drawn): void {
  const [present, ...next] = model.queue;
  if (present === undefined || milliseconds === 0) return;
  const passed = next.length === 0 ? milliseconds : Math.min(present.left, milliseconds);
  if (lifeCycle.works(present.status) && present.polls === undefined)
    model.worked = (model.worked ?? 0) + passed;
  model.now += passed;
  enter(model, waited(model.queue, passed), drawn);
  wait(model, milliseconds - passed, drawn);
}

/** An answer showed the job. @returns the API status that it showed */
export function poll(model: Model, drawn: Drawn): string {
  const [present, ...next] = model.queue;
  const shown = getApiStatus(model.queue);
  const counts = present?.polls !== undefined && next.length > 0;
  if (counts && lifeCycle.works(present.status)) model.worked = (model.worked ?? 0) + pollWork;
  enter(model, polled(model.queue), drawn);
  return shown;
}

/** What the seed decided about the job. */
export function begun(job: Job, balance: number): { readonly model: Model; readonly drawn: Drawn } {
  const { rows, plan } = job;
  const queue = toQueue(plan);
  const work = getWork(queue);
  const share = shareOfWork(job, lifeCycle);
  // Work that has no end, or that the plan does not have, is told as half done.
  const doneAfter = (worked: number) =>
    work === 0 || !Number.isFinite(work)
      ? Math.floor(rows / 2)
      : Math.min(rows, Math.floor((rows * worked * share) / work));
  const model = { queue, plan: queue, now: 0, wallet: balance, taken: 0, spent: 0 };
  pay(model, rows);
  return { model, drawn: { rows, found: matchedAmong(job, rows), doneAfter } };
}
