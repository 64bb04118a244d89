/** The jobs with which a world begins, as its fixture describes them. */
import { drawInteger, drawUuid } from '../../random/random.ts';
import { duration, type Instant, instant } from '../../time/time.ts';
import type { Submission } from './command.ts';
import type { Fixture, FixtureJob } from './fixture.ts';
import { WorldJob } from './job.ts';
import { computeTimeUntil } from './plan.ts';

/** The submissions of all of them, in the order of the fixture. @param began the world's time when it begins */
export function listFixtureSubmissions(fixture: Fixture, began: Instant): readonly Submission[] {
  const submissions: Submission[] = [];
  for (const [index, job] of fixture.jobs.entries())
    for (let nth = 0; nth < (job.count ?? 1); nth += 1)
      submissions.push(createSubmission(fixture, began, job, index, nth));
  return submissions;
}

/** One of them. @param index its place in the fixture */
export function createFixtureJob(
  { fixture, began }: { readonly fixture: Fixture; readonly began: Instant },
  job: FixtureJob,
  index: number,
): WorldJob {
  return new WorldJob(createSubmission(fixture, began, job, index, 0), fixture);
}

/** Between the submissions of jobs that are alike, unless the fixture says otherwise. */
const defaultEvery = duration(1000);

function createSubmission(
  fixture: Fixture,
  began: Instant,
  job: FixtureJob,
  index: number,
  nth: number,
): Submission {
  const { owner, rows, scenario, category, begins, every = defaultEvery } = job;
  const id = getFixtureJobId(fixture, job, index, nth);
  const about = { id, owner, rows, scenario, ...(category === undefined ? {} : { category }) };
  const age =
    begins.kind === 'submitted'
      ? begins.ago
      : (computeTimeUntil(new WorldJob({ ...about, at: began }, fixture).plan, begins.status) ?? 0) +
        begins.since;
  // A fraction of a second, the job's own, so that a world that begins at a whole one shows how finely it writes.
  const second = Math.floor((began - age - nth * every) / 1000) * 1000;
  return { ...about, at: instant(second - drawInteger(1, 999, 'fraction', id)) };
}

/** @param index its place in the fixture @param nth its number among those that are alike, from 0 */
export function drawFixtureJobId(seed: string, owner: string, index: number, nth: number): string {
  return nth === 0 ? drawUuid(seed, owner, index) : drawUuid(seed, owner, index, nth);
}

/** The ids are the same in every world of a fixture, so worlds share their texts. */
const knownIds = new WeakMap<FixtureJob, string>();

function getFixtureJobId({ seed }: Fixture, job: FixtureJob, index: number, nth: number): string {
  if (job.id !== undefined) return job.id;
  if (nth > 0) return drawFixtureJobId(seed, job.owner, index, nth);
  const known = knownIds.get(job) ?? drawFixtureJobId(seed, job.owner, index, nth);
  knownIds.set(job, known);
  return known;
}
