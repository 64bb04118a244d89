// What happens to apps by chance, and how it becomes simpler.
import { sample } from 'fast-check';

import { listMoments } from './app-plan.ts';
import { createAppPlanArbitrary, listSimplerAppPlans } from './draw-events.ts';
import { firstPlans } from './first-plans.ts';

const plans = sample(createAppPlanArbitrary(), { seed: 42, numRuns: 500 });

test.each(['offline', 'hidden', 'reload', 'second-tab', 'cached', 'leave'])(
  'there are lives with %s',
  (kind) => {
    expect(plans.filter(({ events }) => events.some((event) => event.kind === kind)).length).toBeGreaterThan(
      20,
    );
    expect(firstPlans.some(({ events }) => events.some((event) => event.kind === kind))).toBe(true);
  },
);

test('each life has one job, which the page follows to its end', () => {
  for (const plan of [...plans, ...firstPlans]) {
    expect(plan.jobs).toHaveLength(1);
    expect(plan).not.toHaveProperty('unmountAt');
    expect(plan).not.toHaveProperty('switchAt');
  }
});

test('an event begins after the one before has ended, and there is at most one second tab', () => {
  for (const { events } of plans) {
    const ends = events.map((event) => event.at + ('length' in event ? event.length : 0));
    for (const [index, event] of events.entries()) expect(event.at).toBeGreaterThan(ends[index - 1] ?? -1);
    expect(events.filter(({ kind }) => kind === 'second-tab').length).toBeLessThan(2);
  }
});

test('simpler plans come to an end, and keep the order of the events', () => {
  for (const drawn of plans.slice(0, 40)) {
    let plan = drawn;
    for (let steps = 0; ; steps += 1) {
      expect(steps).toBeLessThan(300);
      const { value, done } = listSimplerAppPlans(plan).next();
      if (done === true) break;
      plan = value;
    }
    expect(plan.events).toEqual([]);
  }
});

test('the moments of a plan are in the order of time', () => {
  const [calm] = firstPlans;
  if (calm === undefined) throw new Error('There is no first plan.');
  const moments = listMoments({
    ...calm,
    sleeps: [{ at: 5, length: 10 }],
    events: [
      { kind: 'offline', at: 1, length: 3 },
      { kind: 'reload', at: 20 },
    ],
  });
  expect(moments).toEqual([
    { at: 1, moment: 'offline' },
    { at: 4, moment: 'online' },
    { at: 5, moment: 'sleep' },
    { at: 15, moment: 'wake' },
    { at: 20, moment: 'reload' },
  ]);
});
