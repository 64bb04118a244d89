// For `npx enrichment-sandbox torture --app URL --adapter browser-app/torture.adapter.mjs`: signs in and submits the job.
import { defineAdapter } from 'enrichment-sandbox/torture-app';

const signIn = async ({ page, token, baseUrl, app }) => {
  if (!page.url().includes('api=')) await page.goto(`${app}?api=${encodeURIComponent(baseUrl)}`);
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Your jobs' }).waitFor();
};

// oxlint-disable-next-line import/no-default-export -- The command looks for it.
export default defineAdapter({
  submits: true,
  start: async (given) => {
    await signIn(given);
    await given.page.getByLabel('or paste rows').fill(given.job.csv);
    await given.page.getByRole('button', { name: 'Submit' }).click();
    await given.page.locator('#jobs tbody tr').waitFor();
  },
  resume: signIn,
  status: 'tr[data-job="{job}"] .status',
});
