/** The control operations about the jobs of a world: looking at them, and doing to them what clients cannot. */
import type { components } from '../../openapi/generated/control.ts';
import type { Instant } from '../../time/time.ts';
import { getTime } from '../simulation/clock.ts';
import type { Job } from '../simulation/job.ts';
import { failOrder, forceOrder, type Order, pauseOrder, resumeOrder } from '../simulation/actions.ts';
import { lacksRoom } from '../simulation/limits.ts';
import { balanceAt, costOfRest, createTerms } from '../simulation/wallet.ts';
import { type Command, getJobs, withCommand, type World } from '../simulation/world.ts';
import { addJob } from './add-job.ts';
import { jobIn, withJobOfPath } from './job-in.ts';
import { type ControlCall, type ControlHandler, done, inWorld, nothing, refused } from './outcome.ts';
import { jobDetailView, jobView } from './views.ts';
import { unknownName, unknownStatus, unknownUser } from './words.ts';

// The bodies were held against their schemas before they come here.
type ForcedStatus = Pick<components['schemas']['ForcedStatus'], 'internal_status'> &
  Partial<components['schemas']['ForcedStatus']>;
type Failure = components['schemas']['Failure'];

const listJobs: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const { spec } = call.model;
    const { user, status } = call.query;
    const mistakes = [...unknownUser(toText(user), world), ...unknownStatus(toText(status), spec.lifeCycle)];
    if (mistakes.length > 0) return refused(400, mistakes.join(' '));
    const now = getTime(world.clock, call.real);
    return done(
      getJobs(world)
        .filter(({ owner }) => user === undefined || owner === user)
        .map((job) => jobView(job, now, spec))
        .filter(
          (view) => status === undefined || view.internal_status === status || view.api_status === status,
        ),
    );
  });

const getJob: ControlHandler = (call) =>
  withJobOfPath(call, (world, job) =>
    done(jobDetailView(job, getTime(world.clock, call.real), call.model.spec)),
  );

const deleteJob: ControlHandler = (call) =>
  withJobOfPath(call, (world, { id }) => {
    const command = { kind: 'delete', job: id, at: getTime(world.clock, call.real) } as const;
    call.worlds.change(world.name, (one) => withCommand(one, command));
    return nothing;
  });

const forceStatus: ControlHandler = (call) => {
  const { internal_status: status, stays = false, anyway = false } = call.body as ForcedStatus;
  const { lifeCycle } = call.model.spec;
  const mistakes = unknownInternal(status, lifeCycle);
  // Which world and job it would be does not matter then.
  if (mistakes.length > 0) return refused(400, mistakes.join(' '));
  return ordered(call, (_, job, now) => forceOrder(job, status, { anyway, stays }, now, lifeCycle));
};

function unknownInternal(
  status: string,
  lifeCycle: ControlCall['model']['spec']['lifeCycle'],
): readonly string[] {
  const { internalStatuses, apiStatuses, getApiStatus } = lifeCycle;
  if (!apiStatuses.includes(status) || internalStatuses.includes(status))
    return unknownName(status, internalStatuses, (given) => `There is no internal status ${given}`);
  const behind = internalStatuses.filter((one) => getApiStatus(one) === status);
  return [
    `"${status}" is an API status; of the internal ones behind it choose ${behind.map((one) => `"${one}"`).join(' or ')}.`,
  ];
}

const failJob: ControlHandler = (call) => {
  const { reason } = call.body as Failure;
  return ordered(call, (_, job, now) => failOrder(job, reason, now, call.model.spec.lifeCycle));
};

const pauseJob: ControlHandler = (call) =>
  ordered(call, (_, job, now) => pauseOrder(job, now, call.model.spec.lifeCycle));

const resumeJob: ControlHandler = (call) =>
  ordered(call, (world, job, now) => {
    const order = resumeOrder(job, now, call.model.spec.lifeCycle);
    const because = order.kind === 'refused' ? undefined : unpaid(call, world, job, now);
    return because === undefined ? order : { kind: 'refused', because };
  });

/** Why the owner cannot resume the job himself; undefined when he can. */
function unpaid({ model }: ControlCall, world: World, job: Job, now: Instant): string | undefined {
  const terms = createTerms(model.spec);
  const owner = world.fixture.users.find(({ name }) => name === job.owner);
  const balance = owner === undefined ? undefined : balanceAt(world, owner, now, terms);
  const required = costOfRest(job, now, terms);
  if (balance === undefined || balance >= required) return undefined;
  return `The rest of the job ${job.id} takes ${required} credits, and "${job.owner}" has ${balance}. Force it into a status to let it go on without them.`;
}

/** Does to the job of the path what is ordered, and shows it as it is then; 409 when the order makes no sense. */
function ordered(call: ControlCall, order: (world: World, job: Job, now: Instant) => Order) {
  return withJobOfPath(call, (world, job) => {
    const now = getTime(world.clock, call.real);
    const full = lacksRoom(world);
    if (full !== undefined) return refused(409, full);
    const given = order(world, job, now);
    if (given.kind === 'refused') return refused(409, given.because);
    return shown(call, world, given.command, job.id, now);
  });
}

function shown(call: ControlCall, world: World, command: Command, id: string, now: Instant) {
  const changed = withCommand(world, command);
  call.worlds.change(world.name, () => changed);
  const job = jobIn(changed, id);
  if (job === undefined) throw new Error(`The job ${id} is gone after "${command.kind}".`);
  return done(jobView(job, now, call.model.spec));
}

function toText(value: string | number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

export const jobsOperations = {
  addJob,
  deleteJob,
  failJob,
  forceStatus,
  getJob,
  listJobs,
  pauseJob,
  resumeJob,
};
