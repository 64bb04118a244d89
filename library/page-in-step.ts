/** Moves the time of a world and the clock of a page together. */
import type { Page, Request } from '@playwright/test';

import { type InStep, stepping } from './in-step.ts';
import type { Length, World } from './world.ts';

/** A page reads an answer, and sets its next timer, in some turns after the answer is there. */
const quietMs = 15;
const patienceMs = 5000;

const leadMs = 60_000;

/** To be called before the page is opened, since the clock of a page can only be faked as it loads. */
export async function pageInStep(world: World, page: Page, every: Length): Promise<InStep> {
  const { now } = await world.clock.freeze();
  // An installed clock runs until it is paused, and it can only be paused at a time to come.
  await page.clock.install({ time: Date.parse(now) - leadMs });
  await page.clock.pauseAt(now);
  const waiting = new Set<Request>();
  let asked = 0;
  const end = (request: Request) => waiting.delete(request);
  page.on('request', (request) => {
    asked += 1;
    waiting.add(request);
  });
  page.on('requestfinished', end).on('requestfailed', end);
  const settled = async () => {
    const begun = Date.now();
    // A question to the page is answered after what it was busy with, so what its timers asked for is known then.
    await page.evaluate(() => 0);
    while (asked > 0 && Date.now() - begun < patienceMs) {
      asked = 0;
      while (waiting.size > 0 && Date.now() - begun < patienceMs) await pause(1);
      await pause(quietMs);
    }
  };
  const timers = { advanceTimersByTimeAsync: (milliseconds: number) => page.clock.runFor(milliseconds) };
  return stepping(world, timers, { every, settled });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
