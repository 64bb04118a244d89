/** The jobs with which a world begins, as its fixture describes them. */
import { drawInteger, drawUuid } from '../../random/random.ts';
import { duration, type Instant, instant } from '../../time/time.ts';
import type { Fixture, FixtureJob } from './fixture.ts';
import { WorldJob } from './job.ts';
import { computeTimeUntil } from './plan.ts';

/** All of them, in the order of the fixture. @param began the world's time when it begins */
export function listFixtureJobs(fixture: Fixture, began: Instant): readonly WorldJob[] {
  const jobs: WorldJob[] = [];
  for (const [index, { count = 1 }] of fixture.jobs.entries())
    for (let nth = 0; nth < count; nth += 1) jobs.push(createFixtureJob(fixture, began, index, nth));
  return jobs;
}

/** Between the submissions of jobs that are alike, unless the fixture says otherwise. */
const defaultEvery = duration(1000);

/** One of them. @param index its place in the fixture @param nth its number among those that are alike, from 0 */
export function createFixtureJob(fixture: Fixture, began: Instant, index: number, nth = 0): WorldJob {
  const job = fixture.jobs[index];
  if (job === undefined) throw new Error(`The fixture has no job ${index}.`);
  const known = nth === 0 ? getKnownJob(fixture, job, index) : describeJob(fixture, job, index, nth);
  const { every = defaultEvery } = job;
  const second = Math.floor((began - known.age - nth * every) / 1000) * 1000;
  const at = instant(second - known.fraction);
  if (known.latest?.submittedAt === at) return known.latest;
  const { owner, rows, scenario, category } = job;
  known.latest = new WorldJob({ id: known.id, owner, at, rows, scenario, category }, fixture);
  return known.latest;
}

/** What is the same for a job in all worlds of its fixture. */
interface KnownJob {
  readonly id: string;
  /** Its age when the world begins, in milliseconds. */
  readonly age: number;
  /** A fraction of a second, the job's own, so that a world that begins at a whole one shows how finely it writes. */
  readonly fraction: number;
  /** Worlds that begin in the same second share their jobs. */
  latest?: WorldJob;
}

const knownJobs = new WeakMap<Fixture, KnownJob[]>();

function getKnownJob(fixture: Fixture, job: FixtureJob, index: number): KnownJob {
  const all = knownJobs.get(fixture) ?? [];
  knownJobs.set(fixture, all);
  return (all[index] ??= describeJob(fixture, job, index, 0));
}

function describeJob(fixture: Fixture, job: FixtureJob, index: number, nth: number): KnownJob {
  const { owner, rows, scenario, begins } = job;
  const id = job.id ?? drawFixtureJobId(fixture.seed, owner, index, nth);
  const getPlan = () => new WorldJob({ id, owner, at: instant(0), rows, scenario }, fixture).plan;
  const age =
    begins.kind === 'submitted'
      ? begins.ago
      : (computeTimeUntil(getPlan(), begins.status) ?? 0) + begins.since;
  return { id, age, fraction: drawInteger(1, 999, 'fraction', id) };
}

/** @param index its place in the fixture @param nth its number among those that are alike, from 0 */
export function drawFixtureJobId(seed: string, owner: string, index: number, nth: number): string {
  return nth === 0 ? drawUuid(seed, owner, index) : drawUuid(seed, owner, index, nth);
}
