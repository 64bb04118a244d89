/** The control operations about what the coach says. */
import { timeOf } from '../simulation/clock.ts';
import { type ControlHandler, done, inWorld, nothing } from './outcome.ts';

const getAdvice: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const { coaches, real, query } = call;
    const all = coaches
      .advice(world.name, { real, world: timeOf(world.clock, real) })
      .filter(({ user }) => query['user'] === undefined || user === query['user']);
    const failOn = query['fail-on'];
    const fails = all.some(({ level }) => failOn === 'notice' || level === failOn);
    return done(all, fails ? 409 : 200);
  });

const clearAdvice: ControlHandler = (call) =>
  inWorld(call, ({ name }) => {
    call.coaches.clear(name);
    return nothing;
  });

export const adviceOperations = { clearAdvice, getAdvice };
