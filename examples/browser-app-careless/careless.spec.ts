// What the coach says of an app that follows its jobs as badly as one can.
import type { Page } from '@playwright/test';

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
  await world.clock.freeze();
  await page.clock.install();
  await page.addInitScript((id) => localStorage.setItem('jobs', JSON.stringify([id])), longGone);
  await page.goto(`${site.url}/?api=${encodeURIComponent(world.baseUrl)}`);
  await page.getByPlaceholder('token').fill(world.token('carol'));
  await page.getByRole('button').click();

  // While the jobs are at work, and long after they were done.
  await looks(page, 12);
  await world.clock.advance('6h');
  await looks(page, 15);
  // The server is in trouble, then it asks for patience, then the token expires: nothing changes.
  await world.faults.add({ effect: 'error', problem: 'serverError', expires_in: '1m' });
  await looks(page, 12);
  await world.faults.clear();
  await world.faults.add({ effect: 'maintenance', status: 503, retry_after: 60 });
  await looks(page, 5);
  await world.faults.clear();
  await world.faults.add({ effect: 'expired-token' });
  await looks(page, 5);

  const advice = await world.advice();
  expect([...new Set(advice.map(({ id }) => id))].toSorted()).toEqual(deserved);
  await site.stop();
});

/** So many rounds of its interval. */
async function looks(page: Page, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await page.clock.runFor(200);
    // Every third time it gets the answers before the next round; else they overlap.
    if (round % 3 === 0) await page.waitForLoadState('networkidle');
  }
}
