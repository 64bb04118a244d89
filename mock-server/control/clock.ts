/** The control operations for the clock of a world. */
import { quoteValue } from '../../openapi/diagnostics/excerpt.ts';
import type { components } from '../../openapi/generated/control.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import {
  computeDuration,
  durationForms,
  maxDuration,
  formatDuration,
  endOfTime,
  type Instant,
  parseDuration,
  parseInstant,
  addDuration,
  formatRfc3339,
} from '../../time/time.ts';
import { listChanges, findNextChange, computeTimeOfStatus } from '../domain/changes.ts';
import { advanceClock, freezeClock, thawClock, getTime, replaceSpeed } from '../domain/clock.ts';
import { replaceClock, type World } from '../domain/world.ts';
import { findJob } from './job-in.ts';
import { type ControlHandler, type ControlOutcome, succeed, runInWorld, refuse } from './outcome.ts';
import { toChangeView, toClockView } from './views.ts';
import { checkStatus } from './words.ts';

// The body has already been validated.
type ClockChange = components['schemas']['ClockChange'];

/** More changes are not useful; the latest show the current state. */
const maxChanges = 100;

const getClock: ControlHandler = (call) =>
  runInWorld(call, (world) => succeed(toClockView(world, call.real)));

const setClock: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const { real, model } = call;
    const { lifeCycle } = model.spec;
    const change = call.body as ClockChange;
    const mistakes = findMistakes(change, world, lifeCycle);
    if (mistakes.length > 0) return refuse(400, mistakes.join(' '));
    const from = getTime(world.clock, real);
    const target = findTargetTime(change, world, from, lifeCycle);
    if (target !== undefined && typeof target !== 'number') return target;
    if (target !== undefined && target > endOfTime) return refuse(409, describeEndOfTime(world, from));
    let { clock } = world;
    if (change.frozen === true) clock = freezeClock(clock, real);
    if (change.frozen === false) clock = thawClock(clock, real);
    if (change.speed !== undefined) clock = replaceSpeed(clock, real, change.speed);
    if (target !== undefined) clock = advanceClock(clock, real, computeDuration(from, target));
    const changed = replaceClock(world, clock);
    call.worlds.change(world.name, () => changed);
    if (target === undefined) return succeed(toClockView(changed, real));
    const changes = listChanges(changed, from, target, lifeCycle).slice(-maxChanges);
    return succeed({
      ...toClockView(changed, real),
      changes: changes.map((one) => toChangeView(one, lifeCycle)),
    });
  });

const nextWord = 'next-change';

function describeEndOfTime({ name }: World, now: Instant): string {
  return `The time in world "${name}" is ${formatRfc3339(now, 3)}, and clocks end at ${formatRfc3339(endOfTime, 3)}. To go back, reset the world or restore a snapshot of it.`;
}

/** Changes that are impossible in every world and at any time. */
function findMistakes(
  { advance, until, at }: ClockChange,
  world: World,
  lifeCycle: LifeCycle,
): readonly string[] {
  const given = Object.entries({ advance, until, at }).flatMap(([name, value]) =>
    value === undefined ? [] : [`"${name}"`],
  );
  return [
    ...(given.length > 1 ? [`${given.join(' and ')} are given; give only one of them.`] : []),
    ...(advance === undefined || advance === nextWord || parseDuration(advance) !== undefined
      ? []
      : [
          `${describeValue('advance', advance)} a duration ${durationForms}, or ${nextWord}. A clock only goes forward, by ${formatDuration(maxDuration)} at most.`,
        ]),
    ...(at === undefined || parseInstant(at) !== undefined
      ? []
      : [`${describeValue('at', at)} a date and time such as 2026-05-06T14:23:11Z.`]),
    ...(until === undefined || findJob(world, until.job) !== undefined
      ? []
      : [
          `World "${world.name}" has no job ${quoteValue(until.job)}; its jobs are at /__mock__/api/worlds/${world.name}/jobs.`,
        ]),
    ...(until === undefined ? [] : checkStatus(until.status, lifeCycle)),
  ];
}

function describeValue(name: string, value: string): string {
  return `"${name}" is ${quoteValue(value)}; it must be`;
}

/** The target time; undefined if the clock is not moved, an error if the target is invalid. */
function findTargetTime(
  { advance, until, at }: ClockChange,
  world: World,
  now: Instant,
  lifeCycle: LifeCycle,
): Instant | ControlOutcome | undefined {
  if (advance === nextWord)
    return (
      findNextChange(world, now, lifeCycle)?.at ??
      refuse(
        409,
        `No job in world "${world.name}" will change automatically. Add a job, or resume, force or poll one that is waiting.`,
      )
    );
  const by = advance === undefined ? undefined : parseDuration(advance);
  if (by !== undefined) return addDuration(now, by);
  const instant = at === undefined ? undefined : parseInstant(at);
  if (instant !== undefined)
    return instant >= now
      ? instant
      : refuse(
          409,
          `${formatRfc3339(instant, 3)} is in the past: the time in world "${world.name}" is ${formatRfc3339(now, 3)}, and a clock only goes forward. To go back, reset the world with "at", or restore a snapshot of it.`,
        );
  const job = until === undefined ? undefined : findJob(world, until.job);
  if (until === undefined || job === undefined) return undefined;
  const when = computeTimeOfStatus(job, until.status, now, lifeCycle);
  if (when.kind === 'never') return refuse(409, when.reason);
  return when.kind === 'already' ? now : when.at;
}

export const clockOperations = { getClock, setClock };
