// A page in a browser against the mock: each test has a separate world, and controls its time.
import { expect } from 'enrichment-sandbox/playwright';

import { test } from './app.ts';

test('a job is followed until it is completed, and its results are shown', async ({
  page,
  appUrl,
  time,
  world,
}) => {
  await page.goto(appUrl);
  await page.getByLabel('Company').fill('Analytical Engines');
  await page.getByRole('button', { name: 'Enrich' }).click();
  await expect(page.getByRole('status')).toHaveText('The job is queued.');

  await time.advance('20s');
  await expect(page.getByRole('status')).toHaveText('The job is in-progress.');

  await time.advance('5m');
  await expect(page.getByRole('status')).toHaveText('The job is completed.');

  await page.getByRole('button', { name: 'Show results' }).click();
  await expect(page.getByLabel('Results')).toContainText('Analytical Engines');
  const [job] = (await world.users()).find(({ name }) => name === 'alice')?.jobs ?? [];
  expect(job?.api_status).toBe('completed');
});

test.describe('a user whose token has expired', () => {
  test.use({ sandboxUser: 'erin' });

  test('is asked to sign in', async ({ page, appUrl }) => {
    await page.goto(appUrl);
    await page.getByLabel('Company').fill('Analytical Engines');
    await page.getByRole('button', { name: 'Enrich' }).click();
    await expect(page.getByRole('status')).toHaveText('That was not accepted.');
  });
});

test('a test can send requests to the API without a page', async ({ api, world }) => {
  const { id } = await world.jobs.add({ scenario: 'straight-through' });
  await world.clock.advance('1h');
  const response = await api.get(`enrichment/status/${id}/`);
  expect(await response.json()).toMatchObject({ job_id: id, status: 'completed' });
});
