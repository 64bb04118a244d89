/** Draws what users and browsers do with an app, and simpler plans of it. */
import { Arbitrary, type Random, Stream, Value } from 'fast-check';

import { type Chance, happens, pick, pickWeighted } from '../chance/chance.ts';
import { createPlanArbitrary } from '../chance/plan-arbitrary.ts';
import { listLengths, listSimplerLengths } from '../chance/round-numbers.ts';
import { computeLongest, scenarioNames } from '../chance/scenarios.ts';
import type { LifePlan } from '../life/plan.ts';
import type { AppEvent, AppEventKind, AppPlan } from './app-plan.ts';

/** A job that takes longer costs much real time. */
const maxJob = 10 * 60_000;
const scenarios = scenarioNames.filter((name) => computeLongest(name, 1) <= maxJob);

const kinds: readonly (readonly [weight: number, kind: AppEventKind])[] = [
  [3, 'offline'],
  [3, 'hidden'],
  [3, 'reload'],
  [2, 'second-tab'],
  [2, 'cached'],
  [1, 'leave'],
];

const counts = [0, 1, 1, 1, 1, 2, 2, 3];
const gaps = listLengths('1s', '1m');
const lengths = listLengths('1s', '10m');

export function createAppPlanArbitrary(): Arbitrary<AppPlan> {
  return new AppPlanArbitrary();
}

const bases = createPlanArbitrary({ scenarios });

class AppPlanArbitrary extends Arbitrary<AppPlan> {
  override generate(random: Random, bias: number | undefined): Value<AppPlan> {
    const chance = { drawInteger: (min: number, max: number) => random.nextInt(min, max) };
    const base = toAppBase(bases.generate(random, bias).value);
    return new Value({ ...base, events: drawEvents(chance) }, undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is AppPlan {
    return true;
  }

  override shrink(plan: AppPlan): Stream<Value<AppPlan>> {
    return new Stream(toValues(listSimplerAppPlans(plan)));
  }
}

/** All plans that are a step simpler, those first from which most would be gained. */
export function* listSimplerAppPlans(plan: AppPlan): Generator<AppPlan, undefined> {
  const { events, ...base } = plan;
  yield* withFewerEvents(plan);
  for (const { value } of bases.shrink(base, undefined)) yield { ...toAppBase(value), events };
  yield* withSimplerEvents(plan);
}

function* toValues(plans: Iterable<AppPlan>): Generator<Value<AppPlan>> {
  for (const plan of plans) yield new Value(plan, undefined);
}

/** One job, which the page follows until its tab is closed. */
function toAppBase({ unmountAt: _left, switchAt: _turned, jobs, ...plan }: LifePlan): LifePlan {
  return { ...plan, jobs: jobs.slice(0, 1) };
}

function drawEvents(chance: Chance): readonly AppEvent[] {
  const events: AppEvent[] = [];
  let at = 0;
  for (let left = pick(chance, counts); left > 0; left -= 1) {
    at += pick(chance, gaps) + 100 * chance.drawInteger(0, 50);
    const kind = pickWeighted(chance, kinds);
    if (kind === 'second-tab' && events.some((event) => event.kind === kind)) continue;
    const length = pick(chance, lengths.slice(0, happens(chance, 70) ? 6 : undefined));
    if (kind === 'reload' || kind === 'second-tab') events.push({ kind, at });
    else {
      events.push({ kind, at, length });
      at += length;
    }
  }
  return events;
}

function* withFewerEvents(plan: AppPlan): Generator<AppPlan> {
  const { events } = plan;
  if (events.length > 0) yield { ...plan, events: [] };
  if (events.length < 2) return;
  for (const index of events.keys()) yield { ...plan, events: events.slice(index, index + 1) };
  if (events.length < 3) return;
  for (const index of events.keys()) yield { ...plan, events: events.toSpliced(index, 1) };
}

/** Earlier and shorter ones; the events stay in their order. */
function* withSimplerEvents(plan: AppPlan): Generator<AppPlan> {
  const { events } = plan;
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    const min = before === undefined ? 0 : before.at + ('length' in before ? before.length : 0) + 1000;
    for (const at of listSimplerLengths(event.at, min))
      if (at < event.at) yield { ...plan, events: events.with(index, { ...event, at }) };
    if (!('length' in event)) continue;
    for (const length of listSimplerLengths(event.length, 1000))
      if (length < event.length) yield { ...plan, events: events.with(index, { ...event, length }) };
  }
}
