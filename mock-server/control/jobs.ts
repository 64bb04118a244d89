/** The control operations about the jobs of a world. */
import { didYouMean, oneOf } from '../../openapi/complaint.ts';
import type { components } from '../../openapi/generated/control.ts';
import { timeOf } from '../simulation/clock.ts';
import { jobsOf, nextJobId, withCommand } from '../simulation/world.ts';
import { type ControlHandler, done, inWorld, refused } from './outcome.ts';
import { jobView } from './views.ts';
import { notYet } from './not-yet.ts';

// The body was held against its schema before it comes here.
type NewJob = components['schemas']['NewJob'];

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
    return done(jobView(job, now, call.model.spec), 201);
  });

function unknown(what: string, given = '', known: readonly string[] = []): string {
  return `There is no ${what} "${given}" in this world; allowed: ${oneOf(known)}${didYouMean(given, known)}`;
}

export const jobsOperations = {
  addJob,
  deleteJob: notYet,
  failJob: notYet,
  forceStatus: notYet,
  getJob: notYet,
  listJobs: notYet,
  pauseJob: notYet,
  resumeJob: notYet,
};
