/** A world: a fixture, a clock, and a short log of what was done. Everything else is computed; nothing here mutates. */
import type { Clock } from './clock.ts';
import type { Fixture, FixtureJob, User } from './fixture.ts';
import { type Intervention, type Job, type SubmittedRecord, timeUntil } from './job.ts';
import { uuidFrom } from './random.ts';
import { planOf } from './scenario.ts';
import { type Instant, instant } from './time.ts';

export interface World {
  readonly name: string;
  readonly fixture: Fixture;
  /** The world's time when it began. */
  readonly began: Instant;
  readonly clock: Clock;
  readonly log: readonly Command[];
}

export type Command =
  | {
      readonly kind: 'submit';
      readonly owner: string;
      readonly id: string;
      readonly at: Instant;
      readonly rows: number;
      readonly scenario: string;
      readonly records?: readonly SubmittedRecord[];
    }
  | ({ readonly kind: 'intervene'; readonly job: string } & Intervention);

export function newWorld(name: string, fixture: Fixture, clock: Clock): World {
  return { name, fixture, began: clock.world, clock, log: [] };
}

export function withCommand(world: World, command: Command): World {
  return { ...world, log: [...world.log, command] };
}

export function withClock(world: World, clock: Clock): World {
  return { ...world, clock };
}

/** Whose token it is; undefined when nobody's. Expired and inactive ones are found: the caller decides. */
export function userByToken(world: { readonly fixture: Fixture }, token: string): User | undefined {
  return world.fixture.users.find((user) => user.token === token);
}

/** The id of the next job to be submitted in this world. */
export function nextJobId(world: World): string {
  return uuidFrom(world.fixture.seed, 'submitted', world.log.length);
}

// A world's jobs depend on its log alone (the clock does not change them), and a log never changes.
const computed = new WeakMap<World['log'], readonly Job[]>();

/** All jobs of the world, the newest first; of two submitted in the same instant the later made comes first. */
export function jobsOf(world: World): readonly Job[] {
  const known = computed.get(world.log);
  if (known !== undefined) return known;
  const submitted = world.log.flatMap((command) => {
    if (command.kind !== 'submit') return [];
    const { owner, id, at, rows, scenario, records } = command;
    const job = { id, owner, submittedAt: at, rows, scenario, plan: plan(world, scenario, rows, id) };
    return [records === undefined ? job : { ...job, records }];
  });
  const jobs = [...world.fixture.jobs.map((job, index) => beginJob(world, job, index)), ...submitted]
    .map((job, index) => ({ job: { ...job, interventions: interventionsOf(world, job.id) }, index }))
    .toSorted((a, b) => b.job.submittedAt - a.job.submittedAt || b.index - a.index)
    .map(({ job }) => job);
  computed.set(world.log, jobs);
  return jobs;
}

/** The jobs of one user, the newest first. */
export function jobsOfUser(world: World, owner: string): readonly Job[] {
  return jobsOf(world).filter((job) => job.owner === owner);
}

function interventionsOf(world: World, id: string): readonly Intervention[] {
  return world.log.flatMap((command) =>
    command.kind === 'intervene' && command.job === id ? [command] : [],
  );
}

/** A job of the fixture as it stands when the world begins; `index` is its place in the fixture. */
export function beginJob(world: World, job: FixtureJob, index: number): Omit<Job, 'interventions'> {
  const id = job.id ?? uuidFrom(world.fixture.seed, job.owner, index);
  const planned = plan(world, job.scenario, job.rows, id);
  const age =
    job.begins.kind === 'submitted'
      ? job.begins.ago
      : (timeUntil(planned, job.begins.status) ?? 0) + job.begins.since;
  // Whole seconds, so that the moves of a fixture's jobs fall on them too.
  const submittedAt = instant(Math.floor((world.began - age) / 1000) * 1000);
  const { owner, rows, scenario } = job;
  return { id, owner, submittedAt, rows, scenario, plan: planned };
}

function plan(world: World, name: string, rows: number, id: string) {
  const scenario = world.fixture.scenarios[name];
  if (scenario === undefined) throw new Error(`The world "${world.name}" has no scenario "${name}".`);
  return planOf(scenario, rows, world.fixture.seed, id);
}
