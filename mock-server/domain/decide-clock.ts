/** Decides where a clock goes: frozen or not, at another speed, or forward to a time. */
import {
  addDuration,
  computeDuration,
  duration,
  endOfTime,
  formatRfc3339,
  type Instant,
} from '../../time/time.ts';
import { computeTimeOfStatus, findNextChange } from './changes.ts';
import { advanceClock, freezeClock, getTime, replaceSpeed, thawClock } from './clock.ts';
import { type Decision, type Refusal, refuseIntent } from './decision.ts';
import type { ClockIntent } from './entry.ts';
import type { Terms } from './payments.ts';
import { findJob, type World } from './world.ts';

/** @param real the real time of the intent */
export function decideClock(world: World, intent: ClockIntent, real: Instant, terms: Terms): Decision {
  const { frozen, speed } = intent;
  const from = getTime(world.clock, real);
  const to = findTargetTime(world, intent, from, terms);
  if (to !== undefined && typeof to !== 'number') return to;
  if (to !== undefined && to > endOfTime) return refuseEndOfTime(world, from);
  let { clock } = world;
  if (frozen === true) clock = freezeClock(clock, real);
  if (frozen === false) clock = thawClock(clock, real);
  if (speed !== undefined) clock = replaceSpeed(clock, real, speed);
  if (to === undefined) return { kind: 'accepted', change: { clock } };
  clock = advanceClock(clock, real, computeDuration(from, to));
  return { kind: 'accepted', change: { clock }, moved: { from, to } };
}

/** The time to go to; undefined if the clock is not moved. */
function findTargetTime(
  world: World,
  { advance, until, at }: ClockIntent,
  now: Instant,
  terms: Terms,
): Instant | Refusal | undefined {
  if (advance === 'next-change')
    return (
      findNextChange(world, now, terms)?.at ??
      refuseTarget(
        `No job in world "${world.name}" will change automatically. Add a job, or resume, force or poll one that is waiting.`,
      )
    );
  if (advance !== undefined) return addDuration(now, duration(advance));
  if (at !== undefined) return at >= now ? at : refusePast(world, at, now);
  if (until === undefined) return undefined;
  const job = findJob(world, until.job);
  if (job === undefined)
    return refuseIntent('no-such-job', `World "${world.name}" has no job ${until.job} any more.`);
  const when = computeTimeOfStatus(job, until.status, now, terms.lifeCycle);
  if (when.kind === 'never') return refuseTarget(when.reason);
  return when.kind === 'already' ? now : when.at;
}

const refuseTarget = (reason: string): Refusal => refuseIntent('not-reachable', reason);

function refusePast({ name }: World, at: Instant, now: Instant): Refusal {
  return refuseTarget(
    `${formatRfc3339(at, 3)} is in the past: the time in world "${name}" is ${formatRfc3339(now, 3)}, and a clock only goes forward. To go back, reset the world with "at", or restore a snapshot of it.`,
  );
}

function refuseEndOfTime({ name }: World, now: Instant): Refusal {
  return refuseTarget(
    `The time in world "${name}" is ${formatRfc3339(now, 3)}, and clocks end at ${formatRfc3339(endOfTime, 3)}. To go back, reset the world or restore a snapshot of it.`,
  );
}
