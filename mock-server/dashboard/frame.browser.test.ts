// The frame of the dashboard in Chromium: the clock, the past, keys, two worlds, and what happens when the mock is gone for a while.
import type { Page } from 'playwright-core';

import { describeInChromium } from '../../files/testing/chromium.ts';
import { ownJobId } from '../testing/shipped.ts';
import { type Dashboard, startDashboard, startMockWithSite } from './testing/dashboard-page.ts';

/** What the page says that the time is. */
const readTime = (page: Page) =>
  page.getByRole('region', { name: 'Clock' }).locator('time').getAttribute('datetime');
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

describeInChromium('the dashboard', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await startDashboard();
  });
  afterAll(() => dashboard.stop());

  const getClock = async (world: string) =>
    (await dashboard.control.call('getClock', `/worlds/${world}/clock`)).body;

  test('opens without a message on the console, and asks nobody but its mock', async () => {
    const { page, noted } = await dashboard.open('?world=quiet');
    await page.getByText('18 jobs').waitFor();
    expect(noted).toEqual([]);
    await page.close();
  });

  test('causes no request while time passes, even when it flies', async () => {
    await dashboard.control.call('setClock', '/worlds/fast/clock', { speed: 100_000 });
    const { page } = await dashboard.open('?world=fast');
    const requests: string[] = [];
    const address = page.url();
    // Nothing of the first visit is under way any more.
    await page.goto('about:blank');
    // The last request of the start.
    await Promise.all([page.waitForResponse(/\/advice$/), page.goto(address)]);
    page.on('request', (request) => requests.push(request.url()));
    const before = await readTime(page);
    await page.waitForFunction((first) => document.querySelector('time')?.dateTime !== first, before);
    await page.waitForFunction(
      (first) =>
        Date.parse(document.querySelector('time')?.dateTime ?? '') > Date.parse(first ?? '') + 86_400_000,
      before,
    );
    expect(requests).toEqual([]);
    await page.close();
  });

  test('the buttons of the clock move the clock of the mock', async () => {
    const { page } = await dashboard.open('?world=clock');
    await press(page, 'Freeze: stop the clock');
    await page.getByRole('button', { name: 'Play: start the clock' }).waitFor();
    const frozen = await getClock('clock');
    expect(frozen.frozen).toBe(true);
    expect(await readTime(page)).toBe(frozen.now);
    await press(page, '+1 min');
    await page.waitForFunction((first) => document.querySelector('time')?.dateTime !== first, frozen.now);
    const moved = await getClock('clock');
    expect(Date.parse(moved.now) - Date.parse(frozen.now)).toBe(60_000);
    expect(await readTime(page)).toBe(moved.now);
    await press(page, '×600');
    await page.getByRole('button', { name: '×600', pressed: true }).waitFor();
    expect(await getClock('clock')).toMatchObject({ speed: 600, frozen: false });
    await page.close();
  });

  test('the keys do what the buttons do', async () => {
    await dashboard.control.call('setClock', '/worlds/keys/clock', { frozen: true });
    const { page } = await dashboard.open('?world=keys');
    const before = await getClock('keys');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction((first) => document.querySelector('time')?.dateTime !== first, before.now);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Freeze: stop the clock' }).waitFor();
    expect((await getClock('keys')).frozen).toBe(false);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(new URL(page.url()).searchParams.get('job')).toBe(ownJobId);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Shortcuts' }).getByText('Replay the past').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Commands' });
    await palette.getByRole('combobox').fill('600');
    await page.keyboard.press('Enter');
    await palette.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '×600', pressed: true }).waitFor();
    await page.close();
  });

  test('shows the past, and forks a world from a moment of it', async () => {
    const world = '/worlds/past';
    await dashboard.control.call('setClock', `${world}/clock`, { frozen: true });
    const begun = await getClock('past');
    await dashboard.control.call('addJob', `${world}/jobs`, { user: 'carol', scenario: 'straight-through' });
    await dashboard.control.call('setClock', `${world}/clock`, { advance: '2h' });
    await dashboard.control.call('addJob', `${world}/jobs`, { user: 'carol', scenario: 'straight-through' });
    const moment = new Date(Date.parse(begun.now) + 60_000).toISOString();
    const { page } = await dashboard.open(`?world=past&at=${moment}`);
    await page.getByText('19 jobs').waitFor();
    expect(await readTime(page)).toBe(moment);
    await press(page, 'Fork here');
    await page.getByText('Its clock is stopped.').waitFor();
    expect(new URL(page.url()).searchParams.get('world')).toBe('past-fork-1');
    expect(await getClock('past-fork-1')).toMatchObject({ now: moment, frozen: true });
    const jobs = await dashboard.control.call('listJobs', '/worlds/past-fork-1/jobs');
    expect(jobs.body).toHaveLength(19);
    await page.goBack();
    await page.getByText('19 jobs').waitFor();
    await press(page, 'Now');
    await page.getByText('20 jobs').waitFor();
    await page.close();
  });

  test('a page that takes no news shows none, and has all of them when it goes on', async () => {
    const world = '/worlds/held';
    await dashboard.control.call('setClock', `${world}/clock`, { frozen: true });
    const { page } = await dashboard.open('?world=held');
    await page.getByText('18 jobs').waitFor();
    await press(page, 'Pause updates');
    await page.getByRole('banner').getByText('Paused', { exact: true }).waitFor();
    await dashboard.control.call('addJob', `${world}/jobs`, { user: 'carol' });
    await dashboard.control.ask('/api/v1/enrichment/status/', 'carol-token~held');
    expect(await page.getByText('18 jobs').isVisible()).toBe(true);
    await press(page, 'Resume updates');
    await page.getByText('19 jobs').waitFor();
    await page.close();
  });

  test('two browsers on two worlds do not disturb each other', async () => {
    const [one, two] = await Promise.all([dashboard.open('?world=left'), dashboard.open('?world=right')]);
    await press(one.page, '+1 h');
    await dashboard.control.call('addJob', '/worlds/right/jobs', { user: 'carol' });
    await two.page.getByText('19 jobs').waitFor();
    expect(await one.page.getByText('18 jobs').isVisible()).toBe(true);
    const [left, right] = await Promise.all([getClock('left'), getClock('right')]);
    expect(Date.parse(left.now) - Date.parse(right.now)).toBeGreaterThan(3_000_000);
    await Promise.all([one.page.close(), two.page.close()]);
  });

  test('a mock that is started again is followed again, from its beginning', async () => {
    const first = await startMockWithSite();
    const port = Number(new URL(first.url).port);
    const page = await dashboard.browser.newPage();
    await page.goto(`${first.url}/__mock__/`);
    await page.getByText('18 jobs').waitFor();
    await first.stop();
    await page.getByText('Reconnecting').waitFor();
    const second = await startMockWithSite(port);
    await fetch(`${second.url}/__mock__/api/worlds/default/jobs`, { method: 'POST', body: 'user=carol' });
    await page.getByText('19 jobs').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    expect(await page.getByText('Reconnecting').isVisible()).toBe(false);
    await page.close();
    await second.stop();
  });
});
