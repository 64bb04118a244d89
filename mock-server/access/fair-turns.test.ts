// Turns and working time that no team can take from the others.
import { instant } from '../../time/time.ts';
import { createActivity } from './activity.ts';
import { createWorkMeter } from './work-meter.ts';
import { createFairTurns } from './fair-turns.ts';

const at = (seconds: number) => instant(1_800_000_000_000 + seconds * 1000);

/** Turns that end when the test wants it. */
function createManualTurns() {
  let end: (() => void) | undefined;
  let isTired = false;
  const takeTurn = createFairTurns({
    endTurn: () =>
      new Promise((resolve) => {
        end = resolve;
      }),
    mustRest: () => isTired,
  });
  const done: number[] = [];
  return {
    done,
    tire: (now: boolean) => {
      isTired = now;
    },
    ask: (number: number) => takeTurn(() => void done.push(number)),
    endTurn: async () => {
      end?.();
      await new Promise(setImmediate);
    },
  };
}

describe('turns', () => {
  test('a few requests are run at once, the others in later turns and in their order', async () => {
    const { ask, done, endTurn } = createManualTurns();
    for (let number = 1; number <= 10; number += 1) ask(number);
    const counts = [done.length];
    for (let turn = 1; turn <= 3; turn += 1) {
      await endTurn();
      counts.push(done.length);
    }
    expect(counts).toEqual([4, 8, 10, 10]);
    expect(done).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    ask(11);
    expect(done.at(-1)).toBe(11);
  });

  test('a team that must rest runs nothing until its turn ends, and then one at a time', async () => {
    const { ask, done, endTurn, tire } = createManualTurns();
    tire(true);
    for (let number = 1; number <= 3; number += 1) ask(number);
    const counts = [done.length];
    for (let turn = 1; turn <= 3; turn += 1) {
      await endTurn();
      counts.push(done.length);
    }
    expect(counts).toEqual([0, 1, 2, 3]);
  });

  test('so many wait, and more are refused', () => {
    const { ask } = createManualTurns();
    const taken = Array.from({ length: 600 }, (_, number) => ask(number));
    expect(taken.filter(Boolean)).toHaveLength(504);
  });
});

test('long work makes way when another team has just sent a request', () => {
  const activity = createActivity();
  activity.note('acme', at(0));
  activity.note('acme', at(1));
  expect(activity.isShared('acme', at(1))).toBe(false);
  activity.note('zoo', at(1.1));
  activity.note('acme', at(1.2));
  expect([1.3, 2].map((second) => activity.isShared('acme', at(second)))).toEqual([true, false]);
});

describe('the work of a team', () => {
  test('is free at first, then a small share of the time', () => {
    const meter = createWorkMeter();
    meter.add(300, 0);
    expect(meter.getRest(0)).toBe(0);
    meter.add(2, 0);
    expect([0, 25, 50].map((now) => meter.getRest(now))).toEqual([50, 25, 0]);
  });

  test('is saved up to a limit while the team rests, and a large piece is soon forgiven', () => {
    const meter = createWorkMeter();
    meter.add(0, 0);
    meter.add(100_000, 3_600_000);
    expect(meter.getRest(3_600_000)).toBe(2000);
    expect(meter.getRest(3_602_000)).toBe(0);
  });
});
