/** A job is its submission, its plan and its commands; its state is computed from the time. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Submission } from './command.ts';
import type { Fixture } from './fixture.ts';
import { type Intervention, type Lived, type Stretch, computeLife } from './life.ts';
import type { Criteria } from './matches.ts';
import { createMemo } from './memo.ts';
import { drawPlan, type Plan } from './plan.ts';
import { computeRowsDone } from './progress.ts';
import type { SubmittedRows } from './submitted-rows.ts';
import { type Instant, never } from '../../time/time.ts';

export interface Job extends Lived, Omit<Submission, 'at'> {}

const noInterventions: readonly Intervention[] = [];

/** A job of a world: small, since a world may have a million, and never changed; its plan is drawn when it is needed. */
export class WorldJob implements Job {
  readonly submission: Submission;
  readonly interventions: readonly Intervention[];
  /** Its state when somebody last asked for it. */
  known: KnownState | undefined = undefined;
  readonly #fixture: Fixture;

  constructor(submission: Submission, fixture: Fixture, interventions = noInterventions) {
    this.submission = submission;
    this.interventions = interventions;
    this.#fixture = fixture;
  }

  get id(): string {
    return this.submission.id;
  }

  get owner(): string {
    return this.submission.owner;
  }

  get submittedAt(): Instant {
    return this.submission.at;
  }

  get rows(): number {
    return this.submission.rows;
  }

  get scenario(): string {
    return this.submission.scenario;
  }

  get records(): SubmittedRows | undefined {
    return this.submission.records;
  }

  get category(): string | undefined {
    return this.submission.category;
  }

  get criteria(): Criteria | undefined {
    return this.submission.criteria;
  }

  get plan(): Plan {
    return drawPlanOnce(this);
  }

  /** Whether its world began with it. */
  get isInitial(): boolean {
    return !('kind' in this.submission);
  }

  /** The same job with one more thing done to it. */
  intervene(intervention: Intervention): WorldJob {
    return new WorldJob(this.submission, this.#fixture, [...this.interventions, intervention]);
  }

  /** Draws the plan. @throws if the world has no such scenario */
  drawPlan(): Plan {
    const { scenarios, seed } = this.#fixture;
    const scenario = scenarios[this.scenario];
    if (scenario === undefined) throw new Error(`The world has no scenario "${this.scenario}".`);
    return drawPlan(scenario, this.rows, seed, this.id);
  }
}

/** Of the jobs that were looked at last; all others are drawn again. */
const maxRemembered = 1000;
const drawPlanOnce = createMemo(maxRemembered, (job: WorldJob) => job.drawPlan());

export interface JobState {
  readonly internalStatus: string;
  readonly apiStatus: string;
  /** When the job last moved from one internal status to another; its submission if it has not. */
  readonly updatedAt: Instant;
  /** The next automatic transition. */
  readonly next?: { readonly status: string; readonly at: Instant };
  /** The next move, if polls cause it: after this number of further responses with the present status. */
  readonly byPolls?: { readonly status: string; readonly left: number };
  /** Why the job failed, if known; for people, not for clients of the API. */
  readonly reason?: string;
  /** What somebody made of the state, to show it, and by which choices. */
  shown?: { readonly by: object; readonly view: unknown };
}

interface KnownState {
  readonly lifeCycle: LifeCycle;
  readonly state: JobState;
  readonly from: Instant;
  /** Exclusive. */
  readonly until: Instant;
}

/** The life of a job without further commands, computed once for each job. */
export function getLife(job: Lived, lifeCycle: LifeCycle): readonly Stretch[] {
  const known = lives(job);
  if (known.lifeCycle !== lifeCycle) Object.assign(known, { lifeCycle, life: computeLife(job, lifeCycle) });
  return known.life;
}

interface KnownLife {
  lifeCycle?: LifeCycle;
  life: readonly Stretch[];
}

const lives = createMemo(maxRemembered, (): KnownLife => ({ life: [] }));

/** The job at a time not before its submission. The same object for as long as it does not move. */
export function computeJobState(job: Job, now: Instant, lifeCycle: LifeCycle): JobState {
  const known = job instanceof WorldJob ? job.known : undefined;
  if (known?.lifeCycle === lifeCycle && known.from <= now && now < known.until) return known.state;
  const life = getLife(job, lifeCycle);
  const index = Math.max(
    0,
    life.findLastIndex(({ from }) => from <= now),
  );
  const present = life[index];
  if (present === undefined) throw new Error(`The plan of job ${job.id} has no steps.`);
  const { status, from, polls, seen = [], reason } = present;
  const next = life[index + 1];
  const state: JobState = {
    internalStatus: status,
    apiStatus: lifeCycle.getApiStatus(status),
    updatedAt: from,
    ...(next === undefined ? {} : { next: { status: next.status, at: next.from } }),
    ...(polls === undefined
      ? {}
      : { byPolls: { status: polls.next, left: polls.of - seen.filter((at) => at <= now).length } }),
    ...(reason === undefined ? {} : { reason }),
  };
  const since = seen.at(-1) ?? from;
  if (job instanceof WorldJob && since <= now)
    job.known = { lifeCycle, state, from: since, until: next?.from ?? never };
  return state;
}

/** Rows that are done at a time, from 0 to the job's rows. */
export function computeDone(job: Job, now: Instant, lifeCycle: LifeCycle): number {
  return computeRowsDone(job, getLife(job, lifeCycle), now, lifeCycle);
}
