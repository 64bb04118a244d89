// The lanes in Chromium: what they show, and what the pointer and the keys do.
import type { Page } from 'playwright-core';

import { describeInChromium } from '../../../files/testing/chromium.ts';
import { ownJobId } from '../../testing/shipped.ts';
import { type Dashboard, startDashboard } from '../testing/dashboard-page.ts';

const status = '/api/v1/enrichment/status/';
const getAddress = (page: Page) => new URL(page.url()).searchParams;
const waitForMark = (page: Page, kind: string) =>
  page.waitForFunction(
    (wanted) => document.querySelector(`.lane-svg .poll-${wanted}[d]:not([d=""])`) !== null,
    kind,
  );
const getLanes = (page: Page) => page.getByRole('listbox', { name: 'Jobs' }).getByRole('option');
const firstLane = (page: Page) => getLanes(page).first();

describeInChromium('the lanes', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await startDashboard();
  });
  afterAll(() => dashboard.stop());

  /** A page of a new world whose clock stands still. */
  const openFrozen = async (world: string, query = '', options = {}) => {
    await dashboard.control.call('setClock', `/worlds/${world}/clock`, { frozen: true });
    const opened = await dashboard.open(`?world=${world}${query}`, options);
    await firstLane(opened.page).waitFor();
    return opened;
  };

  test('each job is a lane with a name that says everything, and the clock moves them', async () => {
    const { page, noted } = await openFrozen('lanes-names');
    expect(await firstLane(page).getAttribute('aria-label')).toMatch(
      /^Job 9f3e7a2b of alice, 120 rows: queued \((Uploading|Draft)\), next (Draft|Enrichment Started) in \d+ s$/,
    );
    expect(await firstLane(page).getAttribute('aria-setsize')).toBe('18');
    await dashboard.control.call('setClock', '/worlds/lanes-names/clock', { advance: '2h' });
    await page
      .getByRole('option', { name: 'Job 9f3e7a2b of alice, 120 rows: completed (Enhancement Completed)' })
      .waitFor();
    expect(noted).toEqual([]);
    await page.close();
  });

  test('requests, faults and advice are marks, and their kinds have different shapes', async () => {
    const { page } = await openFrozen('lanes-marks');
    const ask = (path: string) => dashboard.control.ask(path, 'alice-token~lanes-marks');
    const advance = () => dashboard.control.call('setClock', '/worlds/lanes-marks/clock', { advance: '1m' });
    await ask(`${status}${ownJobId}/`);
    await waitForMark(page, 'ok');
    await ask(status);
    await waitForMark(page, 'lists');
    await advance();
    const fault = { effect: 'error', problem: 'serverError', next: 1 };
    await dashboard.control.call('addFault', '/worlds/lanes-marks/faults', fault);
    await ask(`${status}${ownJobId}/`);
    await waitForMark(page, 'broken');
    await waitForMark(page, 'faults');
    const mark = await page.locator('.lane-svg .poll-broken').first().boundingBox();
    await page.mouse.click((mark?.x ?? 0) + 3, (mark?.y ?? 0) + 3);
    const panel = page.getByRole('complementary', { name: 'Requests' });
    await panel.getByText('500').first().waitFor();
    expect(await panel.textContent()).toContain('A fault changed the response');
    await page.keyboard.press('Escape');
    await advance();
    await ask(`/api/v1/enrichment/results/${ownJobId}/?limit=x`);
    await dashboard.control.ask(`${status}${ownJobId}/`, 'bob-token~lanes-marks');
    await waitForMark(page, 'refused');
    // A client that goes on to request a job that is over.
    await dashboard.control.call('setClock', '/worlds/lanes-marks/clock', { advance: '2h' });
    for (let nth = 0; nth < 6; nth += 1) {
      await ask(`${status}${ownJobId}/`);
      await dashboard.control.call('setClock', '/worlds/lanes-marks/clock', { advance: '10s' });
    }
    await waitForMark(page, 'flags');
    await dashboard.keepPicture(page, 'lanes-marks');
    await page.close();
  });

  test('a click on a lane opens its job; the keys of a list move through it', async () => {
    const { page } = await openFrozen('lanes-keys');
    await firstLane(page).click({ position: { x: 60, y: 10 } });
    await page.getByRole('complementary', { name: 'Job' }).waitFor();
    expect(getAddress(page).get('job')).toBe(ownJobId);
    await page.keyboard.press('Escape');
    await firstLane(page).focus();
    await page.keyboard.press('End');
    await page.locator('[role=option][aria-posinset="18"]:focus').waitFor();
    expect(await page.locator(':focus').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowUp');
    await page.locator('[role=option][aria-posinset="17"]:focus').waitFor();
    await page.keyboard.press('Home');
    await page.locator('[role=option][aria-posinset="1"]:focus').waitFor();
    // One stop of the tab key for all lanes.
    expect(await page.locator('[role=listbox] [role=option][tabindex="0"]').count()).toBe(1);
    await page.close();
  });

  test('zoom, pan, fit, collapse and height are in the address, and come from it', async () => {
    const { page } = await openFrozen('lanes-window');
    await page.keyboard.press('+');
    await page.getByText('10 min', { exact: true }).waitFor();
    expect(getAddress(page).get('span')).toBe('10m');
    const lanes = page.locator('.lanes-scroll');
    const box = (await lanes.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(box.x + box.width - 200, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 300, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=/);
    expect(getAddress(page).get('panel')).toBeNull();
    const before = getAddress(page).get('from');
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, 200);
    await page.keyboard.up('Control');
    await page.waitForURL((url) => url.searchParams.get('span') !== '10m');
    expect(getAddress(page).get('from')).not.toBe(before);
    const zoomed = getAddress(page).get('span');
    await page.mouse.move(box.x + box.width - 200, box.y - 10);
    await page.mouse.wheel(0, 200);
    await page.waitForURL((url) => url.searchParams.get('span') !== zoomed);
    await page.getByRole('button', { name: 'Collapse idle' }).click();
    await page.getByRole('combobox', { name: 'Height of the rows' }).selectOption('large');
    await page.getByRole('button', { name: 'Fit' }).click();
    await page.locator('.axis-gap').first().waitFor();
    await page.waitForURL(/height=large/);
    expect(getAddress(page).get('idle')).toBe('collapsed');
    const url = page.url();
    await page.reload();
    await page.locator('.lanes[data-height=large] .axis-gap').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('z');
    await page.waitForURL((now) => now.searchParams.get('from') !== new URL(url).searchParams.get('from'));
    await page.getByRole('button', { name: 'Follow' }).click();
    await page.waitForURL((now) => !now.searchParams.has('from'));
    expect(page.url()).not.toBe(url);
    await page.close();
  });

  test('a note says what is under the pointer', async () => {
    const { page } = await openFrozen('lanes-notes', '&span=1h');
    const box = (await page.locator('.lanes-scroll').boundingBox()) ?? { x: 0, y: 0, width: 0 };
    await page.mouse.move(box.x + box.width - 30, box.y + 15);
    const tip = page.locator('.lanes-tip');
    await tip.getByText('Enhancement Completed · completed').waitFor();
    expect(await tip.textContent()).toMatch(/Expected \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    await page.mouse.move(10, 10);
    await tip.waitFor({ state: 'hidden' });
    await page.close();
  });

  test('a narrow page shows the names above the lanes', async () => {
    const { page } = await openFrozen('lanes-narrow', '', { viewport: { width: 360, height: 740 } });
    await page.locator('.lanes.is-narrow').waitFor();
    const names = await page.locator('.lane-name').first().boundingBox();
    const bar = await page.locator('.lane-bars .bar').first().boundingBox();
    expect((names?.y ?? 0) + (names?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    // Nothing is wider than the page.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await dashboard.keepPicture(page, 'lanes-narrow');
    await page.close();
  });

  test('of many jobs only those in view are elements, and every one can be reached', async () => {
    for (let nth = 0; nth < 100; nth += 1)
      await dashboard.control.call('addJob', '/worlds/lanes-many/jobs', { user: 'carol' });
    const { page } = await openFrozen('lanes-many');
    await page.getByText('118 jobs').waitFor();
    expect(await getLanes(page).count()).toBeLessThan(50);
    await firstLane(page).focus();
    await page.keyboard.press('End');
    await page.locator('[role=option][aria-posinset="118"]:focus').waitFor();
    expect(await getLanes(page).count()).toBeLessThan(50);
    await page.close();
  });
});
