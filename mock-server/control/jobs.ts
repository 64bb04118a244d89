/** The control operations for the jobs of a world: reading them, and changing them as clients cannot. */
import type { components } from '../../openapi/generated/control.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { Instant } from '../../time/time.ts';
import { getTime } from '../domain/clock.ts';
import type { Intent } from '../domain/entry.ts';
import { computeJobState, type Job } from '../domain/job.ts';
import { getJobs, type World } from '../domain/world.ts';
import { parseUuid } from '../django/uuid.ts';
import { addJob } from './add-job.ts';
import { findJob, runWithJob } from './job-in.ts';
import {
  commit,
  type ControlOperationCall,
  type ControlHandler,
  type ControlOutcome,
  succeed,
  runInWorld,
  noContent,
} from './outcome.ts';
import { toJobDetailView, toControlJobView } from './views.ts';
import { checkName, checkStatus, checkUser, type Mistake, refuseMistakes, toText } from './words.ts';

// The bodies have already been validated.
type ForcedStatusBody = Pick<components['schemas']['ForcedStatus'], 'internal_status'> &
  Partial<components['schemas']['ForcedStatus']>;
type Failure = components['schemas']['Failure'];

const listJobs: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const { spec } = call.model;
    const { user, status, limit, life } = call.query;
    const mistakes = [...checkUser(toText(user), world), ...checkStatus(toText(status), spec.lifeCycle)];
    if (mistakes.length > 0) return refuseMistakes(mistakes);
    const now = getTime(world.clock, call.real);
    const toView = life === true ? toJobDetailView : toControlJobView;
    return succeed(
      getJobs(world)
        .filter(({ owner }) => user === undefined || owner === user)
        .filter((job) => status === undefined || isInStatus(job, String(status), now, spec))
        .slice(0, limit === undefined ? undefined : Number(limit))
        .map((job) => toView(job, now, spec)),
    );
  });

function isInStatus(job: Job, status: string, now: Instant, { lifeCycle }: Spec): boolean {
  const { internalStatus, apiStatus } = computeJobState(job, now, lifeCycle);
  return status === internalStatus || status === apiStatus;
}

const getJob: ControlHandler = (call) =>
  runWithJob(call, (world, job) =>
    succeed(toJobDetailView(job, getTime(world.clock, call.real), call.model.spec)),
  );

const deleteJob: ControlHandler = (call) =>
  runWithJob(call, (_, { id }) => commit(call, { kind: 'delete', job: id }, () => noContent));

const undeleteJob: ControlHandler = (call) =>
  runInWorld(call, () => {
    const { job: given = '' } = call.path;
    const id = parseUuid(given) ?? given;
    return commit(call, { kind: 'undelete', job: id }, (changed) => showJob(call, changed, id));
  });

const forceStatus: ControlHandler = (call) => {
  const { internal_status: status, stays = false, anyway = false } = call.body as ForcedStatusBody;
  const { lifeCycle } = call.model.spec;
  const mistakes = checkInternalStatus(status, lifeCycle);
  // Which world and job it would be does not matter then.
  if (mistakes.length > 0) return refuseMistakes(mistakes);
  return commitAndShow(call, (job) => ({ kind: 'force', job, status, stays, anyway }));
};

function checkInternalStatus(
  status: string,
  lifeCycle: ControlOperationCall['model']['spec']['lifeCycle'],
): readonly Mistake[] {
  const { internalStatuses, apiStatuses, getApiStatus } = lifeCycle;
  if (!apiStatuses.includes(status) || internalStatuses.includes(status))
    return checkName(
      status,
      internalStatuses,
      'internal_status',
      (given) => `There is no internal status ${given}`,
    );
  const behind = internalStatuses.filter((one) => getApiStatus(one) === status);
  return [
    {
      reason: `"${status}" is an API status; choose one of its internal statuses: ${behind.map((one) => `"${one}"`).join(' or ')}.`,
      set: { internal_status: behind[0] },
    },
  ];
}

const failJob: ControlHandler = (call) => {
  const { reason } = call.body as Failure;
  return commitAndShow(call, (job) => ({ kind: 'fail', job, ...(reason === undefined ? {} : { reason }) }));
};

const pauseJob: ControlHandler = (call) => commitAndShow(call, (job) => ({ kind: 'pause', job }));

const resumeJob: ControlHandler = (call) => commitAndShow(call, (job) => ({ kind: 'resume', job }));

/** Commits an intent for the job in the path, and shows its new state. */
function commitAndShow(call: ControlOperationCall, createIntent: (job: string) => Intent) {
  return runWithJob(call, (_, { id }) =>
    commit(call, createIntent(id), (changed) => showJob(call, changed, id)),
  );
}

function showJob(call: ControlOperationCall, world: World, id: string): ControlOutcome {
  const job = findJob(world, id);
  if (job === undefined) throw new Error(`Job ${id} disappeared.`);
  return succeed(toControlJobView(job, getTime(world.clock, call.real), call.model.spec));
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
  undeleteJob,
};
