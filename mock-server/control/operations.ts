/** The operations of the control API: operationId -> handler, complete by type. */
import { didYouMean, oneOf } from '../../openapi/complaint.ts';
import type { operations as OperationTypes } from '../../openapi/generated/control.ts';
import { advanced, frozen, thawed, timeOf, withSpeed } from '../simulation/clock.ts';
import { type Job, jobAt } from '../simulation/job.ts';
import { durationForms, type Instant, parseDuration, spellInstant } from '../simulation/time.ts';
import { jobsOf, jobsOfUser, nextJobId, withClock, withCommand, type World } from '../simulation/world.ts';
import { firstWorld, worldNameRule } from '../simulation/worlds.ts';
import { type ControlCall, type ControlHandler, type ControlOutcome, done, refused } from './outcome.ts';

const getHealth: ControlHandler = ({ worlds, real, readings }) =>
  done({ status: 'ok', worlds: worlds.names(real).length, readings });

const listWorlds: ControlHandler = ({ worlds, real }) => done(worlds.names(real));

const listUsers: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const now = timeOf(world.clock, call.real);
    return done(
      world.fixture.users.map(({ name, token, expired, active, balance, quota }) => ({
        name,
        token: world.name === firstWorld ? token : `${token}~${world.name}`,
        expired,
        inactive: !active,
        balance,
        quota,
        jobs: jobsOfUser(world, name).map((job) => jobView(call, job, now)),
      })),
    );
  });

const getClock: ControlHandler = (call) => inWorld(call, (world) => done(clockView(world, call.real)));

const setClock: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const { real, body } = call;
    const by = typeof body['advance'] === 'string' ? parseDuration(body['advance']) : undefined;
    if (body['advance'] !== undefined && by === undefined) {
      return refused(
        400,
        `"advance" is ${JSON.stringify(body['advance'])}; it must be a duration ${durationForms}; a clock only goes forward.`,
      );
    }
    let { clock } = world;
    if (body['frozen'] === true) clock = frozen(clock, real);
    if (body['frozen'] === false) clock = thawed(clock, real);
    if (typeof body['speed'] === 'number') clock = withSpeed(clock, real, body['speed']);
    if (by !== undefined) clock = advanced(clock, real, by);
    const changed = withClock(world, clock);
    call.worlds.put(changed);
    return done(clockView(changed, real));
  });

const addJob: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const { real, body, worlds } = call;
    const users = world.fixture.users.map(({ name }) => name);
    const owner = String(body['user']);
    if (!users.includes(owner))
      return refused(
        400,
        `There is no user "${owner}" in this world; allowed: ${oneOf(users)}${didYouMean(owner, users)}`,
      );
    const scenario = String(body['scenario'] ?? world.fixture.defaultScenario);
    const scenarios = Object.keys(world.fixture.scenarios);
    if (!scenarios.includes(scenario)) {
      return refused(
        400,
        `There is no scenario "${scenario}"; allowed: ${oneOf(scenarios)}${didYouMean(scenario, scenarios)}`,
      );
    }
    const now = timeOf(world.clock, real);
    const id = nextJobId(world);
    const changed = withCommand(world, {
      kind: 'submit',
      owner,
      id,
      at: now,
      rows: Number(body['size'] ?? 100),
      scenario,
    });
    worlds.put(changed);
    const job = jobsOf(changed).find((one) => one.id === id);
    return job === undefined ? refused(404, 'The job was lost.') : done(jobView(call, job, now), 201);
  });

const resetWorld: ControlHandler = (call) =>
  inWorld(call, ({ name }) => done(clockView(call.worlds.reset(name, call.real), call.real)));

export const controlHandlers = {
  getHealth,
  listWorlds,
  listUsers,
  getClock,
  setClock,
  addJob,
  resetWorld,
} as const satisfies Readonly<Record<keyof OperationTypes, ControlHandler>>;

function inWorld(
  { worlds, world: name, real }: ControlCall,
  run: (world: World) => ControlOutcome,
): ControlOutcome {
  const world = worlds.open(name, real);
  if (world === undefined)
    return refused(404, `No world can be called ${JSON.stringify(name)}; a name is ${worldNameRule}.`);
  return run(world);
}

function clockView(world: World, real: Instant) {
  const { speed, frozen: stopped } = world.clock;
  return { world: world.name, now: spellInstant(timeOf(world.clock, real), 3), speed, frozen: stopped };
}

function jobView({ spec }: ControlCall, job: Job, now: Instant) {
  const { internalStatus, apiStatus, rowsDone, updatedAt, next } = jobAt(job, now, spec.lifeCycle);
  return {
    id: job.id,
    owner: job.owner,
    internal_status: internalStatus,
    api_status: apiStatus,
    scenario: job.scenario,
    size: job.rows,
    rows_done: rowsDone,
    submitted_at: spellInstant(job.submittedAt, 3),
    updated_at: spellInstant(updatedAt, 3),
    ...(next === undefined ? {} : { next: { internal_status: next.status, at: spellInstant(next.at, 3) } }),
  };
}
