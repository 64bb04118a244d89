// The app without any server: the mock runs in the page, behind a service worker, and follows the page's
// clock.
import { whenIdle } from './testing/person.ts';
import { expect, test } from './testing/sandbox.ts';

const people = 'first_name,last_name,company_name\nZoë,Park,Blue Lake\nIan,Hill,Oak & Sons\n';

test('a job is followed to its end without a server', async ({ page, site }) => {
  const outside: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith('blob:'))
      outside.push(request.url());
  });
  await page.clock.install({ time: Date.parse('2026-05-06T14:24:42Z') });
  await page.clock.pauseAt('2026-05-06T14:25:42Z');
  // The URL of the real API; requests to it never leave the page.
  const api = 'https://test.ecoreservice.com/backend/api/v1';
  await page.goto(`${site.url}/?demo&api=${encodeURIComponent(api)}`);
  await page.getByLabel('Token').fill('carol-token');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('or paste rows').fill(people);
  await page.getByRole('button', { name: 'Submit' }).click();
  const job = page.locator('#jobs tbody tr');
  await expect(job).toContainText('queued');
  for (let passed = 0; passed < 45; passed += 3) {
    await page.clock.runFor(3000);
    await page.evaluate(whenIdle);
  }
  await expect(job).toContainText('in-progress');

  // Its world is held in the page too.
  await page.evaluate(() => window.sandbox?.world('default').clock.advance('1h'));
  await page.clock.runFor(3000);
  await expect(job).toContainText('completed');
  const loaded = page.waitForEvent('download');
  await job.getByRole('button', { name: 'Download CSV' }).click();
  expect((await loaded).suggestedFilename()).toMatch(/^enriched-.*\.csv$/);
  await job.getByRole('button', { name: 'Results' }).click();
  await expect(page.getByRole('region', { name: /^Results of job/ })).toContainText('Blue Lake');
  expect(outside.every((url) => url.startsWith(api))).toBe(true);
});
