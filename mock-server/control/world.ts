/** The control operations for one world: overview, users, reset and deletion. */
import type { components } from '../../openapi/generated/control.ts';
import { parseInstant } from '../../time/time.ts';
import type { AdviceLevel } from '../coach/rule.ts';
import { getTime } from '../domain/clock.ts';
import { computeJobState } from '../domain/job.ts';
import { createTerms } from '../domain/payments.ts';
import { computeBalance } from '../domain/wallet.ts';
import { getJobs, listJobsOfUser } from '../domain/world.ts';
import { firstWorld, isWorldName } from '../domain/world-names.ts';
import { showWorlds } from './remedy.ts';
import { toClockView, toControlJobView } from './views.ts';
import {
  commit,
  type ControlHandler,
  showClock,
  succeed,
  runInWorld,
  refuseName,
  noContent,
  refuse,
} from './outcome.ts';

// The body has already been validated.
type Reset = components['schemas']['Reset'];

const listUsers: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const now = getTime(world.clock, call.real);
    const { spec } = call.model;
    return succeed(
      world.fixture.users.map(({ name, token, expired, active, quota, ...user }) => ({
        name,
        token: world.name === firstWorld ? token : `${token}~${world.name}`,
        expired,
        inactive: !active,
        balance: computeBalance(world, { name, ...user }, now, createTerms(spec)),
        quota,
        jobs: listJobsOfUser(world, name).map((job) => toControlJobView(job, now, spec)),
      })),
    );
  });

const getWorld: ControlHandler = (call) =>
  runInWorld(call, async (world) => {
    const { name } = world;
    const now = getTime(world.clock, call.real);
    const { advice, missing } = await call.advice.list(name, now);
    const count = (level: AdviceLevel) => advice.filter((one) => one.level === level).length;
    const { lifeCycle } = call.model.spec;
    const jobs = getJobs(world).map((job) => computeJobState(job, now, lifeCycle).apiStatus);
    const counted = lifeCycle.apiStatuses
      .map((status) => [status, jobs.filter((one) => one === status).length] as const)
      .filter(([, jobsIn]) => jobsIn > 0);
    const shown = {
      name,
      clock: toClockView(world, call.real),
      users: world.fixture.users.length,
      jobs: Object.fromEntries(counted),
      faults: world.faults.length,
      requests: await call.requests.latest(name),
      snapshots: world.snapshots.map((snapshot) => snapshot.name),
      advice: { warning: count('warning'), notice: count('notice') },
    };
    return succeed(shown, 200, missing);
  });

const resetWorld: ControlHandler = (call) =>
  runInWorld(call, () => {
    const { at } = call.body as Reset;
    const start = at === undefined ? undefined : parseInstant(at);
    if (at !== undefined && start === undefined)
      return refuse(
        400,
        `"at" is ${JSON.stringify(at)}; it must be a date and time such as 2026-05-06T14:23:11Z.`,
        { set: { at: undefined } },
      );
    return commit(call, call.worlds.createReset(call.real, start), showClock(call));
  });

const dropWorld: ControlHandler = async ({ worlds, requests, world }) => {
  if (!isWorldName(world)) return refuseName(world, showWorlds);
  const missing = await requests.clear(world);
  await worlds.drop(world);
  return { ...noContent, missing };
};

export const worldOperations = { dropWorld, getWorld, listUsers, resetWorld };
