// The devtools in the app under development, in Chromium; and that a production build has nothing of them.
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Page } from '@playwright/test';
import { enrichmentDevtools } from 'enrichment-sandbox/vite';
import { createServer } from 'vite';

import { expect, test } from './testing/sandbox.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const axe = readFileSync(
  createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** As `npx vite browser-app` does, with another mock. */
async function serveInDevelopment(mock: string) {
  // Vite sets it at its first use in a program, here perhaps for a build.
  const { NODE_ENV } = process.env;
  process.env['NODE_ENV'] = 'development';
  const server = await createServer({
    root,
    configFile: false,
    cacheDir: mkdtempSync(join(tmpdir(), 'vite-')),
    logLevel: 'silent',
    server: { port: 0, host: '127.0.0.1' },
    plugins: [enrichmentDevtools({ mock })],
  });
  await server.listen();
  return {
    url: server.resolvedUrls?.local[0] ?? '',
    stop: async () => {
      await server.close();
      if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
      else process.env['NODE_ENV'] = NODE_ENV;
    },
  };
}

/** What axe says of the drawer, in a line for each rule that is broken. */
const findFlaws = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`${axe}; axe.run({ fromShadowDom: ['enrichment-devtools', '.root'] }, { resultTypes: ['violations'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`);

/** `PICTURES=/tmp/pictures` keeps screenshots. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const { PICTURES: folder } = process.env;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `devtools-${name}.png`) });
}

test('the drawer shows the world of the app, moves its clock, injects faults, and is silent when it is closed', async ({
  page,
  mock,
}) => {
  const world = mock.world();
  await world.clock.freeze();
  const site = await serveInDevelopment(mock.url);
  const asked: string[] = [];
  const troubles: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/__mock__/')) asked.push(`${request.method()} ${request.url()}`);
  });
  page.on('pageerror', ({ message }) => troubles.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  await page.goto(`${site.url}?api=${encodeURIComponent(world.baseUrl)}`);
  await page.getByLabel('Token').fill(world.token());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Your jobs' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open the enrichment sandbox devtools' })).toBeVisible();
  expect(asked).toEqual([]);

  await page.keyboard.press('Alt+Shift+E');
  const drawer = page.getByRole('region', { name: 'Enrichment sandbox devtools' });
  await expect(drawer).toBeFocused();
  await expect(drawer).toContainText(`World ${world.name}`);
  const lane = drawer.getByRole('listitem').first();
  await expect(lane).toContainText('queued (Uploading)');
  // The app has requested the list.
  await expect(lane).toContainText(/[1-9]\d* requests?/);
  await keepPicture(page, 'light');

  const started = await world.clock.now();
  await page.keyboard.press('n');
  await expect.poll(async () => (await world.clock.now()) > started).toBe(true);
  await page.keyboard.press('1');
  await page.keyboard.press('1');
  await expect(lane).toContainText('in-progress (Enrichment Started)');
  const before = await world.clock.now();
  await page.keyboard.press('2');
  await expect.poll(async () => (await world.clock.now()).getTime() - before.getTime()).toBe(60_000);
  await drawer.getByRole('button', { name: 'Run the clock' }).click();
  await expect(drawer.getByRole('button', { name: 'Freeze the clock' })).toBeVisible();
  await drawer.getByRole('button', { name: 'Freeze the clock' }).click();

  const toggle = drawer.getByRole('switch', { name: 'Server error (500)' });
  await toggle.click();
  await expect(toggle).toBeChecked();
  const [job] = await world.jobs.list();
  const status = await fetch(`${world.baseUrl}/enrichment/status/${job?.id}/`, { headers: world.headers() });
  expect(status.status).toBe(500);
  await expect(toggle).toContainText('1');
  await toggle.click();
  await expect(toggle).not.toBeChecked();
  expect(await world.faults.list()).toEqual([]);

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 720 });
      for (const name of width > 800 ? ['Faults', 'Advice'] : ['Jobs', 'Faults', 'Advice']) {
        await drawer.getByRole('tab', { name }).click();
        expect([colorScheme, width, name, await findFlaws(page)]).toEqual([colorScheme, width, name, []]);
      }
      const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(isWider).toBe(false);
      await keepPicture(page, `${colorScheme}-${width}`);
    }
  }

  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  const count = asked.length;
  await world.clock.advance('1h');
  // A request that the page sends later is noted later.
  await page.evaluate(() => fetch('/').then(({ ok }) => ok));
  expect(asked.slice(count)).toEqual([]);
  // The coach judges the app alone, and the journal has nothing of the drawer.
  expect((await world.journal.list()).filter(({ path }) => path.includes('__mock__'))).toEqual([]);
  expect(troubles).toEqual([]);
  await site.stop();
});

test('without a mock, the drawer says what to do', async ({ page }) => {
  const site = await serveInDevelopment('http://127.0.0.1:1');
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(site.url);
  await page.getByRole('button', { name: 'Open the enrichment sandbox devtools' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'No mock' })).toContainText(
    'No mock answers at http://127.0.0.1:1. Start one with "npx enrichment-sandbox mock"',
  );
  expect(errors).toEqual([]);
  await site.stop();
});

test('a production build has nothing of the drawer', async ({ site }) => {
  const page = await (await fetch(`${site.url}/`)).text();
  const scripts = Array.from(page.matchAll(/(?:src|href)="([^"]+\.js)"/g), ([, name = '']) => name);
  expect(scripts.length).toBeGreaterThan(0);
  for (const name of scripts) {
    const text = await (await fetch(new URL(name, `${site.url}/`))).text();
    expect(text).not.toMatch(/enrichment-devtools|attachShadow|Alt\+Shift\+E/);
  }
});
