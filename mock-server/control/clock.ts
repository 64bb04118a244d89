/** The control operations for the clock of a world. */
import { quoteValue } from '../../openapi/diagnostics/excerpt.ts';
import type { components } from '../../openapi/generated/control.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { durationForms, formatDuration, maxDuration, parseDuration, parseInstant } from '../../time/time.ts';
import { parseUuid } from '../django/uuid.ts';
import { listChanges } from '../domain/changes.ts';
import type { ClockIntent } from '../domain/entry.ts';
import { createTerms } from '../domain/payments.ts';
import type { World } from '../domain/world.ts';
import { findJob } from './job-in.ts';
import { commit, type ControlHandler, runInWorld, showClock, succeed } from './outcome.ts';
import { toChangeView, toClockView } from './views.ts';
import { checkStatus, type Mistake, refuseMistakes } from './words.ts';

// The body has already been validated.
type ClockChange = components['schemas']['ClockChange'];

/** More changes are not useful; the latest show the current state. */
const maxChanges = 100;

const getClock: ControlHandler = (call) => runInWorld(call, showClock(call));

const setClock: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const { model } = call;
    const terms = createTerms(model.spec);
    const change = call.body as ClockChange;
    const mistakes = findMistakes(change, world, terms.lifeCycle);
    if (mistakes.length > 0)
      return refuseMistakes(
        mistakes,
        change.advance?.startsWith('-') === true ? { send: 'POST reset' } : undefined,
      );
    return commit(call, toIntent(change), (changed, { moved }) => {
      if (moved === undefined) return succeed(toClockView(changed, call.real));
      const changes = listChanges(changed, moved.from, moved.to, terms).slice(-maxChanges);
      return succeed({
        ...toClockView(changed, call.real),
        changes: changes.map((one) => toChangeView(one, terms.lifeCycle)),
      });
    });
  });

/** @param change without mistakes */
function toIntent({ frozen, speed, advance, until, at }: ClockChange): ClockIntent {
  const by = advance === nextWord ? nextWord : advance === undefined ? undefined : parseDuration(advance);
  const to = at === undefined ? undefined : parseInstant(at);
  return {
    kind: 'clock',
    ...(frozen === undefined ? {} : { frozen }),
    ...(speed === undefined ? {} : { speed }),
    ...(by === undefined ? {} : { advance: by }),
    ...(to === undefined ? {} : { at: to }),
    ...(until === undefined ? {} : { until: { job: parseUuid(until.job) ?? '', status: until.status } }),
  };
}

const nextWord = 'next-change';
const aMinute = { advance: '1m' };

/** Changes that are impossible in every world and at any time. */
function findMistakes(
  { advance, until, at }: ClockChange,
  world: World,
  lifeCycle: LifeCycle,
): readonly Mistake[] {
  const given = Object.entries({ advance, until, at }).flatMap(([name, value]) =>
    value === undefined ? [] : [`"${name}"`],
  );
  return [
    ...(given.length > 1
      ? [
          {
            reason: `${given.join(' and ')} are given; give only one of them.`,
            set: { until: undefined, at: undefined, ...(advance === undefined ? { at } : {}) },
          },
        ]
      : []),
    ...(advance === undefined || advance === nextWord || parseDuration(advance) !== undefined
      ? []
      : [
          {
            reason: `${describeValue('advance', advance)} a duration ${durationForms}, or ${nextWord}. A clock only goes forward, by ${formatDuration(maxDuration)} at most.`,
            set: aMinute,
          },
        ]),
    ...(at === undefined || parseInstant(at) !== undefined
      ? []
      : [
          {
            reason: `${describeValue('at', at)} a date and time such as 2026-05-06T14:23:11Z.`,
            set: { at: undefined, ...aMinute },
          },
        ]),
    ...(until === undefined || findJob(world, until.job) !== undefined
      ? []
      : [
          {
            reason: `World "${world.name}" has no job ${quoteValue(until.job)}; its jobs are at /__mock__/api/worlds/${world.name}/jobs.`,
            set: { until: undefined, ...aMinute },
          },
        ]),
    ...(until === undefined
      ? []
      : checkStatus(until.status, lifeCycle).map(({ reason, set }) => ({
          reason,
          set: { until: { ...until, ...set } },
        }))),
  ];
}

function describeValue(name: string, value: string): string {
  return `"${name}" is ${quoteValue(value)}; it must be`;
}

export const clockOperations = { getClock, setClock };
