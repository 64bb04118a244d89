/** Moves the time of a world and the clock of a page together. */
import type { Page, Request } from '@playwright/test';

import { type InStep, stepping } from './in-step.ts';
import type { World } from './world.ts';

/** A page reads an answer, and sets its next timer, in some turns after the answer is there. */
const quietMs = 15;
const patienceMs = 5000;

/** To be called before the page is opened, since the clock of a page can only be faked as it loads. */
export async function pageInStep(world: World, page: Page): Promise<InStep> {
  const { now } = await world.clock.freeze();
  await page.clock.install({ time: now });
  await page.clock.pauseAt(now);
  const waiting = new Set<Request>();
  const end = (request: Request) => waiting.delete(request);
  page.on('request', (request) => waiting.add(request));
  page.on('requestfinished', end).on('requestfailed', end);
  const settled = async () => {
    const begun = Date.now();
    for (let quiet = false; !quiet && Date.now() - begun < patienceMs; ) {
      while (waiting.size > 0 && Date.now() - begun < patienceMs) await pause(1);
      // A question to the page is answered after what it was busy with.
      if (!page.isClosed()) await page.evaluate(() => 0);
      await pause(quietMs);
      quiet = waiting.size === 0;
    }
  };
  const timers = { advanceTimersByTimeAsync: (milliseconds: number) => page.clock.runFor(milliseconds) };
  return stepping(world, timers, { settled });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
