/** The control operations about what the coach says. */
import { getTime } from '../simulation/clock.ts';
import { type ControlHandler, done, inWorld, nothing, refused } from './outcome.ts';
import { unknownUser } from './words.ts';

const getAdvice: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const { coaches, real, query } = call;
    // Of a user that there is not nobody would ever hear.
    const asked = query['user'] === undefined ? undefined : String(query['user']);
    const mistakes = unknownUser(asked, world);
    if (mistakes.length > 0) return refused(400, mistakes.join(' '));
    const all = coaches
      .advice(world.name, { real: call.steady(), world: getTime(world.clock, real) })
      .filter(({ user }) => asked === undefined || user === asked);
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
