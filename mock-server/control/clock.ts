/** The control operations about the clock of a world. */
import { excerpt } from '../../openapi/conformance.ts';
import type { components } from '../../openapi/generated/control.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import {
  between,
  durationForms,
  maxDuration,
  spellDuration,
  endOfTime,
  type Instant,
  parseDuration,
  parseInstant,
  plus,
  spellInstant,
} from '../../time/time.ts';
import { changesBetween, nextChange, timeWhen } from '../simulation/changes.ts';
import { advanced, frozen, thawed, getTime, withSpeed } from '../simulation/clock.ts';
import { withClock, type World } from '../simulation/world.ts';
import { jobIn } from './job-in.ts';
import { type ControlHandler, type ControlOutcome, done, inWorld, refused } from './outcome.ts';
import { changeView, clockView } from './views.ts';
import { unknownStatus } from './words.ts';

// The body was held against its schema before it comes here.
type ClockChange = components['schemas']['ClockChange'];

/** More changes than these nobody reads; the latest tell how the world is now. */
const maxChanges = 100;

const getClock: ControlHandler = (call) => inWorld(call, (world) => done(clockView(world, call.real)));

const setClock: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const { real, model } = call;
    const { lifeCycle } = model.spec;
    const change = call.body as ClockChange;
    const mistakes = findMistakes(change, world, lifeCycle);
    if (mistakes.length > 0) return refused(400, mistakes.join(' '));
    const from = getTime(world.clock, real);
    const target = findTargetTime(change, world, from, lifeCycle);
    if (target !== undefined && typeof target !== 'number') return target;
    if (target !== undefined && target > endOfTime) return refused(409, beyondTheEnd(world, from));
    let { clock } = world;
    if (change.frozen === true) clock = frozen(clock, real);
    if (change.frozen === false) clock = thawed(clock, real);
    if (change.speed !== undefined) clock = withSpeed(clock, real, change.speed);
    if (target !== undefined) clock = advanced(clock, real, between(from, target));
    const changed = withClock(world, clock);
    call.worlds.change(world.name, () => changed);
    if (target === undefined) return done(clockView(changed, real));
    const changes = changesBetween(changed, from, target, lifeCycle).slice(-maxChanges);
    return done({ ...clockView(changed, real), changes: changes.map((one) => changeView(one, lifeCycle)) });
  });

const nextWord = 'next-change';

function beyondTheEnd({ name }: World, now: Instant): string {
  return `It is ${spellInstant(now, 3)} in the world "${name}", and clocks end at ${spellInstant(endOfTime, 3)}. To go back, reset the world, or restore a snapshot of it.`;
}

/** What can be done in no world and at no time. */
function findMistakes(
  { advance, until, at }: ClockChange,
  world: World,
  lifeCycle: LifeCycle,
): readonly string[] {
  const given = Object.entries({ advance, until, at }).flatMap(([name, value]) =>
    value === undefined ? [] : [`"${name}"`],
  );
  return [
    ...(given.length > 1 ? [`${given.join(' and ')} are given; a clock goes to one time only.`] : []),
    ...(advance === undefined || advance === nextWord || parseDuration(advance) !== undefined
      ? []
      : [
          `${told('advance', advance)} a duration ${durationForms}, or ${nextWord}; a clock only goes forward, by ${spellDuration(maxDuration)} at most.`,
        ]),
    ...(at === undefined || parseInstant(at) !== undefined
      ? []
      : [`${told('at', at)} an instant such as 2026-05-06T14:23:11Z.`]),
    ...(until === undefined || jobIn(world, until.job) !== undefined
      ? []
      : [
          `There is no job ${excerpt(JSON.stringify(until.job))} in the world "${world.name}"; its jobs are at /__mock__/api/worlds/${world.name}/jobs.`,
        ]),
    ...(until === undefined ? [] : unknownStatus(until.status, lifeCycle)),
  ];
}

function told(name: string, value: string): string {
  return `"${name}" is ${excerpt(JSON.stringify(value))}; it must be`;
}

/** The time to go to; undefined when the clock is not to be moved, a refusal when there is no such time. */
function findTargetTime(
  { advance, until, at }: ClockChange,
  world: World,
  now: Instant,
  lifeCycle: LifeCycle,
): Instant | ControlOutcome | undefined {
  if (advance === nextWord)
    return (
      nextChange(world, now, lifeCycle)?.at ??
      refused(
        409,
        `No job of the world "${world.name}" moves by itself any more. Add one, or resume, force or poll one that waits.`,
      )
    );
  const by = advance === undefined ? undefined : parseDuration(advance);
  if (by !== undefined) return plus(now, by);
  const instant = at === undefined ? undefined : parseInstant(at);
  if (instant !== undefined)
    return instant >= now
      ? instant
      : refused(
          409,
          `${spellInstant(instant, 3)} has passed: it is ${spellInstant(now, 3)} in the world "${world.name}", and a clock only goes forward. To go back, reset the world with "at", or restore a snapshot of it.`,
        );
  const job = until === undefined ? undefined : jobIn(world, until.job);
  if (until === undefined || job === undefined) return undefined;
  const when = timeWhen(job, until.status, now, lifeCycle);
  if (when.kind === 'never') return refused(409, when.because);
  return when.kind === 'already' ? now : when.at;
}

export const clockOperations = { getClock, setClock };
