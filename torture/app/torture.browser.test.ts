// Whole lives of small apps in Chromium: what a user and a browser do to them, and the bugs that this brings to light.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';

import { describeInChromium, launchChromium } from '../../files/testing/chromium.ts';
import { createWorlds } from '../play/world.ts';
import type { AppAdapter } from './adapter.ts';
import type { AppEvent, AppPlan } from './app-plan.ts';
import { type Breaker, openBreaker } from './breaker.ts';
import { calmPlan } from './first-plans.ts';
import { judgeApp } from './judge-app.ts';
import { playApp } from './play-app.ts';
import { listAppRules } from './run-torture.ts';
import { buggyPages, soundPages } from './testing/pages.ts';
import { type PageServer, servePages } from './testing/serve-pages.ts';
import { writeAppReport } from './write-app-report.ts';

const adapter: AppAdapter = {
  start: async ({ page, app, job, token, baseUrl }) => {
    await page.goto(`${app}?job=${job.id}&token=${token}&api=${baseUrl}`);
  },
  status: '#status',
};

/** Most of what can happen, in one life. */
const eventful: AppPlan = {
  ...calmPlan,
  faults: [
    { at: 2000, fault: { effect: 'reset', next: 1 } },
    { at: 15_000, fault: { effect: 'cut', next: 1 } },
    { at: 40_000, fault: { effect: 'error', problem: 'serverError', next: 1 } },
  ],
  latencies: [100, 2000],
  skew: 60_000,
  sleeps: [{ at: 70_000, length: 60_000 }],
  events: [
    { kind: 'offline', at: 5000, length: 5000 },
    { kind: 'hidden', at: 20_000, length: 5000 },
    { kind: 'cached', at: 28_000, length: 5000 },
    { kind: 'reload', at: 35_000 },
    { kind: 'leave', at: 45_000, length: 2000 },
    { kind: 'second-tab', at: 50_000 },
  ],
};

const bugs: readonly (readonly [page: string, rule: string, Partial<AppPlan>])[] = [
  [
    'shows the stored status after a reload and never asks',
    'reload-shows-truth',
    happens({ kind: 'reload', at: 1000 }),
  ],
  [
    'loses the status when the browser goes offline',
    'online-continues',
    happens({ kind: 'offline', at: 1000, length: 1000 }),
  ],
  ['lets two tabs fight through localStorage', 'tabs-agree', happens({ kind: 'second-tab', at: 1000 })],
  [
    'stops in the cache of the browser and never goes on',
    'return-shows-truth',
    happens({ kind: 'cached', at: 1000, length: 1000 }),
  ],
  [
    'stops when hidden and never resumes',
    'visible-catches-up',
    happens({ kind: 'hidden', at: 1000, length: 1000 }),
  ],
  [
    'shows a spinner for ever after a 500',
    'page-shows-the-end',
    { faults: [{ at: 0, fault: { effect: 'error', problem: 'serverError', next: 1 } }] },
  ],
];

function happens(event: AppEvent): Partial<AppPlan> {
  return { events: [event] };
}

describeInChromium('lives of apps in a browser', () => {
  const rules = listAppRules(true);
  const folder = mkdtempSync(join(tmpdir(), 'torture-'));
  const worlds = createWorlds();
  let browser: Browser | undefined;
  let breaker: Breaker | undefined;
  let pages: PageServer | undefined;

  beforeAll(async () => {
    [browser, breaker, pages] = await Promise.all([
      launchChromium(),
      openBreaker(),
      servePages({ ...soundPages, ...buggyPages }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), breaker?.close(), pages?.close()]);
    rmSync(folder, { recursive: true });
  });

  const createLane = (name: string, own = adapter) => ({
    play: (plan: AppPlan, onStep?: Parameters<typeof playApp>[0]['onStep']) => {
      if (browser === undefined || breaker === undefined || pages === undefined)
        throw new Error('Nothing is open.');
      const app = pages.getUrl(name);
      const parts = { browser, breaker, worlds, adapter: own, app, allowedHosts: [], plan };
      return playApp({ ...parts, ...(onStep === undefined ? {} : { onStep }) });
    },
  });

  test.each(Object.keys(soundPages))(
    'no alarm is raised about the sound page "%s", whatever happens',
    async (name) => {
      const { life } = await createLane(name).play(eventful);
      expect(judgeApp(life, rules)).toEqual([]);
      expect(life.moments.map(({ moment }) => moment)).toEqual([
        'offline',
        'online',
        'hidden',
        'visible',
        'cached-back',
        'cached-forward',
        'reload',
        'back',
        'forward',
        'second-tab',
        'sleep',
        'wake',
      ]);
      expect(life.requests.some(({ status, outcome }) => status === 500 || outcome === 'reset')).toBe(true);
      const open = life.documents.filter(({ closedAt }) => closedAt === undefined);
      expect(open.map(({ tab, shown }) => [tab, shown.at(-1)?.status])).toEqual([
        [0, 'completed'],
        [1, 'completed'],
      ]);
    },
  );

  test.each<NonNullable<AppPlan['events']>[number]>([
    { kind: 'offline', at: 5000, length: 15_000 },
    { kind: 'hidden', at: 5000, length: 15_000 },
  ])('a sound page that waits for the event after $kind gets it', async (event) => {
    const { life } = await createLane('pausing').play({ ...calmPlan, events: [event] });
    expect(judgeApp(life, rules)).toEqual([]);
    expect(life.documents[0]?.shown.at(-1)?.status).toBe('completed');
  });

  test('the same plan leads to the same life', async () => {
    const { play } = createLane('polling');
    const [one, other] = [await play(eventful), await play(eventful)];
    expect(other.life).toEqual(one.life);
  });

  test.each(bugs)('the bug of a page that %s breaks %s', async (name, rule, given) => {
    const { life } = await createLane(name).play({ ...calmPlan, ...given });
    expect(judgeApp(life, rules).map((broken) => broken.rule.name)).toEqual([rule]);
  });

  test('a report has a picture of each step, and nothing that the page could put into it', async () => {
    const [name = ''] = Object.keys(buggyPages);
    const plan = { ...calmPlan, ...happens({ kind: 'reload', at: 1000 }) };
    const lane = createLane(name, {
      ...adapter,
      status: async ({ page }) =>
        `<img src=x onerror=alert(1)> ${await page.locator('#status').textContent()}`,
    });
    const played = await lane.play(plan);
    const broken = judgeApp(played.life, rules);
    const file = await writeAppReport(join(folder, 'report'), {
      app: 'http://127.0.0.1/<b>',
      finding: { broken, played, path: '3', simplerLives: 5, first: plan },
      rules,
      seed: 42,
      command: 'enrichment-sandbox torture --seed 42 --path 3',
      lane,
      lives: 7,
      toStatus: (text) => text.split(' ').at(-1),
    });
    const report = readFileSync(file, 'utf8');
    expect(file).toBe(join(folder, 'report', 'torture.html'));
    expect(report.match(/src="data:image\/jpeg;base64,/g)?.length).toBeGreaterThan(3);
    expect(report).toContain('After a reload, the page');
    expect(report).toContain('--seed 42 --path 3');
    expect(report).not.toMatch(/<img src=x|<b>[^<]*<\/h1>|<script/);
    const { PICTURES: pictures } = process.env;
    if (pictures !== undefined) writeFileSync(join(pictures, 'torture-report.html'), report);
  });
});
