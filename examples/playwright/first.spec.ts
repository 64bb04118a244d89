import { expect } from 'enrichment-sandbox/playwright';

import { test } from './app.ts';

test.use({ failOnAdvice: 'warning' });

test('a job is followed to its end', async ({ page, time }) => {
  await page.goto('/'); // your app, at the `baseURL` of your Playwright configuration
  await page.getByLabel('Company').fill('Analytical Engines');
  await page.getByRole('button', { name: 'Enrich' }).click();
  await expect(page.getByRole('status')).toHaveText('The job is queued.');
  await time.advance('5m');
  await expect(page.getByRole('status')).toHaveText('The job is completed.');
});
