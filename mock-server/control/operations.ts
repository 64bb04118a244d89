/** The operations of the control API: operationId -> handler, complete by type. */
import { didYouMean, oneOf } from '../../openapi/complaint.ts';
import type { components, operations as OperationTypes } from '../../openapi/generated/control.ts';
import { advanced, frozen, thawed, timeOf, withSpeed } from '../simulation/clock.ts';
import { type Job, jobAt } from '../simulation/job.ts';
import { durationForms, type Instant, parseDuration, spellInstant } from '../../time/time.ts';
import { jobsOf, jobsOfUser, nextJobId, withClock, withCommand, type World } from '../simulation/world.ts';
import { balanceAt, termsOf } from '../simulation/wallet.ts';
import { firstWorld, worldNameRule } from '../simulation/worlds.ts';
import { type ControlCall, type ControlHandler, type ControlOutcome, done, refused } from './outcome.ts';

// Bodies were held against their schemas before they come here.
type NewJob = components['schemas']['NewJob'];
type ClockChange = components['schemas']['ClockChange'];

const getHealth: ControlHandler = ({ worlds, real, readings }) =>
  done({ status: 'ok', worlds: worlds.names(real).length, readings });

const listWorlds: ControlHandler = ({ worlds, real }) => done(worlds.names(real));

const listUsers: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const now = timeOf(world.clock, call.real);
    return done(
      world.fixture.users.map(({ name, token, expired, active, quota, ...user }) => ({
        name,
        token: world.name === firstWorld ? token : `${token}~${world.name}`,
        expired,
        inactive: !active,
        balance: balanceAt(world, { name, ...user }, now, termsOf(call.spec)),
        quota,
        jobs: jobsOfUser(world, name).map((job) => jobView(call, job, now)),
      })),
    );
  });

const getClock: ControlHandler = (call) => inWorld(call, (world) => done(clockView(world, call.real)));

const setClock: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const { real } = call;
    const { advance, frozen: stands, speed } = call.body as ClockChange;
    const by = advance === undefined ? undefined : parseDuration(advance);
    if (advance !== undefined && by === undefined) {
      const says = `it must be a duration ${durationForms}; a clock only goes forward.`;
      return refused(400, `"advance" is ${JSON.stringify(advance)}; ${says}`);
    }
    let { clock } = world;
    if (stands === true) clock = frozen(clock, real);
    if (stands === false) clock = thawed(clock, real);
    if (speed !== undefined) clock = withSpeed(clock, real, speed);
    if (by !== undefined) clock = advanced(clock, real, by);
    call.worlds.change(world.name, (one) => withClock(one, clock));
    return done(clockView(withClock(world, clock), real));
  });

const addJob: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const { real, body, worlds } = call;
    const users = world.fixture.users.map(({ name }) => name);
    const { user: owner, scenario = world.fixture.defaultScenario, size = 100 } = body as Partial<NewJob>;
    if (owner === undefined || !users.includes(owner)) return refused(400, unknown('user', owner, users));
    const scenarios = Object.keys(world.fixture.scenarios);
    if (!scenarios.includes(scenario)) return refused(400, unknown('scenario', scenario, scenarios));
    const now = timeOf(world.clock, real);
    const id = nextJobId(world);
    const command = { kind: 'submit', owner, id, at: now, rows: size, scenario } as const;
    worlds.change(world.name, (one) => withCommand(one, command));
    const job = jobsOf(withCommand(world, command)).find((one) => one.id === id);
    if (job === undefined) throw new Error(`The job ${id} that was just submitted is not there.`);
    return done(jobView(call, job, now), 201);
  });

function unknown(what: string, given = '', known: readonly string[] = []): string {
  return `There is no ${what} "${given}" in this world; allowed: ${oneOf(known)}${didYouMean(given, known)}`;
}

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
