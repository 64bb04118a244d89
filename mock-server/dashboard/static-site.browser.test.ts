// The static site in Chromium, below a path of its server: the mock in its worker, which the browser stops, and links to worlds.
import type { Browser, Page } from 'playwright-core';

import { describeInChromium, launchChromium } from '../../files/testing/chromium.ts';
import { loadIngredients } from '../start/ingredients.ts';
import { readMockOptions } from '../start/options.ts';
import { engineUnderTest } from '../testing/engine-under-test.ts';
import { createPeople } from '../testing/people.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import { instant } from '../../time/time.ts';
import { lives, look, runningJob, toStep } from './testing/lives.ts';
import {
  createKiller,
  get,
  openSite,
  send,
  serveSite,
  type SiteServer,
  type Step,
} from './testing/static-site.ts';

const now = () => instant(Date.now());

/** As the command starts it. */
const startWith = async (link: string): Promise<MockOnPort> =>
  runningMock({ ...(await loadIngredients(readMockOptions(['--world', link]), process.cwd())), now });

describeInChromium('the static site', () => {
  let site: SiteServer;
  let browser: Browser;
  /** A page whose worker lives. */
  let page: Page;
  /** A page in another profile, whose worker can be stopped. */
  let stopped: Page;
  let kill: () => Promise<void>;
  beforeAll(async () => {
    [site, browser] = await Promise.all([serveSite(), launchChromium()]);
    [page, stopped] = await Promise.all([browser.newPage(), browser.newPage()]);
    await Promise.all([page, stopped].map((one) => openSite(one, `${site.url}/`)));
    kill = await createKiller(stopped);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  test('its worker can be stopped between all steps of a life: the same bytes', async () => {
    const [, link] = await engineUnderTest({ frozen: true }).control('GET', '/worlds/default/link');
    for (const step of createWholeLife(String(link))) {
      expect([step, await send(stopped, step)]).toEqual([step, await send(page, step)]);
      await kill();
    }
    // Each worker begins its nonces with a text that no other one has.
    const log = await get(stopped, '/worlds/one/log');
    const workers = new Set(Array.from(log.matchAll(/"nonce":"(\d+)-/g), ([, own]) => own));
    expect(workers.size).toBeGreaterThan(10);
  });

  test('a clock goes on while there is no worker', async () => {
    await send(stopped, { path: '/worlds/fast/clock', body: { speed: 100_000 } });
    const readClock = async () => JSON.parse(await get(stopped, '/worlds/fast/clock')) as { now: string };
    const before = await readClock();
    await kill();
    const after = await readClock();
    expect(Date.parse(after.now)).toBeGreaterThan(Date.parse(before.now));
  });

  test('its pages follow a world whose worker was stopped', async () => {
    await openSite(stopped, `${site.url}/__mock__/?world=follow`);
    await kill();
    await stopped.getByRole('button', { name: 'Freeze: stop the clock' }).click();
    await stopped.getByRole('button', { name: 'Play: start the clock' }).waitFor();
    expect(JSON.parse(await get(stopped, '/worlds/follow/clock'))).toMatchObject({ frozen: true });
  });

  test('all of it works when the network is cut after the first visit', async () => {
    await stopped.context().setOffline(true);
    await openSite(stopped, `${site.url}/`);
    await stopped.goto(`${site.url}/__mock__/docs/`);
    await stopped.locator('.swagger-ui .opblock').first().waitFor();
    expect(await stopped.locator('.swagger-ui .opblock').count()).toBeGreaterThan(3);
    await stopped.context().setOffline(false);
  });

  describe('a link', () => {
    let command: MockOnPort;
    beforeAll(async () => {
      command = await runningMock({ now });
    });
    afterAll(() => command.stop());

    test.each(lives)('is the same world in a browser and a command: %s', async (name, { steps, madeIn }) => {
      const maker = madeIn === 'command' ? command.url : page;
      const from = name.replaceAll(/[^a-z]+/g, '-');
      const answers = await send(maker, ...steps.map(toStep(from)));
      expect(answers.filter((answer) => !answer.startsWith('2'))).toEqual([]);
      const link = await get(maker, `/worlds/${from}/link`);
      const mock = await startWith(link);
      const world = await openLink(page, link);
      // The clock of some of them runs, so both are moved to the same time.
      const moved = { frozen: true, at: '2036-05-06T14:00:00Z' };
      await send(page, { path: `/worlds/${world}/clock`, body: moved });
      await send(mock.url, { path: '/worlds/default/clock', body: moved });
      const seen = await look(page, world);
      expect(seen).toEqual(await look(mock.url, 'default'));
      expect(seen.length).toBeGreaterThan(10);
      expect(await get(page, `/worlds/${world}/link`)).toBe(await get(mock.url, '/worlds/default/link'));
      await mock.stop();
    });
  });
});

/** Follows a link on the open page. @returns the name of the new world */
async function openLink(page: Page, link: string): Promise<string> {
  const before = page.url();
  await page.goto(`${before.replace(/#.*/, '')}#${link}`);
  await page.waitForURL(
    (url) => url.href !== before && url.hash === '' && url.search.includes('world=link-'),
  );
  return new URL(page.url()).searchParams.get('world') ?? '';
}

const token = 'alice-token~one';
const control = (path: string, body: object): Step => ({ path: `/worlds/one/${path}`, body });
const order = (action: string): Step => ({
  path: '/api/v1/enrichment-control/',
  token,
  body: { csv_file_id: runningJob, action },
});
const poll: Step = { path: '/api/v1/enrichment/status/', token };
const getJob = (what: string): Step => ({ path: `/api/v1/enrichment/${what}`, token });

/** Of a world whose clock is stopped at a time of the past, so that all bytes are the same in each run. */
const createWholeLife = (frozenLink: string): readonly Step[] => [
  control('restore', { link: frozenLink }),
  poll,
  { path: '/api/v1/enrichment/submit/', token, body: createPeople(3) },
  { path: '/api/v1/enrichment/submit/', token, body: createPeople(200) },
  poll,
  control('clock', { advance: '5s' }),
  getJob(`status/${runningJob}/`),
  order('pause'),
  getJob(`status/${runningJob}/`),
  control('snapshots', { name: 'paused' }),
  order('resume'),
  // Without its slash it is redirected.
  getJob(`status/${runningJob}`),
  control('clock', { advance: '1h' }),
  getJob(`result/${runningJob}/`),
  getJob(`result/${runningJob}/?report_type=csv`),
  control('faults', { effect: 'error', problem: 'serverError', every: 2, operation: 'getStatus' }),
  getJob(`status/${runningJob}/`),
  getJob(`status/${runningJob}/`),
  { path: '/worlds/one/faults' },
  control('restore', { snapshot: 'paused' }),
  getJob(`status/${runningJob}/`),
  { path: '/worlds/one/users' },
  { path: '/worlds/one/snapshots' },
  { path: '/worlds/one/link' },
  { path: '/worlds/one/export' },
  { path: `/worlds/one/jobs/${runningJob}`, method: 'DELETE' },
  poll,
];
