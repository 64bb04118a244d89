// An app with TanStack Query, and the same with SWR: responses take no time, and minutes of polling pass when
// a test says so.
import type { Page, TestInfo } from '@playwright/test';
import { expect, test as base } from 'enrichment-sandbox/playwright';

import { serveApp } from '../browser-app/testing/site.ts';

const libraries = ['tanstack-query', 'swr'] as const;

/** Where the app is served, for each library; at an origin that is not the mock's. */
const test = base.extend<object, { readonly sites: Readonly<Record<string, string>> }>({
  sites: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing else is needed.
    async ({}, use) => {
      const sites = await Promise.all(
        libraries.map(async (library) => [library, await serveApp(library, import.meta.url)] as const),
      );
      await use(Object.fromEntries(sites.map(([library, { url }]) => [library, url])));
      await Promise.all(sites.map(([, site]) => site.stop()));
    },
    { scope: 'worker' },
  ],
});

test.use({ sandboxUser: 'carol', failOnAdvice: 'notice' });

const status = (page: Page) => page.getByRole('status');
const alert = (page: Page) => page.getByRole('alert');

for (const library of libraries) {
  test.describe(library, () => {
    test('a job is submitted, paused, resumed and followed to its results', async ({
      page,
      time,
      world,
      sites,
    }, testInfo) => {
      await page.goto(`${sites[library]}/`);
      await expect(page.getByText('None yet: submit one.')).toBeVisible();
      await page.getByLabel('Companies').fill('Blue Lake\nOak & Sons\nHill "and" Dale');
      await page.getByRole('button', { name: 'Submit' }).click();
      await expect(status(page)).toHaveText('The job is queued.');

      await time.advance('20s');
      await expect(status(page)).toHaveText('The job is in-progress.');
      await page.getByRole('button', { name: 'Pause' }).click();
      await expect(status(page)).toHaveText('The job is paused.');
      await expect(page.getByLabel('Results')).toBeVisible();

      await world.journal.clear();
      await time.advance('10m');
      expect(await world.journal.list()).toEqual([]);
      await page.getByRole('button', { name: 'Resume' }).click();
      await expect(status(page)).toHaveText('The job is in-progress.');
      await time.advance('5m');
      await expect(status(page)).toHaveText('The job is completed.');
      await expect(page.getByLabel('Results').getByRole('row')).toHaveCount(4);
      await keepPictures(page, `${library}-job`, testInfo);
    });

    test('each poll in two minutes gets the response of its moment', async ({ page, time, world, sites }) => {
      const { id } = await world.jobs.add({ user: 'carol', scenario: 'waits-in-queue' });
      await page.goto(`${sites[library]}/#${id}`);
      await expect(status(page)).toHaveText('The job is queued.');
      await world.journal.clear();
      await time.advance('2m');
      const gaps = getGaps(await world.journal.list({ operation: 'getStatus' }));
      expect(gaps).toHaveLength(39);
      for (const gap of gaps) expect(Math.round(gap / 100)).toBe(30);
      const [inPage, inWorld] = [await page.evaluate(() => Date.now()), await world.clock.now()];
      expect(Math.abs(inPage - inWorld.getTime())).toBeLessThan(100);
    });

    test('the app polls a failing server less and less often, and says so', async ({
      page,
      time,
      world,
      sites,
    }) => {
      const { id } = await world.jobs.add({ user: 'carol', scenario: 'two-hours' });
      await page.goto(`${sites[library]}/#${id}`);
      await expect(status(page)).toHaveText('The job is queued.');
      await world.faults.add({ effect: 'error', problem: 'serverError', next: 4 });
      await world.journal.clear();
      await time.advance('3s');
      await expect(alert(page)).toHaveText('The API responded with 500.');
      await time.advance('2m');
      await expect(alert(page)).toBeHidden();
      const gaps = getGaps(await world.journal.list({ operation: 'getStatus' })).slice(0, 4);
      expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
      expect(gaps[0]).toBeGreaterThanOrEqual(3000);
      expect(gaps[3]).toBeGreaterThanOrEqual(24_000);

      await world.faults.add({ effect: 'error', problem: 'tooManyRequests', retry_after: 90, next: 1 });
      await world.journal.clear();
      await time.advance('2m');
      await expect(alert(page)).toBeHidden();
      expect(getGaps(await world.journal.list({ operation: 'getStatus' }))[0]).toBeGreaterThanOrEqual(90_000);
    });

    test('the list is reloaded when the window gets focus, and a typed filter is debounced', async ({
      page,
      time,
      world,
      sites,
    }, testInfo) => {
      await page.goto(`${sites[library]}/`);
      await expect(page.getByText('None yet: submit one.')).toBeVisible();
      const { id } = await world.jobs.add({ user: 'carol', scenario: 'fails-half-way' });
      await world.jobs.add({ user: 'carol', scenario: 'pauses' });
      // Neither library repeats the request at once.
      await time.advance('6s');
      await page.evaluate(() => {
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
        window.dispatchEvent(new Event('focus'));
      });
      await expect(page.getByRole('row')).toHaveCount(3);
      await time.advance('10m');
      await keepPictures(page, `${library}-list`, testInfo);
      await page.getByLabel('Filter').pressSequentially('failed');
      await expect(page.getByRole('row')).toHaveCount(2);
      await expect(page.getByRole('row', { name: 'failed' })).toContainText(id.slice(0, 8));
    });
  });
}

/** The time between each request and the one after it, in milliseconds of the world. */
function getGaps(requests: readonly { readonly world_time: string }[]): readonly number[] {
  const at = requests.map((request) => Date.parse(request.world_time));
  return at.slice(1).map((time, index) => time - (at[index] ?? 0));
}

/** Kept with the report, and in the folder that PICTURES names. */
async function keepPictures(page: Page, name: string, testInfo: TestInfo): Promise<void> {
  const { PICTURES } = process.env;
  for (const [look, colorScheme, width] of [
    ['light', 'light', 900],
    ['dark', 'dark', 900],
    ['narrow', 'light', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const path = PICTURES === undefined ? {} : { path: `${PICTURES}/react-${name}-${look}.png` };
    const body = await page.screenshot({ fullPage: true, ...path });
    await testInfo.attach(look, { body, contentType: 'image/png' });
  }
}
