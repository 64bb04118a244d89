// The coach's advice on an app that polls as badly as possible.
import type { Page, Request } from '@playwright/test';
import type { World } from 'enrichment-sandbox';

import { expect, test } from '../browser-app/testing/sandbox.ts';
import { serveApp } from '../browser-app/testing/site.ts';

/** All that it does wrong, by the ids of the coach's rules, when that shows. */
const deserved = {
  atWork: [
    'lock-step',
    'overlaps',
    'redirects',
    'results-too-early',
    'single-polls',
    'token-in-query',
    'too-fast',
  ],
  done: ['idle-list', 'polls-after-end', 'results-not-fetched', 'tiny-pages'],
  inTrouble: ['after-401', 'after-404', 'ignores-retry-after', 'no-backoff'],
};

const longGone = 'deadbeef-0000-4000-8000-000000000000';

test('the coach finds every mistake of the app', async ({ page, world }) => {
  const site = await serveApp('.', import.meta.url);
  const { open, looksUntil, found } = await watched(page, world, site.url);
  const carols = { user: 'carol', scenario: 'waits-in-queue', size: 100 };
  for (let jobs = 0; jobs < 5; jobs += 1) await world.jobs.add(carols);

  await open();
  await looksUntil(deserved.atWork.filter((id) => id !== 'overlaps'));
  await world.faults.add({ effect: 'latency', latency: '600ms', operation: 'listStatuses' });
  await looksUntil(['overlaps'], 'hastily');
  await world.faults.clear();

  await world.clock.advance('12h');
  await looksUntil(deserved.done);

  await world.faults.add({ effect: 'error', problem: 'serverError' });
  await looksUntil(['no-backoff']);
  await world.faults.clear();
  await world.faults.add({ effect: 'error', problem: 'tooManyRequests', retry_after: 60 });
  await looksUntil(['ignores-retry-after']);
  await world.faults.clear();
  // Data from before a reload is requested again after it.
  await page.evaluate((id) => localStorage.setItem('jobs', JSON.stringify([id])), longGone);
  await open();
  await looksUntil(['after-404']);
  await world.faults.add({ effect: 'expired-token' });
  await looksUntil(['after-401']);

  expect([...found].toSorted()).toEqual(Object.values(deserved).flat().toSorted());
  await site.stop();
});

const isList = (request: Request) => new URL(request.url()).pathname.endsWith('/status/');

/** The page in a world whose time passes together with its own, and what the coach ever said of it. */
async function watched(page: Page, world: World, site: string) {
  const found = new Set<string>();
  const waiting = new Set<Request>();
  const end = (request: Request) => waiting.delete(request);
  page.on('request', (request) => waiting.add(request));
  page.on('requestfinished', end).on('requestfailed', end);
  const settledBut = (isLate: (request: Request) => boolean) =>
    expect.poll(() => [...waiting].filter((one) => !isLate(one)).length, { intervals: [10] }).toBe(0);
  const settled = () => settledBut(() => false);
  const { now } = await world.clock.freeze();
  // An installed clock runs; it only goes forward to its stop.
  await page.clock.install({ time: Date.parse(now) - 60_000 });
  await page.clock.pauseAt(now);
  const interval = 1100;

  return {
    found,
    open: async () => {
      await page.goto(`${site}/?api=${encodeURIComponent(world.baseUrl)}`);
      await page.getByPlaceholder('token').fill(world.token('carol'));
      await page.getByRole('button').click();
    },
    /**
     * Lets the page poll until the coach has given all this advice or will not. Starts early, before the
     * lists have arrived.
     */
    looksUntil: async (ids: readonly string[], how: 'hastily' | 'patiently' = 'patiently') => {
      for (let looks = 0; looks < 30 && !ids.every((id) => found.has(id)); looks += 1) {
        await world.clock.advance(interval);
        await page.clock.runFor(interval);
        await settledBut((request) => how === 'hastily' && isList(request));
        for (const { id } of await world.advice()) found.add(id);
      }
      await settled();
    },
  };
}
