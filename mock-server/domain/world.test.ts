import { fixture, lifeCycle, ownJobId, start } from '../testing/shipped.ts';
import { createClock } from './clock.ts';
import type { Fixture } from './fixture.ts';
import { CommandLog } from './command-log.ts';
import { drawUuid } from '../../random/random.ts';
import { computeJobState, type Job } from './job.ts';
import { type Instant, instant } from '../../time/time.ts';
import { getJobs, listJobsOfUser, createWorld, findUserByToken, applyCommand, type World } from './world.ts';

const getNextJobId = ({ fixture: { seed }, log }: World) => drawUuid(seed, 'submitted', log.length);
const toPlain = ({ id, owner, submittedAt, rows, scenario, plan, interventions }: Job) => ({
  id,
  owner,
  submittedAt,
  rows,
  scenario,
  plan,
  interventions,
});
const worldAt = (time: Instant = start, of: Fixture = fixture) =>
  createWorld('default', of, createClock(start, time));

const bytes = (world: World) =>
  JSON.stringify(getJobs(world).map((job) => [toPlain(job), computeJobState(job, start, lifeCycle)]));

const submitted = (world: World, at: number, owner = 'alice') =>
  applyCommand(world, {
    kind: 'submit',
    owner,
    id: getNextJobId(world),
    at: instant(start + at),
    rows: 10,
    scenario: 'small',
  });

test('the same fixture and start time create the same world, byte for byte', () => {
  expect(bytes(worldAt())).toBe(bytes(worldAt()));
  expect(bytes(submitted(worldAt(), 5))).toBe(bytes(submitted(worldAt(), 5)));
});

test('a world with another start time has the same jobs, moved by the difference', () => {
  const later = worldAt(instant(start + 86_400_000));
  expect(getJobs(later).map(toPlain)).toEqual(
    getJobs(worldAt()).map((job) => ({ ...toPlain(job), submittedAt: job.submittedAt + 86_400_000 })),
  );
});

test('the jobs of a fixture have fractional seconds, so that finer timestamps show', () => {
  const fractions = getJobs(worldAt()).map(({ submittedAt }) => submittedAt % 1000);
  expect(fractions).not.toContain(0);
  expect(new Set(fractions).size).toBe(18);
});

test('the jobs of a world that starts within a second are no later than those of one at the full second', () => {
  expect(getJobs(worldAt(instant(start + 999)))).toEqual(getJobs(worldAt()));
});

test('jobs are listed newest first; of two with the same time, the later submission comes first', () => {
  const world = submitted(submitted(submitted(worldAt(), 1000), 2000), 2000);
  const [newest, second, third] = getJobs(world);
  const made = [0, 1, 2].map((before) => {
    return getNextJobId({ ...world, log: world.log.slice(before) });
  });
  expect([newest?.id, second?.id, third?.id]).toEqual(made.toReversed());
  const times = getJobs(world).map(({ submittedAt }) => submittedAt);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

test('a user sees only their own jobs', () => {
  const world = submitted(worldAt(), 0, 'carol');
  const counts = ['alice', 'bob', 'carol', 'dave', 'nobody'].map(
    (user) => listJobsOfUser(world, user).length,
  );
  expect(counts).toEqual([14, 4, 1, 0, 0]);
});

test('a command returns a new world and leaves the old one unchanged', () => {
  const before = worldAt();
  const after = submitted(before, 0);
  expect([getJobs(before).length, getJobs(after).length]).toEqual([18, 19]);
  expect([before.log.length, after.log.length]).toEqual([0, 1]);
});

test('a pause affects only the job that it names', () => {
  const world = applyCommand(worldAt(), { kind: 'intervene', job: ownJobId, cause: 'pause', at: start });
  const paused = getJobs(world).filter(({ interventions }) => interventions.length > 0);
  expect(paused.map(({ id, interventions }) => [id, interventions])).toEqual([
    [ownJobId, [{ cause: 'pause', at: start }]],
  ]);
});

test('a stored log gives the same jobs when it is replayed', () => {
  const world = applyCommand(submitted(worldAt(), 10), {
    kind: 'intervene',
    job: ownJobId,
    cause: 'pause',
    at: start,
  });
  const replayed: World = { ...worldAt(), log: CommandLog.from(structuredClone([...world.log])) };
  expect(getJobs(replayed)).toEqual(getJobs(world));
});

test('the clock changes the time, but not the jobs of the world', () => {
  const world = worldAt();
  expect(getJobs({ ...world, clock: createClock(start, instant(start + 1e9)) })).toEqual(getJobs(world));
});

test('each submitted job gets a unique id', () => {
  let world = worldAt();
  for (let count = 0; count < 200; count += 1) world = submitted(world, count);
  expect(new Set(getJobs(world).map(({ id }) => id)).size).toBe(218);
});

test.each([
  ['alice-token', 'alice'],
  ['expired-token', 'erin'],
  ['dave-token', 'dave'],
  ['ALICE-TOKEN', undefined],
  ['', undefined],
])('the token "%s" belongs to %s', (token, name) => {
  expect(findUserByToken({ fixture }, token)?.name).toBe(name);
});

test('a job submitted at an earlier time is listed at that time, before others of that time', () => {
  const world = submitted(submitted(submitted(worldAt(), 1000), -600_000), 1000);
  const before = submitted(world, 1000);
  const added = getNextJobId(before);
  const jobs = getJobs(submitted(before, -600_000));
  const times = jobs.map(({ submittedAt }) => submittedAt);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(jobs.find(({ submittedAt }) => submittedAt === start - 600_000)?.id).toBe(added);
  expect(getJobs(submitted(worldAt(), -1e12)).at(-1)?.submittedAt).toBe(start - 1e12);
});

test('a deleted job is gone, and the next one gets a new id', () => {
  const [job] = getJobs(submitted(worldAt(), 0));
  const world = applyCommand(submitted(worldAt(), 0), { kind: 'delete', job: job?.id ?? '', at: start });
  expect(getJobs(world)).toEqual(getJobs(worldAt()));
  expect(getNextJobId(world)).not.toBe(job?.id);
});

test('interventions are stored in the job in their order', () => {
  const world = [
    { kind: 'force', job: ownJobId, at: start, status: 'Draft', stays: true } as const,
    { kind: 'poll', jobs: [ownJobId], at: start } as const,
    { kind: 'fail', job: ownJobId, at: start, reason: 'Broken.' } as const,
    { kind: 'fail', job: ownJobId, at: start } as const,
  ].reduce<World>(applyCommand, worldAt());
  expect(getJobs(world).find(({ id }) => id === ownJobId)?.interventions).toEqual([
    { cause: 'force', at: start, status: 'Draft', stays: true },
    { cause: 'poll', at: start },
    { cause: 'fail', at: start, reason: 'Broken.' },
    { cause: 'fail', at: start },
  ]);
  expect(getJobs(world).filter(({ interventions }) => interventions.length > 0)).toHaveLength(1);
});
