// The polling coach as an assertion: a test can fail if the client under test polls badly.
import { expect } from 'enrichment-sandbox/playwright';

import { test } from './app.ts';

test.use({ failOnAdvice: 'warning' });

test('a page passes if it polls as the documentation says', async ({ page, appUrl, time }) => {
  await page.goto(appUrl);
  await page.getByLabel('Company').fill('Analytical Engines');
  await page.getByRole('button', { name: 'Enrich' }).click();
  await time.advance('5m');
  await expect(page.getByRole('status')).toHaveText('The job is completed.');
});

test.fail('a client fails if it polls on after the job was completed', async ({ api, world }) => {
  const { id } = await world.jobs.add({ scenario: 'small' });
  await world.clock.advance('1h');
  for (let count = 0; count < 20; count += 1) {
    expect((await api.get(`enrichment/status/${id}/`)).ok()).toBe(true);
    await world.clock.advance('3s');
  }
});
