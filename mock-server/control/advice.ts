/** The control operations for the coach's advice. */
import { getTime } from '../domain/clock.ts';
import { andThen } from '../portions/portions.ts';
import { type ControlHandler, type ControlOutcome, succeed, runInWorld, noContent } from './outcome.ts';
import { checkUser, refuseMistakes, toText } from './words.ts';

const getAdvice: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const { real, query } = call;
    // Advice for an unknown user would never appear.
    const asked = toText(query['user']);
    const mistakes = checkUser(asked, world);
    if (mistakes.length > 0) return refuseMistakes(mistakes);
    return andThen(call.advice.list(world.name, getTime(world.clock, real)), ({ advice, missing }) => {
      const all = advice.filter(({ user }) => asked === undefined || user === asked);
      const failOn = query['fail-on'];
      const fails = all.some(({ level }) => failOn === 'notice' || level === failOn);
      return succeed(all, fails ? 409 : 200, missing);
    });
  });

const clearAdvice: ControlHandler = (call) =>
  runInWorld(call, ({ name }) =>
    andThen(call.advice.clear(name), (missing): ControlOutcome => ({ ...noContent, missing })),
  );

export const adviceOperations = { clearAdvice, getAdvice };
