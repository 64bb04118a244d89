// Tests the HTML report in a real browser.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Browser, Page } from 'playwright-core';

import { describeInChromium, launchChromium } from '../../files/testing/chromium.ts';
import { spec } from '../testing/exchanges.ts';
import { createMovingRun } from '../testing/moving-run.ts';
import { sampleVerdicts, createRun, createUnjudgedRun } from '../testing/runs.ts';
import { createSteppedRuns } from '../testing/stepped-ledger.ts';
import { findSteps } from '../statistics/find-steps.ts';
import { renderHtmlReport } from './html.ts';
import { failOnSteps } from './steps.ts';
import type { ContractRun } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-in-a-browser-'));
const file = join(folder, 'report.html');

const steps = findSteps(createSteppedRuns());

/** The kinds of outcome of a run. */
const runs: Readonly<Record<string, ContractRun>> = {
  red: createMovingRun(),
  green: {
    ...createRun([sampleVerdicts.kept, sampleVerdicts.unobserved]),
    coverage: { percent: 89, kinds: [], needWriting: 12 },
  },
  step: failOnSteps({ ...createRun([sampleVerdicts.kept]), failOn: ['step'], steps }),
  unjudged: createUnjudgedRun(),
};
const place = (name: string) => join(folder, `${name}.html`);
/** With this variable the screenshots are kept: `PICTURES=/tmp/pictures make unit ARGS=browser`. */
const pictures = process.env['PICTURES'];

type Options = Parameters<Browser['newPage']>[0];

describeInChromium('report.html in a browser', () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    writeFileSync(file, renderHtmlReport({ ...createMovingRun(), steps }, spec.lifeCycle.apiStatuses));
    for (const [name, run] of Object.entries(runs))
      writeFileSync(place(name), renderHtmlReport(run, spec.lifeCycle.apiStatuses));
    if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the report, and records its requests and errors. */
  async function open(options: Options, path = file): Promise<{ page: Page; noted: string[] }> {
    if (browser === undefined) throw new Error('The browser was not started.');
    const page = await browser.newPage(options);
    const noted: string[] = [];
    page.on('request', (request) => noted.push(request.url()));
    page.on('console', (message) => noted.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => noted.push(error.message));
    await page.goto(pathToFileURL(path).href);
    return { page, noted };
  }

  const wide = { width: 1280, height: 900 };
  const narrow = { width: 320, height: 640 };

  test.each([
    ['light', 'wide', wide],
    ['dark', 'wide', wide],
    ['light', 'narrow', narrow],
    ['dark', 'narrow', narrow],
  ] as const)(
    '%s and %s: the page sends no request, logs no error, and fits its window',
    async (colorScheme, name, viewport) => {
      const { page, noted } = await open({ colorScheme, viewport });
      const width = await page.evaluate('document.documentElement.scrollWidth');
      if (pictures !== undefined)
        await page.screenshot({ path: join(pictures, `${colorScheme}-${name}.png`), fullPage: true });
      await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
      expect([width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([
        viewport.width,
        viewport.width,
      ]);
      expect(noted).toEqual([pathToFileURL(file).href]);
      await page.close();
    },
  );

  test.each(['light', 'dark'] as const)(
    '%s: every text has enough contrast with its background',
    async (colorScheme) => {
      const { page } = await open({ colorScheme, viewport: wide });
      await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
      expect(await page.evaluate(faintTexts)).toEqual([]);
      await page.close();
    },
  );

  const screens = [
    ['a laptop', { width: 1280, height: 800 }],
    ['a phone', { width: 390, height: 844 }],
  ] as const;
  const parts = {
    red: ['.outcome', '.tiles', '.facts', '.links', '.changes'],
    green: ['.outcome', '.tiles', '.facts'],
    step: ['.outcome', '.tiles', '.facts', '.steps', '.spark'],
    unjudged: ['.outcome', '.facts'],
  } as const;

  test.each(
    Object.keys(parts).flatMap((name) =>
      screens.map(([screen, viewport]) => [name, screen, viewport] as const),
    ),
  )(
    'the first screen of a %s run on %s shows everything needed in the morning',
    async (name, screen, viewport) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, noted } = await open({ viewport, colorScheme }, place(name));
        if (pictures !== undefined)
          await page.screenshot({ path: join(pictures, `${name}-${screen.slice(2)}-${colorScheme}.png`) });
        for (const part of parts[name as keyof typeof parts]) {
          const box = await page.locator(part).boundingBox();
          const bottom = (box?.y ?? Infinity) + (box?.height ?? 0);
          expect([part, bottom <= viewport.height]).toEqual([part, true]);
        }
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
        expect(await page.evaluate(faintTexts)).toEqual([]);
        expect(noted).toHaveLength(1);
        await page.close();
      }
    },
  );

  test('the keyboard alone can filter the clauses by verdict', async () => {
    const { page } = await open({ viewport: wide });
    const shown = () =>
      page.evaluate(
        "[...document.querySelectorAll('section tr')].filter((row) => row.checkVisibility()).map((row) => row.className)",
      );
    expect(await shown()).toHaveLength(7);
    await page.locator('#show-all').focus();
    const seen = [];
    for (let presses = 0; presses < 7; presses += 1) {
      await page.keyboard.press('ArrowRight');
      seen.push(await shown());
    }
    const all = ['broken', 'crashed', 'warning', 'notice', 'unobserved', 'kept', 'off'];
    expect(seen).toEqual(all.map((kind) => [`is-${kind}`]));
    expect(await page.locator('section:visible').count()).toBe(1);
    await page.keyboard.press('ArrowRight');
    expect(await shown()).toHaveLength(7);
    await page.close();
  });

  test('print shows clauses that the filter hides', async () => {
    const { page } = await open({ viewport: wide });
    await page.locator('#show-kept').check();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('section tr:visible').count()).toBe(7);
    expect(await page.locator('.filter').isVisible()).toBe(false);
    await page.close();
  });

  test('a link to a hidden clause shows the clause', async () => {
    const { page } = await open({ viewport: wide });
    await page.locator('#show-broken').check();
    await page.locator('.cause summary').first().click();
    await page.locator('.cause a').first().click();
    expect(await page.locator('tr.is-unobserved').isVisible()).toBe(true);
    await page.close();
  });

  test('the keyboard alone can open an exchange', async () => {
    const { page } = await open({ viewport: wide });
    const focused = (what: string) => page.evaluate(`document.activeElement.${what}`);
    for (let presses = 0; presses < 50; presses += 1) {
      await page.keyboard.press('Tab');
      if (await focused("matches('details:not([open]) > summary')")) break;
    }
    await page.keyboard.press('Enter');
    expect(await focused('parentElement.open')).toBe(true);
    await page.close();
  });

  test('print shows everything, on white', async () => {
    const { page } = await open({ colorScheme: 'dark', viewport: wide });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate(faintTexts)).toEqual([]);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await page.close();
  });
});

/** Runs in the page: finds texts whose contrast (WCAG 2.2, 1.4.3) is less than 4.5 to 1. */
const faintTexts = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const [red, green, blue] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const colour = rgba(getComputedStyle(one).backgroundColor);
      if (colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('main *')]
    .filter((one) => !one.closest('svg') && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
    .flatMap((one) => {
      const [a, b] = [light(rgba(getComputedStyle(one).color)), light(behind(one))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      return contrast < 4.5 ? [contrast.toFixed(2) + ' ' + one.outerHTML.slice(0, 80)] : [];
    });
})()`;
