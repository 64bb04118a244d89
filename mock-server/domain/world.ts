/**
 * A world: initial contents, a clock, and a short log of commands. Everything else is computed; nothing here
 * mutates.
 */
import { type WorldClock, followWallClock as follow } from './clock.ts';
import type { WorldFault } from './fault.ts';
import type { Fixture, FixtureJob, FixtureUser } from './fixture.ts';
import type { Job } from './job.ts';
import type { Intervention } from './life.ts';
import type { Criteria } from './matches.ts';
import { drawPlan, computeTimeUntil } from './plan.ts';
import { drawUuid, drawInteger } from '../../random/random.ts';
import type { SubmittedRows } from './submitted-rows.ts';
import { type Instant, instant } from '../../time/time.ts';

export interface World {
  readonly name: string;
  readonly fixture: Fixture;
  /** The world's time when it began. */
  readonly began: Instant;
  readonly clock: WorldClock;
  readonly log: readonly WorldCommand[];
  /** In the order in which they were added. */
  readonly faults: readonly WorldFault[];
  /** How many faults it ever had, since the journal still names those that are gone; absent when that is not known. */
  readonly faultsMade?: number;
}

/** A command for a world. The caller has checked that it is possible. */
export type WorldCommand =
  | SubmitCommand
  | {
      readonly kind: 'intervene';
      readonly job: string;
      readonly cause: 'pause' | 'resume';
      readonly at: Instant;
    }
  | { readonly kind: 'fail'; readonly job: string; readonly at: Instant; readonly reason?: string }
  | {
      readonly kind: 'force';
      readonly job: string;
      readonly at: Instant;
      /** The internal status. */
      readonly status: string;
      /** Until the next command for the job; otherwise it continues as planned. */
      readonly stays: boolean;
    }
  /** Deletes the job as if it had never existed. */
  | { readonly kind: 'delete'; readonly job: string; readonly at: Instant }
  /** A response about these jobs, each in a step that polls end. */
  | { readonly kind: 'poll'; readonly jobs: readonly string[]; readonly at: Instant };

interface SubmitCommand {
  readonly kind: 'submit';
  readonly owner: string;
  readonly id: string;
  /** May be before the present time of the world. */
  readonly at: Instant;
  readonly rows: number;
  readonly scenario: string;
  readonly records?: SubmittedRows;
  readonly category?: string;
  readonly criteria?: Criteria;
}

export function createWorld(name: string, fixture: Fixture, clock: WorldClock): World {
  return { name, fixture, began: clock.world, clock, log: [], faults: [] };
}

/** The same world with one thing more done to it. */
export function applyCommand(world: World, command: WorldCommand): World {
  const changed = { ...world, log: [...world.log, command] };
  jobsCache.set(changed.log, listJobsAfter(command, getJobs(world), world));
  return changed;
}

export function replaceClock(world: World, clock: WorldClock): World {
  return { ...world, clock };
}

/** The world when the wall clock may have been set since `seen`, which it showed when the world's time was last read. */
export function followWallClock(world: World, seen: Instant, real: Instant): World {
  const clock = follow(world.clock, seen, real);
  return clock === world.clock ? world : replaceClock(world, clock);
}

/** The owner of a token; undefined if it is unknown. Expired tokens and those of inactive users are found. */
export function findUserByToken(
  world: { readonly fixture: Fixture },
  token: string,
): FixtureUser | undefined {
  return world.fixture.users.find((user) => user.token === token);
}

/** Whether a token of this user lets in. */
export function canEnter(user: FixtureUser | undefined): user is FixtureUser {
  return user !== undefined && !user.expired && user.active;
}

/** The id of the next job to be submitted in this world. */
export function getNextJobId(world: World): string {
  return drawUuid(world.fixture.seed, 'submitted', world.log.length);
}

/** The id of the next job added with the control API; never that of a job being submitted at the same time. */
export function getNextAddedJobId(world: World): string {
  return drawUuid(world.fixture.seed, 'added', world.log.length);
}

// A world's jobs depend on its log alone (the clock does not change them), and a log never changes.
const jobsCache = new WeakMap<World['log'], readonly Job[]>();

/** All jobs of the world, newest first; of two submitted at the same time, the later one comes first. */
export function getJobs(world: World): readonly Job[] {
  const known = jobsCache.get(world.log);
  if (known !== undefined) return known;
  // The sort is stable: of jobs with the same time, the later one in the file comes first.
  const atFirst = world.fixture.jobs
    .map((job, index) => createFixtureJob(world, job, index))
    .toReversed()
    .toSorted((a, b) => b.submittedAt - a.submittedAt);
  const jobs = world.log.reduce<readonly Job[]>(
    (before, command) => listJobsAfter(command, before, world),
    atFirst,
  );
  jobsCache.set(world.log, jobs);
  return jobs;
}

function listJobsAfter(command: WorldCommand, jobs: readonly Job[], world: World): readonly Job[] {
  if (command.kind === 'submit') return insertJob(jobs, createSubmittedJob(command, world));
  if (command.kind === 'delete') return jobs.filter(({ id }) => id !== command.job);
  const named = command.kind === 'poll' ? command.jobs : [command.job];
  const done = toIntervention(command);
  return jobs.map((job) =>
    named.includes(job.id) ? { ...job, interventions: [...job.interventions, done] } : job,
  );
}

function createSubmittedJob(command: SubmitCommand, world: World): Job {
  const { kind: _, at: submittedAt, ...about } = command;
  const { scenario, rows, id } = about;
  return { ...about, submittedAt, plan: plan(world, scenario, rows, id), interventions: [] };
}

/** Mostly the first, since time does not go back; yet a job may be submitted at an earlier time. */
function insertJob(jobs: readonly Job[], job: Job): readonly Job[] {
  const place = jobs.findIndex(({ submittedAt }) => submittedAt <= job.submittedAt);
  return place < 0 ? [...jobs, job] : [...jobs.slice(0, place), job, ...jobs.slice(place)];
}

function toIntervention(command: Exclude<WorldCommand, { kind: 'submit' | 'delete' }>): Intervention {
  const { at } = command;
  if (command.kind === 'intervene') return { cause: command.cause, at };
  if (command.kind === 'poll') return { cause: 'poll', at };
  if (command.kind === 'force') return { cause: 'force', at, status: command.status, stays: command.stays };
  const { reason } = command;
  return { cause: 'fail', at, ...(reason === undefined ? {} : { reason }) };
}

/** The jobs of one user, the newest first. */
export function listJobsOfUser(world: World, owner: string): readonly Job[] {
  return getJobs(world).filter((job) => job.owner === owner);
}

/** An initial job at the start of the world; `index` is its position in the world file. */
export function createFixtureJob(world: World, job: FixtureJob, index: number): Job {
  const id = job.id ?? drawUuid(world.fixture.seed, job.owner, index);
  const planned = plan(world, job.scenario, job.rows, id);
  const age =
    job.begins.kind === 'submitted'
      ? job.begins.ago
      : (computeTimeUntil(planned, job.begins.status) ?? 0) + job.begins.since;
  // A fraction of a second, the job's own, so that a world that begins at a whole one shows how finely it writes.
  const submittedAt = instant(
    Math.floor((world.began - age) / 1000) * 1000 - drawInteger(1, 999, 'fraction', id),
  );
  const { owner, rows, scenario, category } = job;
  const started = { id, owner, submittedAt, rows, scenario, plan: planned, interventions: [] };
  return category === undefined ? started : { ...started, category };
}

function plan(world: World, name: string, rows: number, id: string) {
  const scenario = world.fixture.scenarios[name];
  if (scenario === undefined) throw new Error(`World "${world.name}" has no scenario "${name}".`);
  return drawPlan(scenario, rows, world.fixture.seed, id);
}
