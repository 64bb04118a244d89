// The playground in Chromium: it opens under its policy, sends requests with the token of the chosen world, and fits narrow screens.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { getDefaultReadings } from '../../../openapi/questions.ts';
import { createMockSite } from '../../pages/mock-site.ts';
import { describeInChromium, launchChromium } from '../../../files/testing/chromium.ts';
import { type MockOnPort, runningMock } from '../../testing/running-mock.ts';
import { fixture, ownJobId, spec } from '../../testing/shipped.ts';

/** With this variable the screenshots are kept: `PICTURES=/tmp/pictures make unit ARGS=docs/in-a-browser`. */
const pictures = process.env['PICTURES'];

/** Opens the operation, executes it as it is, and returns the status and the body of the response. */
async function execute(page: Page, operation: string, fill: Readonly<Record<string, string>> = {}) {
  const block = page.locator(`[id$="-${operation}"]`);
  await block.locator('.opblock-summary-control').click();
  for (const [name, value] of Object.entries(fill))
    await block.locator(`tr[data-param-name="${name}"] input`).fill(value);
  await block.locator('.execute').click();
  const response = block.locator('.live-responses-table .response');
  await response.locator('.response-col_description .highlight-code code').first().waitFor();
  return {
    status: await response.locator('.response-col_status').innerText(),
    body: await response.locator('.highlight-code code').first().innerText(),
    curl: await block.locator('.curl-command code').innerText(),
  };
}

async function keepPicture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `playground-${name}.png`) });
}

describeInChromium('the playground', () => {
  let browser: Browser;
  let mock: MockOnPort;
  beforeAll(async () => {
    const readings = getDefaultReadings(spec.questions);
    const welcome = { spec, readings, fixture, speed: 1, frozen: false, mutants: [] };
    mock = await runningMock({ site: createMockSite(welcome, process.cwd()) });
    browser = await launchChromium();
    if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
  });
  afterAll(() => Promise.all([browser.close(), mock.stop()]));

  /** Opens the page, and notes everything that it must not do. */
  async function open(query: string, options: BrowserContextOptions = {}) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    const noted: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(mock.url) && !request.url().startsWith('data:'))
        noted.push(request.url());
    });
    page.on('console', (message) => noted.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => noted.push(error.message));
    await page.goto(`${mock.url}/__mock__/docs/${query}`);
    await page.locator('.opblock').first().waitFor();
    return { page, noted };
  }

  test('sends requests with a token of the chosen world, under its policy and to this mock only', async () => {
    const { page, noted } = await open('?world=shop');
    const listed = await execute(page, 'listStatuses');
    expect(listed.status).toBe('200');
    expect(listed.body).toContain(ownJobId);
    expect(listed.curl).toContain(`'Authorization: Bearer alice-token~shop'`);
    await keepPicture(page, 'after-a-request');
    const one = await execute(page, 'getStatus', { job_id: ownJobId });
    expect([one.status, JSON.parse(one.body)]).toMatchObject(['200', { job_id: ownJobId }]);
    const submitted = await execute(page, 'submitEnrichment');
    expect([submitted.status, JSON.parse(submitted.body)]).toMatchObject(['201', { status: 'queued' }]);

    await page.locator('#user').selectOption('bob-token~shop');
    const block = page.locator('[id$="-listStatuses"]');
    await block.locator('.execute').click();
    await block.locator('.curl-command code', { hasText: 'Bearer bob-token~shop' }).waitFor();
    expect(noted).toEqual([]);
    await page.close();
  });

  test('shows the basis of each part as text, and leads back to the dashboard', async () => {
    const { page, noted } = await open('?world=shop');
    const list = page.locator('[id$="-listStatuses"]');
    await list.locator('.opblock-summary-control').click();
    const bases = list.getByText(
      'Basis: documented. Source: Enrichment Status, List All Jobs for the Current User.',
    );
    await bases.nth(1).waitFor();
    expect(await bases.count()).toBe(2);
    expect(await list.getByText(/^Basis: [a-z]+\. (Source|Reason): .+\.$/).count()).toBeGreaterThan(10);
    await page.locator('#questions summary').click();
    expect(await page.locator('#questions dt').count()).toBe(Object.keys(spec.questions).length);
    expect(await page.locator('#questions strong', { hasText: 'this mock' }).count()).toBe(
      Object.keys(spec.questions).length,
    );
    expect(await page.getByRole('link', { name: 'Dashboard' }).getAttribute('href')).toBe('../?world=shop');
    expect(noted).toEqual([]);
    await page.close();
  });

  test('has the control API as its second document', async () => {
    const { page, noted } = await open('?world=shop');
    await page.locator('#document').selectOption('control');
    await page.waitForURL('**/docs/?world=shop&document=control');
    await page.locator('[id$="-getClock"]').waitFor();
    const clock = await execute(page, 'getClock');
    expect(clock.status).toBe('200');
    expect(clock.curl).toContain('/__mock__/api/worlds/shop/clock');
    expect(noted).toEqual([]);
    await keepPicture(page, 'control');
    await page.close();
  });

  test('shows the name of a world as text, and why a world cannot exist', async () => {
    const name = '<img src=x onerror="document.title=1">';
    const { page, noted } = await open(`?world=${encodeURIComponent(name)}`);
    expect(await page.locator('#world option').first().innerText()).toBe(name);
    expect(await page.locator('#note').innerText()).toContain(' is not a valid world name; a name is ');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toBe('Playground - Enrichment mock');
    // Chromium itself reports the 404 of the control API.
    expect(noted).toEqual([expect.stringContaining('404 (Not Found)')]);
    await page.close();
  });

  test.each(['light', 'dark'] as const)('%s: fits a narrow screen', async (colorScheme) => {
    const { page, noted } = await open('', { colorScheme, viewport: { width: 360, height: 740 } });
    await execute(page, 'getStatus', { job_id: ownJobId });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await page.evaluate("document.documentElement.classList.contains('dark-mode')")).toBe(
      colorScheme === 'dark',
    );
    await keepPicture(page, `narrow-${colorScheme}`);
    expect(noted).toEqual([]);
    await page.close();
  });
});
