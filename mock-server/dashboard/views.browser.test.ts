// Every view of the dashboard in Chromium: axe finds nothing, nothing is wider than the window, and hostile text is text.
import { readFileSync } from 'node:fs';

import type { Page } from 'playwright-core';

import { describeInChromium } from '../../files/testing/chromium.ts';
import { ownJobId } from '../testing/shipped.ts';
import { type Dashboard, startDashboard } from './testing/dashboard-page.ts';

const views = {
  lanes: '',
  'life cycle': '&view=life-cycle',
  job: `&panel=job&job=${ownJobId}`,
  submit: '&panel=submit',
  requests: '&panel=requests',
  faults: '&panel=faults',
  advice: '&panel=advice',
  worlds: '&panel=worlds',
} as const;

const windows = {
  telephone: { width: 360, height: 740 },
  laptop: { width: 1280, height: 800 },
  'large screen': { width: 3840, height: 2160 },
} as const;

/** What axe says of a page, in a line for each rule that is broken. */
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const runAxe = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, help, nodes }) => id + ': ' + help + ' ' + nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', ')))`;

const check = async (page: Page) => {
  await page.evaluate(axe);
  return page.evaluate(runAxe);
};

describeInChromium('the views of the dashboard', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await startDashboard();
    // A world in which every panel has something to show.
    const world = '/worlds/full';
    await dashboard.control.call('setClock', `${world}/clock`, { frozen: true });
    await dashboard.control.call('addFault', `${world}/faults`, { effect: 'extra-field', user: 'bob' });
    await dashboard.control.call('takeSnapshot', `${world}/snapshots`, { name: 'before' });
    for (let count = 0; count < 12; count += 1)
      await dashboard.control.ask(`/api/v1/enrichment/status/${ownJobId}/`, 'alice-token~full');
    await dashboard.control.ask('/api/v1/enrichment/status/', 'bob-token~full');
    await dashboard.control.ask('/api/v1/enrichment/stats/', 'alice-token~full');
  });
  afterAll(() => dashboard.stop());

  const open = async (query: string, options = {}) => {
    const opened = await dashboard.open(`?world=full${query}`, options);
    await opened.page.getByText('18 jobs', { exact: true }).waitFor();
    await opened.page.locator('.panel .empty', { hasText: 'Loading' }).waitFor({ state: 'detached' });
    return opened;
  };

  test.each([
    ['light', 'laptop'],
    ['dark', 'telephone'],
  ] as const)('%s on a %s: axe finds nothing in any view', async (colorScheme, size) => {
    const found: Record<string, unknown> = {};
    for (const [name, query] of Object.entries(views)) {
      const { page, noted } = await open(query, {
        colorScheme,
        viewport: windows[size],
        reducedMotion: 'reduce',
      });
      found[name] = [...noted, ...((await check(page)) as readonly string[])];
      await dashboard.keepPicture(page, `${name}-${colorScheme}-${size}`);
      await page.close();
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(views).map((name) => [name, []])));
  });

  test.each(Object.entries(windows))('no view is wider than a %s', async (size, viewport) => {
    const { page } = await open('', { viewport });
    const widths: Record<string, unknown> = {};
    for (const [name, query] of Object.entries(views)) {
      await page.goto(`${dashboard.mock.url}/__mock__/?world=full${query}`);
      await page.getByText('18 jobs', { exact: true }).waitFor();
      widths[name] = await page.evaluate('document.documentElement.scrollWidth');
      if (size !== 'laptop') await dashboard.keepPicture(page, `${name}-${size}`);
    }
    expect(widths).toEqual(Object.fromEntries(Object.keys(views).map((name) => [name, viewport.width])));
    await page.close();
  });

  test('hostile text from requests and reasons is shown as text in every view', async () => {
    const hostile = '<img src=x onerror="document.title=\'hacked\'">\u202e';
    const world = '/worlds/hostile';
    await dashboard.control.call('failJob', `${world}/jobs/${ownJobId}/fail`, { reason: hostile });
    await dashboard.control.ask(
      `/api/v1/enrichment/${encodeURIComponent(hostile)}/?${hostile}`,
      'alice-token~hostile',
    );
    await dashboard.control.ask('/api/v1/enrichment/status/', `${'x'.repeat(50)}~hostile`);
    for (const query of Object.values(views)) {
      const { page, noted } = await dashboard.open(
        `?world=hostile${query}&search=&user=${encodeURIComponent(hostile)}`,
      );
      expect(await page.title()).toContain('hostile');
      expect(await page.locator('img[src=x]').count()).toBe(0);
      expect(noted).toEqual([]);
      await page.close();
    }
    const { page } = await dashboard.open(`?world=hostile&panel=job&job=${ownJobId}`);
    await page.getByText('onerror=').first().waitFor();
    expect(await page.locator('body').innerText()).not.toContain('\u202e');
    await page.close();
  });

  test('hostile text in the address is visible wherever it is shown', async () => {
    const hostile = encodeURIComponent('\u202e<b>');
    const { page } = await dashboard.open(`?world=full&panel=job&job=${hostile}&status=${hostile}`);
    await page.getByText('has no job').waitFor();
    const shown = `${await page.locator('body').innerText()} ${await page.locator('.chip').getAttribute('aria-label')}`;
    expect(shown).toContain('\\u{202e}<b>.');
    expect(shown).not.toContain('\u202e');
    await page.close();
  });
});
