/** A job is its submission, its plan and what was done to it; its state is computed from the time. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { fraction } from './random.ts';
import type { Criteria } from './matches.ts';
import type { Plan } from './scenario.ts';
import type { SubmittedRows } from './submitted-rows.ts';
import { between, type Duration, duration, type Instant, never, plus } from '../../time/time.ts';

const forEver = duration(Number.POSITIVE_INFINITY);

export interface Job {
  readonly id: string;
  readonly owner: string;
  readonly submittedAt: Instant;
  readonly rows: number;
  readonly scenario: string;
  readonly plan: Plan;
  /** In the order of their time; each was legal when it was given. */
  readonly interventions: readonly Intervention[];
  /** What was submitted, row by row; a job of a fixture has none and invents it. */
  readonly records?: SubmittedRows;
  /** People or companies: a category of the document; its default when there is none. */
  readonly category?: string;
  readonly criteria?: Criteria;
}

/** Something that was done to a job from outside. */
export interface Intervention {
  readonly cause: 'pause' | 'resume';
  readonly at: Instant;
}

/** A stretch of a job's life in one internal status. */
export interface Stretch {
  readonly status: string;
  readonly from: Instant;
  /** Not included; `never` when it does not end by itself. */
  readonly to: Instant;
  /** A pause in which the credits that were taken up front are spent. */
  readonly spent?: boolean;
}

export interface JobState {
  readonly internalStatus: string;
  readonly apiStatus: string;
  /** When the job last moved from one internal status to another; its submission if it has not. */
  readonly updatedAt: Instant;
  /** Rows that are done, from 0 to the job's rows. */
  readonly rowsDone: number;
  /** The next move that comes by itself. */
  readonly next?: { readonly status: string; readonly at: Instant };
}

/** The job at a time not before its submission. */
export function jobAt(job: Job, now: Instant, lifeCycle: LifeCycle): JobState {
  const life = lifeOf(job, lifeCycle);
  const index = Math.max(
    0,
    life.findLastIndex(({ from }) => from <= now),
  );
  const present = life[index];
  if (present === undefined) throw new Error(`The plan of job ${job.id} has no steps.`);
  const next = life[index + 1];
  return {
    internalStatus: present.status,
    apiStatus: lifeCycle.apiStatusOf(present.status),
    updatedAt: present.from,
    rowsDone: rowsDoneAt(job, life, now, lifeCycle),
    ...(next === undefined ? {} : { next: { status: next.status, at: next.from } }),
  };
}

/** The whole life of the job as far as it is settled: what was, and what comes if nobody intervenes again. */
export function lifeOf(job: Job, lifeCycle: LifeCycle): readonly Stretch[] {
  const life: Stretch[] = [];
  const interventions = [...job.interventions];
  let steps: Plan = job.plan;
  let from = job.submittedAt;
  for (let [step] = steps; step !== undefined && from !== never; [step] = steps) {
    const { status, lasts, spent } = step;
    const ends = plus(from, lasts);
    const next = interventions[0];
    const cut = next === undefined || next.at >= ends ? undefined : interventions.shift();
    const target = cut === undefined ? undefined : lifeCycle.next(status, cut.cause);
    if (cut !== undefined && target === undefined) continue;
    const to = cut?.at ?? ends;
    life.push({ status, from, to, ...(spent === true ? { spent } : {}) });
    const after = steps.slice(1);
    // What was left of the step waits behind the pause; a resumed job goes on with it.
    const rest = cut?.cause === 'pause' ? [{ status, lasts: between(to, ends) }, ...after] : after;
    const goesOn = target === undefined || rest[0]?.status === target;
    steps = goesOn && cut?.cause !== 'pause' ? rest : [{ status: target ?? status, lasts: forEver }, ...rest];
    from = to;
  }
  return life;
}

/** Rows done: the share of the working time that has passed; all of them once the work is over, if it is over well. */
function rowsDoneAt(job: Job, life: readonly Stretch[], now: Instant, lifeCycle: LifeCycle): number {
  const worked = life
    .filter(({ status, from }) => lifeCycle.works(status) && from <= now)
    .reduce((sum, { from, to }) => sum + between(from, Math.min(to, now) as Instant), 0);
  const whole = job.plan.reduce((sum, { status, lasts }) => sum + (lifeCycle.works(status) ? lasts : 0), 0);
  if (whole === 0) return 0;
  if (!Number.isFinite(whole)) return Math.floor(job.rows / 2);
  return Math.min(job.rows, Math.floor((job.rows * worked * shareOfWork(job, lifeCycle)) / whole));
}

/** How much of the work is done when it ends: all (1), or a share from the seed when the plan ends in a failure. */
export function shareOfWork({ id, plan }: Job, lifeCycle: LifeCycle): number {
  const last = plan.at(-1)?.status;
  const fails =
    last !== undefined && lifeCycle.isFinal(last) && !lifeCycle.hasResults(lifeCycle.apiStatusOf(last));
  return fails ? 0.1 + 0.8 * fraction(id, 'share of work') : 1;
}

/** How long the plan takes until it first reaches the internal status; undefined when it never does. */
export function timeUntil(plan: Plan, status: string): Duration | undefined {
  const index = plan.findIndex((step) => step.status === status);
  if (index < 0) return undefined;
  return duration(plan.slice(0, index).reduce((sum, { lasts }) => sum + lasts, 0));
}
