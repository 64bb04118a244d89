/** The control operations about the clock of a world. */
import type { components } from '../../openapi/generated/control.ts';
import { durationForms, parseDuration } from '../../time/time.ts';
import { advanced, frozen, thawed, withSpeed } from '../simulation/clock.ts';
import { withClock } from '../simulation/world.ts';
import { type ControlHandler, done, inWorld, refused } from './outcome.ts';
import { clockView } from './views.ts';

// The body was held against its schema before it comes here.
type ClockChange = components['schemas']['ClockChange'];

const getClock: ControlHandler = (call) => inWorld(call, (world) => done(clockView(world, call.real)));

const setClock: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const { real } = call;
    const { advance, frozen: stands, speed } = call.body as ClockChange;
    const by = advance === undefined ? undefined : parseDuration(advance);
    if (advance !== undefined && by === undefined) {
      const says = `it must be a duration ${durationForms}; a clock only goes forward.`;
      return refused(400, `"advance" is ${JSON.stringify(advance)}; ${says}`);
    }
    let { clock } = world;
    if (stands === true) clock = frozen(clock, real);
    if (stands === false) clock = thawed(clock, real);
    if (speed !== undefined) clock = withSpeed(clock, real, speed);
    if (by !== undefined) clock = advanced(clock, real, by);
    call.worlds.change(world.name, (one) => withClock(one, clock));
    return done(clockView(withClock(world, clock), real));
  });

export const clockOperations = { getClock, setClock };
