/** A mock with its dashboard, and pages of it in Chromium, for end-to-end tests. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { launchChromium } from '../../../files/testing/chromium.ts';
import { getDefaultReadings } from '../../../openapi/questions.ts';
import { instant } from '../../../time/time.ts';
import { createMockSite } from '../../pages/mock-site.ts';
import { type ControlClient, createControlClient } from '../../testing/control-client.ts';
import { type MockOnPort, runningMock } from '../../testing/running-mock.ts';
import { fixture, spec } from '../../testing/shipped.ts';

export interface Dashboard {
  readonly mock: MockOnPort;
  readonly browser: Browser;
  readonly control: ControlClient;
  /** Opens the dashboard. @param query such as `?world=one` */
  readonly open: (query?: string, options?: BrowserContextOptions) => Promise<OpenedPage>;
  /** `PICTURES=/tmp/pictures make unit ARGS=dashboard` keeps screenshots there. */
  readonly keepPicture: (page: Page, name: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface OpenedPage {
  readonly page: Page;
  /** Messages on the console, errors, and requests to other servers: there must be none. */
  readonly noted: readonly string[];
}

export async function startDashboard(): Promise<Dashboard> {
  const mock = await startMockWithSite();
  const browser = await launchChromium();
  return {
    mock,
    browser,
    control: createControlClient(mock),
    open: async (query = '', options = {}) => openPage(browser, `${mock.url}/__mock__/${query}`, options),
    keepPicture,
    stop: async () => {
      await browser.close();
      await mock.stop();
    },
  };
}

/** `PICTURES=/tmp/pictures make unit ARGS=dashboard` keeps screenshots there. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

const now = () => instant(Date.now());

/** @param port a free one by default */
export function startMockWithSite(port?: number): Promise<MockOnPort> {
  const readings = getDefaultReadings(spec.questions);
  const welcome = { spec, readings, fixture, speed: 1, frozen: false, mutants: [] };
  return runningMock({
    now,
    site: createMockSite(welcome, process.cwd()),
    ...(port === undefined ? {} : { port }),
  });
}

async function openPage(browser: Browser, url: string, options: BrowserContextOptions): Promise<OpenedPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  const noted: string[] = [];
  const { origin } = new URL(url);
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
      noted.push(request.url());
  });
  page.on('console', (message) => noted.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noted.push(error.message));
  await page.goto(url);
  await page.getByText('Live', { exact: true }).waitFor();
  return { page, noted };
}
