// What is behind the pages of the static site in Chromium: without service workers, with a newer site, and with links and forms of others.
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { describeInChromium, launchChromium } from '../../files/testing/chromium.ts';
import { getLinkBasis } from '../fixtures/link-basis.ts';
import { maxLinkLength } from '../fixtures/link-error.ts';
import { formatLink } from '../fixtures/link-text.ts';
import { engineUnderTest } from '../testing/engine-under-test.ts';
import { startMockWithSite } from './testing/dashboard-page.ts';
import { get, openSite, send, serveSite, type SiteServer } from './testing/static-site.ts';

const format = (content: string): string => formatLink(content, getLinkBasis()) ?? '';

describeInChromium('behind the pages of the static site', () => {
  let site: SiteServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let link = '';
  beforeAll(async () => {
    [site, browser] = await Promise.all([serveSite(), launchChromium()]);
    context = await browser.newContext();
    page = await context.newPage();
    await openSite(page, `${site.url}/__mock__/`);
    link = String((await engineUnderTest({ frozen: true }).control('GET', '/worlds/default/link'))[1]);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const listWorlds = async (): Promise<unknown> => JSON.parse(await get(page, '/worlds'));
  const follow = (fragment: string) => page.goto(`${site.url}/__mock__/?x=${Math.random()}#${fragment}`);

  test('there is a worker of the page where browsers have no service workers, and one tab at a time has it', async () => {
    const without = await browser.newContext({ serviceWorkers: 'block' });
    const [first, second] = [await without.newPage(), await without.newPage()];
    await openSite(first, `${site.url}/__mock__/?world=own`);
    await first.getByRole('button', { name: 'Freeze: stop the clock' }).click();
    const play = 'Play: start the clock';
    await first.getByRole('button', { name: play }).waitFor();
    const frozen = await first.locator('time').first().getAttribute('datetime');
    await second.goto(`${site.url}/__mock__/?world=own`);
    await second.getByText('The sandbox is open in another tab').waitFor();
    await first.close();
    await second.getByRole('button', { name: play }).waitFor();
    expect(await second.locator('time').first().getAttribute('datetime')).toBe(frozen);
    await without.close();
  });

  test('the playground works without service workers', async () => {
    const without = await browser.newContext({ serviceWorkers: 'block' });
    const other = await without.newPage();
    await other.goto(`${site.url}/__mock__/docs/`);
    await other.locator('.opblock-summary', { hasText: '/status/' }).first().click();
    await other.getByRole('button', { name: 'Execute' }).first().click();
    const status = other.locator('.live-responses-table .response-col_status').last();
    await status.waitFor();
    expect(await status.textContent()).toContain('200');
    await without.close();
  });

  test.each<[string, () => string, string]>([
    ['a truncated link', () => link.slice(0, -3), 'characters of it are missing or were changed'],
    ['markup', () => 'world2.<img src=x onerror=alert(1)>', 'is not a character of a link'],
    ['a very long link', () => `world2.${'A'.repeat(maxLinkLength)}`, 'at most 65,536 are allowed'],
    ['a later version', () => 'world9.abc', 'its version is 9'],
    ['what is not JSON', () => format(' '.repeat(8_000_000)), 'its content is not JSON'],
    ['what is no world', () => format('{"speed":1,"frozen":true,"log":7}'), 'log: '],
  ])('%s makes no world, and is one sentence', async (_, getFragment, reason) => {
    const before = await listWorlds();
    await follow(getFragment());
    await page
      .locator('.notice', { hasText: 'This link cannot be used: ' })
      .filter({ hasText: reason })
      .waitFor();
    expect(await listWorlds()).toEqual(before);
    expect(page.url()).not.toContain('#');
  });

  test('each opening of a link is a new world, and changes no other', async () => {
    const worlds: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      await follow(link);
      await page.waitForURL((url) => url.search.includes('world=link-') && url.hash === '');
      const world = new URL(page.url()).searchParams.get('world') ?? '';
      worlds.push(world);
      await send(page, { path: `/worlds/${world}/clock`, body: { advance: `${count + 1}h` } });
    }
    const [first = '', second] = worlds;
    expect([first, second]).toEqual([expect.stringMatching(/^link-[A-Za-z0-9]{6}$/), `${first}-2`]);
    expect(JSON.parse(await get(page, `/worlds/${first}/clock`))).toMatchObject({
      now: '2026-05-06T15:25:42.000Z',
    });
  });

  test('a page that a mock serves opens a link only when somebody presses a button', async () => {
    const mock = await startMockWithSite();
    const served = await context.newPage();
    await openSite(served, `${mock.url}/__mock__/#${link}`);
    const open = served.getByRole('button', { name: 'Open it as a new world' });
    await open.waitFor();
    expect(JSON.parse(await get(mock.url, '/worlds'))).toEqual(['default']);
    await open.click();
    await served.waitForURL(/\?world=link-/);
    expect(JSON.parse(await get(mock.url, '/worlds'))).toHaveLength(2);
    await served.close();
    await mock.stop();
  });

  test('forms and links of other pages change nothing', async () => {
    const before = await listWorlds();
    const other = await context.newPage();
    const control = `${site.url}/__mock__/api/worlds`;
    await other.setContent(
      `<form method="post" action="${control}/default/reset"><button>Win</button></form>`,
    );
    await other.getByRole('button').click();
    await other.getByText('Only pages of this site may send this').waitFor();
    await other.goto(`${control}/of-others/clock`);
    await other.getByText('There is no such world.').waitFor();
    expect(await listWorlds()).toEqual(before);
    await other.close();
  });

  test('a newer site replaces the worker as soon as no other tab uses the older one', async () => {
    const own = await browser.newContext();
    const [first, second] = [await own.newPage(), await own.newPage()];
    await openSite(first, `${site.url}/__mock__/`);
    await openSite(second, `${site.url}/__mock__/`);
    await send(first, { path: '/worlds/kept/clock', body: { frozen: true } });
    site.replace('__mock__/index.html', (text) => text.replace('lang="en"', 'lang="en-GB"'));
    site.replace('sw.js', (text) => text.replace(/(?<=version:)"[0-9a-f]{16}"/, '"newer"'));
    await first.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      while (registration.waiting === null) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await openSite(first, `${site.url}/__mock__/?again`);
    expect(await first.locator('html').getAttribute('lang')).toBe('en');
    await second.close();
    await first.goto(`${site.url}/__mock__/?alone`);
    await first.waitForFunction(() => document.documentElement.lang === 'en-GB');
    expect(JSON.parse(await get(first, '/worlds/kept/clock'))).toMatchObject({ frozen: true });
    await own.close();
  });
});
