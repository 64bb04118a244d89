// The same seed leads to the same lives and the same finding, here and in a page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';

import { describeInChromium, launchChromium } from '../files/testing/chromium.ts';
import { findFailure } from './index.ts';
import { overlapping, unhurried } from './testing/self-contained-clients.ts';

type Torture = typeof findFailure;

const names = ['setTimeout', 'setInterval', 'clearTimeout', 'Date', 'fetch', 'requestAnimationFrame'];

/** Sent to the page as text too. */
async function playAll(find: Torture, [first, second]: readonly Parameters<Torture>[0][]): Promise<string> {
  const lives: unknown[] = [];
  const keep = { name: 'keeps lives', check: (life: unknown) => void lives.push(life) };
  const tortured: unknown[] = [];
  for (const [client, options] of [
    [first, { seed: 1 }],
    [second, { seed: 3 }],
    [second, { seed: 3, without: ['survives-failures'], rules: [keep] }],
  ] as const) {
    if (client === undefined) throw new Error('A client is missing.');
    const result = await find(client, { numRuns: 60, log: false, ...options });
    tortured.push({ ...result, ms: 0 });
  }
  return JSON.stringify({ tortured, lives });
}

interface Played {
  readonly tortured: readonly { readonly finding?: { readonly rule: { readonly name: string } } }[];
  readonly lives: readonly unknown[];
}

describeInChromium('torture', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => browser.close());

  test('a seed leads to the same lives and the same finding as here, and the page is as before', async () => {
    const page = await openPackage(browser);
    await page.evaluate(`globalThis.kept = ${JSON.stringify(names)}.map((name) => globalThis[name])`);
    // A wait of Playwright for a condition would use the timers of the page, which belong to the lives.
    const there = (await page.evaluate(
      `import('/library/torture.js').then(({ findFailure }) => (${playAll.toString()})(findFailure, [${overlapping.toString()}, ${unhurried.toString()}]))`,
    )) as string;
    const changed: unknown = await page.evaluate(
      `${JSON.stringify(names)}.filter((name, index) => globalThis[name] !== globalThis.kept[index])`,
    );
    const here = await playAll(findFailure, [overlapping, unhurried]);
    const { tortured, lives } = JSON.parse(here) as Played;
    expect(JSON.parse(there)).toEqual({ tortured, lives });
    expect(tortured.map(({ finding }) => finding?.rule.name)).toEqual([
      'no-overlap',
      'survives-failures',
      undefined,
    ]);
    expect(lives).toHaveLength(60);
    expect(changed).toEqual([]);
    expect(await page.evaluate('Object.hasOwn(performance, "now")')).toBe(false);
  });
});

/** A page that can import the package. */
async function openPackage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.route('http://package.example/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ body: '<!doctype html>', contentType: 'text/html' });
    const body = readFileSync(join('dist', pathname), 'utf8');
    return route.fulfill({ body, contentType: 'text/javascript' });
  });
  await page.goto('http://package.example/');
  return page;
}
