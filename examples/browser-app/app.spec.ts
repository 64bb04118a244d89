// The app in Chromium, on an origin of its own, against the mock: minutes and hours of jobs in seconds.
import { personAt } from './testing/person.ts';
import { expect, test } from './testing/sandbox.ts';

const people = 'first_name,last_name,company_name\nZoë,Park,Blue Lake\nIan,Hill,Oak & Sons\n';

test('a file is submitted, followed to its end and read page by page', async ({ browser, mock, site }) => {
  const zoe = await personAt(browser, site.url, mock.world());
  await zoe.signIn('carol');
  await expect(zoe.page.getByText('None yet: submit one.')).toBeVisible();
  const many = Array.from({ length: 60 }, (_, row) => `Person${row},Park,Company ${row}`);
  const job = await zoe.submit(['first_name,last_name,company_name', ...many].join('\n'));
  await expect(job).toContainText('queued');
  await zoe.wait('45s');
  await expect(job).toContainText('in-progress');
  await zoe.wait('240s');
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
  await Promise.all([ann.wait('360s'), ben.wait('45s')]);
  await expect(ann.job).toContainText('completed');
  await expect(ben.job).toContainText('in-progress');
  await expect(eve.job).toContainText('queued');

  // Ben pauses, and nothing moves for him while an hour passes; his two friends go on.
  await ben.press(ben.job, 'Pause');
  await expect(ben.job).toContainText('paused');
  await ben.world.clock.advance('1h');
  await Promise.all([ben.wait('30s'), eve.wait('45s')]);
  await expect(ben.job).toContainText('paused');
  await expect(eve.job).toContainText('in-progress');
  await ben.press(ben.job, 'Resume');
  await expect(ben.job).toContainText('in-progress');
  await Promise.all([ben.wait('300s'), eve.wait('300s')]);
  for (const { job, page, leave } of [ann, ben, eve]) {
    await expect(job).toContainText('completed');
    await expect(page.locator('#jobs tbody tr')).toHaveCount(1);
    await leave();
  }
});
