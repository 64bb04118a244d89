// World and client in step: the order, the step length, and the end.
import { type InStep, createInStep } from './in-step.ts';
import type { World } from './world.ts';

/** A world and timers that record their calls. */
function noted(followsDate: boolean, every?: string): { noted: string[]; time: InStep } {
  const steps: string[] = [];
  const note = (what: string) => {
    steps.push(what);
    return Promise.resolve();
  };
  const clock = {
    freeze: () => note('freeze'),
    advance: (by: number) => note(`world ${by}`),
  };
  // No other method of a world is called.
  const world = { name: 'w', followsDate, clock } as unknown as World;
  const timers = { advanceTimersByTimeAsync: (by: number) => note(`timers ${by}`) };
  const settled = () => note('settled');
  return {
    noted: steps,
    time: createInStep(world, timers, { settled, ...(every === undefined ? {} : { every }) }),
  };
}

test('the world is frozen and moves first, and the client settles after each step', async () => {
  const { noted: steps, time } = noted(false);
  await time.advance(2500);
  expect([...steps.slice(0, 2), ...inThrees(steps.slice(2))]).toEqual([
    'freeze',
    'settled',
    'world 1000, timers 1000, settled',
    'world 1000, timers 1000, settled',
    'world 500, timers 500, settled',
  ]);
});

test('it is frozen only once', async () => {
  const { noted: steps, time } = noted(false, '1m');
  await time.advance('1m');
  await time.advance('1m');
  expect(steps.filter((step) => step === 'freeze')).toHaveLength(1);
});

test('a world that shares the time of the test moves with the timers alone', async () => {
  const { noted: steps, time } = noted(true, '250ms');
  await time.advance('500ms');
  expect(steps).toEqual(['settled', 'timers 250', 'settled', 'timers 250', 'settled']);
});

test('it ends when the awaited promise resolves or rejects', async () => {
  for (const [outcome, promise] of [
    ['done', Promise.resolve('done')],
    ['failed', Promise.reject(new Error('failed'))],
  ] as const) {
    const { noted: steps, time } = noted(true);
    expect(await time.until(promise).catch((error: unknown) => (error as Error).message)).toBe(outcome);
    expect(steps).toEqual(['settled']);
  }
});

test('a promise that never settles times out, and the message contains the duration', async () => {
  const { noted: steps, time } = noted(true, '30m');
  const never = new Promise<never>(() => undefined);
  await expect(time.until(never, '2h')).rejects.toThrow(
    '2h passed for world "w" and its client, and the awaited promise did not settle.',
  );
  expect(steps.filter((step) => step === 'timers 1800000')).toHaveLength(4);
});

test.each(['soon', -1, Number.NaN])('%j is not a duration', async (length) => {
  const { time } = noted(true);
  await expect(time.advance(length)).rejects.toThrow('is not a duration');
});

test('a step of zero is rejected, since it would never end', () => {
  expect(() => noted(true, '0s')).toThrow('at least one millisecond');
});

function inThrees(steps: readonly string[]): readonly string[] {
  return steps.length === 0 ? [] : [steps.slice(0, 3).join(', '), ...inThrees(steps.slice(3))];
}
