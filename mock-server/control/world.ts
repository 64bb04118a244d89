/** The control operations about one world: what is in it, its users, starting it afresh, forgetting it. */
import { timeOf } from '../simulation/clock.ts';
import { balanceAt, termsOf } from '../simulation/wallet.ts';
import { jobsOfUser } from '../simulation/world.ts';
import { firstWorld } from '../simulation/worlds.ts';
import { clockView, jobView } from './views.ts';
import { type ControlHandler, done, inWorld, nothing } from './outcome.ts';
import { notYet } from './not-yet.ts';

const listUsers: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const now = timeOf(world.clock, call.real);
    const { spec } = call.model;
    return done(
      world.fixture.users.map(({ name, token, expired, active, quota, ...user }) => ({
        name,
        token: world.name === firstWorld ? token : `${token}~${world.name}`,
        expired,
        inactive: !active,
        balance: balanceAt(world, { name, ...user }, now, termsOf(spec)),
        quota,
        jobs: jobsOfUser(world, name).map((job) => jobView(job, now, spec)),
      })),
    );
  });

const resetWorld: ControlHandler = (call) =>
  inWorld(call, ({ name }) => done(clockView(call.worlds.reset(name, call.real), call.real)));

const dropWorld: ControlHandler = (call) =>
  inWorld(call, ({ name }) => {
    call.worlds.drop(name);
    return nothing;
  });

export const worldOperations = { dropWorld, getWorld: notYet, listUsers, resetWorld };
