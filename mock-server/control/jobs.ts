/** The control operations for the jobs of a world: reading them, and changing them as clients cannot. */
import type { components } from '../../openapi/generated/control.ts';
import type { Instant } from '../../time/time.ts';
import { getTime } from '../domain/clock.ts';
import type { Job } from '../domain/job.ts';
import {
  toFailAction,
  toForceAction,
  type JobAction,
  toPauseAction,
  toResumeAction,
} from '../domain/actions.ts';
import { checkLimits } from '../domain/limits.ts';
import { computeBalance, computeRestCost, createTerms } from '../domain/wallet.ts';
import { type WorldCommand, getJobs, applyCommand, type World } from '../domain/world.ts';
import { addJob } from './add-job.ts';
import { findJob, runWithJob } from './job-in.ts';
import {
  type ControlOperationCall,
  type ControlHandler,
  succeed,
  runInWorld,
  noContent,
  refuse,
} from './outcome.ts';
import { toJobDetailView, toControlJobView } from './views.ts';
import { checkName, checkStatus, checkUser, toText } from './words.ts';

// The bodies have already been validated.
type ForcedStatusBody = Pick<components['schemas']['ForcedStatus'], 'internal_status'> &
  Partial<components['schemas']['ForcedStatus']>;
type Failure = components['schemas']['Failure'];

const listJobs: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const { spec } = call.model;
    const { user, status } = call.query;
    const mistakes = [...checkUser(toText(user), world), ...checkStatus(toText(status), spec.lifeCycle)];
    if (mistakes.length > 0) return refuse(400, mistakes.join(' '));
    const now = getTime(world.clock, call.real);
    return succeed(
      getJobs(world)
        .filter(({ owner }) => user === undefined || owner === user)
        .map((job) => toControlJobView(job, now, spec))
        .filter(
          (view) => status === undefined || view.internal_status === status || view.api_status === status,
        ),
    );
  });

const getJob: ControlHandler = (call) =>
  runWithJob(call, (world, job) =>
    succeed(toJobDetailView(job, getTime(world.clock, call.real), call.model.spec)),
  );

const deleteJob: ControlHandler = (call) =>
  runWithJob(call, (world, { id }) => {
    const command = { kind: 'delete', job: id, at: getTime(world.clock, call.real) } as const;
    call.worlds.change(world.name, (one) => applyCommand(one, command));
    return noContent;
  });

const forceStatus: ControlHandler = (call) => {
  const { internal_status: status, stays = false, anyway = false } = call.body as ForcedStatusBody;
  const { lifeCycle } = call.model.spec;
  const mistakes = checkInternalStatus(status, lifeCycle);
  // Which world and job it would be does not matter then.
  if (mistakes.length > 0) return refuse(400, mistakes.join(' '));
  return applyAction(call, (_, job, now) => toForceAction(job, status, { anyway, stays }, now, lifeCycle));
};

function checkInternalStatus(
  status: string,
  lifeCycle: ControlOperationCall['model']['spec']['lifeCycle'],
): readonly string[] {
  const { internalStatuses, apiStatuses, getApiStatus } = lifeCycle;
  if (!apiStatuses.includes(status) || internalStatuses.includes(status))
    return checkName(status, internalStatuses, (given) => `There is no internal status ${given}`);
  const behind = internalStatuses.filter((one) => getApiStatus(one) === status);
  return [
    `"${status}" is an API status; choose one of its internal statuses: ${behind.map((one) => `"${one}"`).join(' or ')}.`,
  ];
}

const failJob: ControlHandler = (call) => {
  const { reason } = call.body as Failure;
  return applyAction(call, (_, job, now) => toFailAction(job, reason, now, call.model.spec.lifeCycle));
};

const pauseJob: ControlHandler = (call) =>
  applyAction(call, (_, job, now) => toPauseAction(job, now, call.model.spec.lifeCycle));

const resumeJob: ControlHandler = (call) =>
  applyAction(call, (world, job, now) => {
    const action = toResumeAction(job, now, call.model.spec.lifeCycle);
    const reason = action.kind === 'refused' ? undefined : findMissingCredits(call, world, job, now);
    return reason === undefined ? action : { kind: 'refused', reason };
  });

/** Why the owner cannot resume the job himself; undefined when he can. */
function findMissingCredits(
  { model }: ControlOperationCall,
  world: World,
  job: Job,
  now: Instant,
): string | undefined {
  const terms = createTerms(model.spec);
  const owner = world.fixture.users.find(({ name }) => name === job.owner);
  const balance = owner === undefined ? undefined : computeBalance(world, owner, now, terms);
  const required = computeRestCost(job, now, terms);
  if (balance === undefined || balance >= required) return undefined;
  return `The rest of job ${job.id} needs ${required} credits, but "${job.owner}" has ${balance}. To continue without them, force the job into a status.`;
}

/** Applies an action to the job in the path and returns its new state; 409 if the action is not possible. */
function applyAction(
  call: ControlOperationCall,
  action: (world: World, job: Job, now: Instant) => JobAction,
) {
  return runWithJob(call, (world, job) => {
    const now = getTime(world.clock, call.real);
    const full = checkLimits(world);
    if (full !== undefined) return refuse(409, full);
    const given = action(world, job, now);
    if (given.kind === 'refused') return refuse(409, given.reason);
    return applyAndShow(call, world, given.command, job.id, now);
  });
}

function applyAndShow(
  call: ControlOperationCall,
  world: World,
  command: WorldCommand,
  id: string,
  now: Instant,
) {
  const changed = applyCommand(world, command);
  call.worlds.change(world.name, () => changed);
  const job = findJob(changed, id);
  if (job === undefined) throw new Error(`Job ${id} disappeared after "${command.kind}".`);
  return succeed(toControlJobView(job, now, call.model.spec));
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
