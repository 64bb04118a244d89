import { createPlayer } from './create-player.ts';
import { askStatus } from './testing/clients.ts';
import { createPlan, takes } from './testing/plays.ts';

/** What a module such as the scheduler of React takes when it is loaded. */
const capture = () => ({
  setTimeout: globalThis.setTimeout,
  Date: globalThis.Date,
  random: Math.random,
  // oxlint-disable-next-line typescript/unbound-method -- a captured function is what this is about
  timeout: AbortSignal.timeout,
  // oxlint-disable-next-line typescript/unbound-method -- the same
  now: performance.now,
});

type Captured = ReturnType<typeof capture>;

/** Plays two lives; the first loads a module, which both use. */
async function playTwice(): Promise<{ readonly captured: Captured; readonly noted: readonly number[][] }> {
  let captured: Captured | undefined;
  const noted: number[][] = [];
  const player = createPlayer(async (run) => {
    captured ??= capture();
    const { setTimeout, Date, now } = captured;
    await new Promise((resolve) => {
      setTimeout(resolve, 5000);
    });
    noted.push([now(), Date.now(), new Date().getTime(), captured.random()]);
    await askStatus(run, {});
  });
  const plan = createPlan({ jobs: [takes(30)] });
  await player.play(plan);
  await player.play(plan);
  if (captured === undefined) throw new Error('No life was played.');
  return { captured, noted };
}

test('what a module took during one life works in the next', async () => {
  const { noted } = await playTwice();
  expect(noted[0]?.[0]).toBe(5000);
  expect(noted[1]).toEqual(noted[0]);
});

test('what a module took during a life is real after it', async () => {
  const before = Date.now();
  const { captured } = await playTwice();
  const { setTimeout, timeout } = captured;
  expect(captured.Date.now()).toBeGreaterThanOrEqual(before);
  expect(new captured.Date().getTime()).toBeGreaterThanOrEqual(before);
  expect(new captured.Date()).toBeInstanceOf(Date);
  expect(captured.random()).not.toBe(captured.random());
  expect(captured.now()).not.toBe(captured.now());
  expect(timeout(60_000).aborted).toBe(false);
  await new Promise((resolve) => {
    setTimeout(resolve, 1);
  });
});

test('a Date of a life is one as usual', async () => {
  class Later extends Date {}
  const seen: unknown[] = [];
  await createPlayer(async (run) => {
    const date = new globalThis.Date();
    seen.push(date instanceof globalThis.Date, date.constructor === Date.prototype.constructor);
    seen.push(new Later(5).getTime(), typeof globalThis.Date(), globalThis.Date.UTC(1970, 0));
    await askStatus(run, {});
  }).play(createPlan({ jobs: [takes(30)] }));
  expect(seen).toEqual([true, true, 5, 'string', 0]);
});
