// The app in Chromium, on another origin than the mock: minutes and hours of jobs in seconds.
import type { Page, TestInfo } from '@playwright/test';

import { personAt } from './testing/person.ts';
import { expect, test } from './testing/sandbox.ts';

const people = 'first_name,last_name,company_name\nZoë,Park,Blue Lake\nIan,Hill,Oak & Sons\n';

test('a user submits a file, follows the job to its end and pages through the results', async ({
  browser,
  mock,
  site,
}) => {
  const zoe = await personAt(browser, site.url, mock.world());
  await zoe.signIn('carol');
  await expect(zoe.page.getByText('None yet: submit one.')).toBeVisible();
  const many = Array.from({ length: 60 }, (_, row) => `Person${row},Park,Company ${row}`);
  const job = await zoe.submit(['first_name,last_name,company_name', ...many].join('\n'));
  await expect(job).toContainText('queued');
  await zoe.wait('45s');
  await expect(job).toContainText('in-progress');
  await zoe.world.clock.advance('5m');
  await zoe.wait('3s');
  await expect(job).toContainText('completed');
  await zoe.press(job, 'Results');
  const results = zoe.page.getByRole('region', { name: /^Results of job/ });
  await expect(results).toContainText('Page 1 of 2');
  await expect(results.getByRole('row')).toHaveCount(51);
  await zoe.page.getByRole('button', { name: 'Next page' }).click();
  await expect(results.getByRole('row')).toHaveCount(11);
  const loaded = zoe.page.waitForEvent('download');
  await job.getByRole('button', { name: 'Download CSV' }).click();
  expect((await loaded).suggestedFilename()).toMatch(/^enriched-.*\.csv$/);
  await zoe.leave();
});

test('three people in three worlds at once do not see each other', async ({ browser, mock, site }) => {
  const [ann, ben, eve] = await Promise.all(
    [1, 2, 3].map(async () => {
      const person = await personAt(browser, site.url, mock.world());
      await person.signIn('carol');
      return { ...person, job: await person.submit(people) };
    }),
  );
  if (ann === undefined || ben === undefined || eve === undefined) throw new Error('Somebody is missing.');
  await ann.world.clock.advance('10m');
  await Promise.all([ann.wait('6s'), ben.wait('45s')]);
  await expect(ann.job).toContainText('completed');
  await expect(ben.job).toContainText('in-progress');
  await expect(eve.job).toContainText('queued');

  // Ben pauses, and does not move while an hour passes; his two friends continue.
  await ben.press(ben.job, 'Pause');
  await expect(ben.job).toContainText('paused');
  await ben.world.clock.advance('1h');
  await Promise.all([ben.wait('30s'), eve.wait('45s')]);
  await expect(ben.job).toContainText('paused');
  await expect(eve.job).toContainText('in-progress');
  await ben.press(ben.job, 'Resume');
  await expect(ben.job).toContainText('in-progress');
  await Promise.all([ben, eve].map(({ world }) => world.clock.advance('5m')));
  await Promise.all([ben.wait('6s'), eve.wait('6s')]);
  for (const { job, page, leave } of [ann, ben, eve]) {
    await expect(job).toContainText('completed');
    await expect(page.locator('#jobs tbody tr')).toHaveCount(1);
    await leave();
  }
});

test('the page polls a small job every three seconds, a large one every twenty, and a finished one never', async ({
  browser,
  mock,
  site,
}) => {
  const may = await personAt(browser, site.url, mock.world());
  const list = `${may.world.baseUrl}/enrichment/status/`;
  const single = /\/status\/[\da-f-]{36}\/$/;
  const polls: string[] = [];
  may.page.on('request', (request) => {
    if (request.method() === 'GET' && request.url().startsWith(list)) polls.push(request.url());
  });
  await may.signIn('carol');
  const small = await may.submit(people);
  await may.wait('30s');
  expect(polls.splice(0)).toEqual([list, ...Array.from({ length: 10 }, () => expect.stringMatching(single))]);

  // Another job is submitted elsewhere: the list shows both at once, as often as the smaller one needs it.
  await may.page.getByRole('button', { name: 'Sign out' }).click();
  const large = await may.world.jobs.add({ user: 'carol', scenario: 'large', size: 60_000 });
  await may.signIn('carol');
  await may.wait('30s');
  expect(polls.splice(0)).toEqual(Array.from({ length: 11 }, () => list));
  await may.world.clock.advance('10m');
  await may.wait('3s');
  await expect(small).toContainText('completed');
  polls.splice(0);
  await may.wait('60s');
  expect(polls.splice(0)).toEqual(Array.from({ length: 3 }, () => `${list}${large.id}/`));
  await may.world.clock.advance('6h');
  await may.wait('21s');
  await expect(may.page.getByRole('row', { name: 'completed' })).toHaveCount(2);
  polls.splice(0);
  await may.wait('60s');
  expect(polls).toEqual([]);
  await may.leave();
});

test('while the server fails, the page waits as long as Retry-After says, and shows it', async ({
  browser,
  mock,
  site,
}) => {
  const may = await personAt(browser, site.url, mock.world());
  await may.signIn('carol');
  const job = await may.submit(people);
  const asked: string[] = [];
  await may.page.route('**/status/**', async (route) => {
    asked.push(route.request().url());
    const headers = {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'Retry-After',
      'Retry-After': '45',
    };
    await route.fulfill({ status: 503, headers });
  });
  await may.wait('45s');
  await expect(may.page.getByRole('alert')).toContainText('Trying again in 45 seconds.');
  expect(asked.length).toBe(1);
  await may.page.unroute('**/status/**');
  await may.wait('6s');
  await expect(may.page.getByRole('alert')).toBeHidden();
  await expect(job).toContainText('in-progress');

  // A truncated body is no reason to stop.
  await may.world.faults.add({ effect: 'cut', bytes: 20, next: 1 });
  await may.wait('3s');
  await expect(may.page.getByRole('alert')).toContainText(
    'The response of the API is damaged. Trying again in',
  );
  await may.wait('9s');
  await expect(may.page.getByRole('alert')).toBeHidden();
  await may.leave();
});

test('the page reports results that fail to load, and can load them again', async ({
  browser,
  mock,
  site,
}) => {
  const may = await personAt(browser, site.url, mock.world());
  await may.signIn('carol');
  const job = await may.submit(people);
  await may.page.route('**/result/**', (route) => route.abort());
  await may.world.clock.advance('10m');
  await may.wait('3s');
  await expect(job).toContainText('completed');
  await expect(may.page.getByRole('alert')).toHaveText('The API cannot be reached.');
  await may.page.unroute('**/result/**');
  await may.press(job, 'Results');
  await expect(may.page.getByRole('alert')).toBeHidden();
  await expect(may.page.getByRole('region', { name: /^Results of job/ })).toContainText('Blue Lake');
  await may.leave();
});

test('the page stops polling when the token becomes invalid', async ({ browser, mock, site }) => {
  const may = await personAt(browser, site.url, mock.world());
  await may.signIn('alice');
  let asked = 0;
  await may.page.route('**/status/**', async (route) => {
    asked += 1;
    const json = { message: 'Invalid or expired token' };
    await route.fulfill({ status: 401, headers: { 'Access-Control-Allow-Origin': '*' }, json });
  });
  await may.wait('120s');
  await expect(may.page.getByRole('alert')).toHaveText('Invalid or expired token');
  await expect(may.page.getByLabel('Token')).toBeFocused();
  expect(asked).toBe(1);
  await may.leave();
});

test('the whole app works with the keyboard, and announces what happens', async ({
  browser,
  mock,
  site,
}, testInfo) => {
  const may = await personAt(browser, site.url, mock.world());
  await may.page.goto(`${site.url}/?api=${encodeURIComponent(may.world.baseUrl)}`);
  const { keyboard } = may.page;
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.type(may.world.token('alice'));
  await keyboard.press('Enter');
  await expect(may.page.getByRole('status')).toHaveText('Signed in; 14 jobs.');
  await expect(may.page.getByLabel('Choose a file')).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.type(people);
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(may.page.getByRole('status')).toHaveText(/^Job \w{8} is queued\.$/);
  const done = may.page.getByRole('row', { name: 'completed' }).first();
  await done.getByRole('button', { name: 'Results' }).press('Enter');
  await expect(may.page.getByRole('region', { name: /^Results of job/ })).toBeFocused();
  await picture(may.page, 'light', testInfo);
  await may.page.emulateMedia({ colorScheme: 'dark' });
  await picture(may.page, 'dark', testInfo);
  await may.page.setViewportSize({ width: 360, height: 800 });
  expect(await may.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  // No row overlaps the next.
  const rows = await may.page.locator('#jobs tbody tr').all();
  const boxes = await Promise.all(rows.map((row) => row.boundingBox()));
  const heights = await Promise.all(rows.map((row) => row.evaluate((one) => one.scrollHeight)));
  expect(boxes.filter((box, row) => (box?.height ?? 0) < (heights[row] ?? 0) - 1)).toEqual([]);
  await picture(may.page, 'narrow', testInfo);
  await may.page.getByRole('button', { name: 'Close' }).press('Enter');
  await expect(done.getByRole('button', { name: 'Results' })).toBeFocused();
  await may.leave();
});

test('the coach has no advice for the app', async ({ browser, site, world }) => {
  const may = await personAt(browser, site.url, world);
  await may.signIn('alice');
  const job = await may.submit(people);
  await may.wait('45s');
  await may.press(job, 'Pause');
  await may.wait('10s');
  await may.press(job, 'Resume');
  await may.world.faults.add({ effect: 'error', problem: 'serverError', operation: 'listStatuses', next: 5 });
  await may.wait('4m');
  await may.world.faults.add({ effect: 'error', problem: 'tooManyRequests', retry_after: 120, next: 2 });
  await may.wait('5m');
  // A proxy's page has no headers that let the app read it, so the app only sees that the API does not
  // respond.
  await may.world.faults.add({ effect: 'maintenance', status: 503, next: 3 });
  await may.wait('2m');
  await may.press(job, 'Results');
  expect(await may.world.advice()).toEqual([]);
  await may.leave();
});

/** Kept with the report, and in the folder that PICTURES names. */
async function picture(page: Page, name: string, testInfo: TestInfo): Promise<void> {
  const { PICTURES } = process.env;
  const path = PICTURES === undefined ? {} : { path: `${PICTURES}/browser-app-${name}.png` };
  const body = await page.screenshot({ fullPage: true, ...path });
  await testInfo.attach(name, { body, contentType: 'image/png' });
}
