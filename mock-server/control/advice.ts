/** The control operations for the coach's advice. */
import { getTime } from '../domain/clock.ts';
import { type ControlHandler, succeed, runInWorld, noContent, refuse } from './outcome.ts';
import { checkUser, toText } from './words.ts';

const getAdvice: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const { coaches, real, query } = call;
    // Advice for an unknown user would never appear.
    const asked = toText(query['user']);
    const mistakes = checkUser(asked, world);
    if (mistakes.length > 0) return refuse(400, mistakes.join(' '));
    const all = coaches
      .listAdvice(world.name, { real: call.steady(), world: getTime(world.clock, real) })
      .filter(({ user }) => asked === undefined || user === asked);
    const failOn = query['fail-on'];
    const fails = all.some(({ level }) => failOn === 'notice' || level === failOn);
    return succeed(all, fails ? 409 : 200);
  });

const clearAdvice: ControlHandler = (call) =>
  runInWorld(call, ({ name }) => {
    call.coaches.clear(name);
    return noContent;
  });

export const adviceOperations = { clearAdvice, getAdvice };
