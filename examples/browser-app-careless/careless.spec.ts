// What the coach says of an app that follows its jobs as badly as one can.
import type { Page, Request } from '@playwright/test';

import { expect, test } from '../browser-app/testing/sandbox.ts';
import { serveApp } from '../browser-app/testing/site.ts';

/** All that it does wrong, by the ids of the coach's rules. */
const deserved = [
  'after-401',
  'after-404',
  'idle-list',
  'ignores-retry-after',
  'lock-step',
  'no-backoff',
  'overlaps',
  'polls-after-end',
  'redirects',
  'results-not-fetched',
  'results-too-early',
  'single-polls',
  'tiny-pages',
  'token-in-query',
  'too-fast',
];

const longGone = 'deadbeef-0000-4000-8000-000000000000';

test('the coach finds everything that is wrong with it', async ({ page, world }) => {
  const site = await serveApp('.', import.meta.url);
  for (let count = 0; count < 5; count += 1) await world.jobs.add({ user: 'carol', size: 100 });
  const { now } = await world.clock.freeze();
  await page.clock.install({ time: Date.parse(now) - 60_000 });
  await page.clock.pauseAt(now);
  const looks = lookerOf(page);
  await page.addInitScript((id) => localStorage.setItem('jobs', JSON.stringify([id])), longGone);
  await page.goto(`${site.url}/?api=${encodeURIComponent(world.baseUrl)}`);
  await page.getByPlaceholder('token').fill(world.token('carol'));
  await page.getByRole('button').click();

  // While the jobs are at work, and long after they were done.
  await looks(12);
  await world.clock.advance('6h');
  await looks(15);
  // The server is in trouble, then it asks for patience, then the token expires: nothing changes.
  await world.faults.add({ effect: 'error', problem: 'serverError', expires_in: '1m' });
  await looks(12);
  await world.faults.clear();
  await world.faults.add({ effect: 'maintenance', status: 503, retry_after: 60 });
  await looks(5);
  await world.faults.clear();
  await world.faults.add({ effect: 'expired-token' });
  await looks(5);

  const advice = await world.advice();
  expect([...new Set(advice.map(({ id }) => id))].toSorted()).toEqual(deserved);
  await site.stop();
});

/** Lets the page look so many times; every third time it gets its answers before it looks again. */
function lookerOf(page: Page): (times: number) => Promise<void> {
  const waiting = new Set<Request>();
  const end = (request: Request) => waiting.delete(request);
  page.on('request', (request) => waiting.add(request));
  page.on('requestfinished', end).on('requestfailed', end);
  return async (times) => {
    for (let time = 1; time <= times; time += 1) {
      await page.clock.runFor(200);
      if (time % 3 === 0) await expect.poll(() => waiting.size, { intervals: [20] }).toBe(0);
    }
  };
}
