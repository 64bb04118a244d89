// The time of pages and world: it is the same in every window, and short timers of a page fire automatically.
import type { Frame } from '@playwright/test';
import { expect, inStep } from 'enrichment-sandbox/playwright';

import { test } from './app.ts';

/** As many short timers as can fire automatically, a few milliseconds each. */
const moment = 1000;
const getTime = (frame: Frame) => frame.evaluate(() => Date.now());

test('every window and frame has the time of the world, even if it is opened later', async ({
  page,
  context,
  appUrl,
  time,
  world,
}) => {
  await page.goto(appUrl);
  const opened = page.waitForEvent('popup');
  await page.evaluate(() => window.open(location.href));
  const popup = await opened;
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = location.href;
    document.body.append(frame);
  });
  await time.advance('1h');
  // Somebody else moves the world alone.
  await world.clock.advance('2h');
  await time.advance('1s');
  await page.reload();
  const later = await context.newPage();
  await later.goto(appUrl);

  const now = (await world.clock.now()).getTime();
  const frames = [page, popup, later].flatMap((one) => one.frames());
  for (const frame of frames) expect(Math.abs((await getTime(frame)) - now)).toBeLessThan(moment);
  const formatted = await page.evaluate(() =>
    new Intl.DateTimeFormat('en', { timeZone: 'UTC', hour: '2-digit', hourCycle: 'h23' }).format(),
  );
  expect(formatted).toBe(new Date(now).toISOString().slice(11, 13));
});

test('another person has a separate browser context, world and time', async ({
  browser,
  mock,
  page,
  appUrl,
  time,
}) => {
  await page.goto(appUrl);
  const theirs = mock.world();
  const context = await browser.newContext();
  const theirTime = await inStep(theirs, context);
  const theirPage = await context.newPage();
  await theirPage.goto(appUrl);
  await Promise.all([theirTime.advance('1h'), time.advance('1d')]);
  const now = (await theirs.clock.now()).getTime();
  expect(Math.abs((await getTime(theirPage.mainFrame())) - now)).toBeLessThan(moment);
  expect((await getTime(page.mainFrame())) - now).toBeGreaterThan(22 * 3_600_000);
  await context.close();
});

test('an animation, a debounce and a spinner finish automatically; a minute does not pass automatically', async ({
  page,
  appUrl,
  time,
}) => {
  await page.goto(appUrl);
  await page.evaluate(() => {
    const begun = Date.now();
    const done = (what: string) => document.body.append(`${what} after ${Date.now() - begun} ms. `);
    const draw = () => void (Date.now() - begun < 200 ? requestAnimationFrame(draw) : done('drawn'));
    requestAnimationFrame(draw);
    setTimeout(done, 500, 'searched');
    setTimeout(done, 1000, 'spun');
    setTimeout(done, 60_000, 'expired');
    requestIdleCallback(() => done('idled'));
    const spin = performance.now();
    while (performance.now() - spin < 5);
  });
  for (const what of ['drawn', 'searched', 'spun', 'idled'])
    await expect(page.locator('body')).toContainText(what);
  await expect(page.locator('body')).not.toContainText('expired');
  await time.advance('1m');
  await expect(page.locator('body')).toContainText('expired');
});

test('a stream that never ends does not hold up the test', async ({ page, appUrl, time, context }) => {
  await context.route('**/stream', () => undefined);
  await page.goto(appUrl);
  await page.evaluate(() => {
    void fetch('stream').catch(() => undefined);
    setInterval(() => document.body.append('.'), 1000);
  });
  // It is waited for once; at every step this would take ten minutes.
  await time.advance('2m');
  await expect(page.locator('body')).toContainText('.'.repeat(120));
});

test('time stops passing when the awaited condition is met', async ({ page, appUrl, time, world }) => {
  const { id } = await world.jobs.add({ scenario: 'two-hours' });
  await page.goto(appUrl);
  await page.evaluate((job) => {
    const { baseUrl, token } = (
      globalThis as unknown as { enrichmentSandbox: { baseUrl: string; token: string } }
    ).enrichmentSandbox;
    const look = async () => {
      const answer = await fetch(`${baseUrl}/enrichment/status/${job}/`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      document.title = ((await answer.json()) as { status: string }).status;
      setTimeout(() => void look(), 60_000);
    };
    void look();
  }, id);
  const begun = (await world.clock.now()).getTime();
  await time.until(page.waitForFunction(() => document.title === 'completed'));
  const passed = (await world.clock.now()).getTime() - begun;
  expect(passed).toBeGreaterThanOrEqual(7_200_000);
  await expect(
    time.until(
      page.waitForFunction(() => document.title === 'failed', undefined, { timeout: 0 }),
      '5m',
    ),
  ).rejects.toThrow('5m passed');
});
