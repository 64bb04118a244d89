import { launchChromium } from '../../files/testing/chromium.ts';
import { createWorlds } from '../play/world.ts';
import { openBreaker } from './breaker.ts';
import { playApp } from './play-app.ts';
import { servePages } from './testing/serve-pages.ts';
import { buggyPages, soundPages } from './testing/pages.ts';
import type { AppPlan } from './app-plan.ts';

const plan: AppPlan = { jobs: [{ scenario: 'straight-through', rows: 5 }], faults: [], latencies: [], sleeps: [], skew: 0, isOutOfCredits: false, events: [] };
const adapter = { start: async ({ page, job, token, baseUrl, app }: any) => { await page.goto(`${app}?job=${job.id}&token=${token}&api=${baseUrl}`); }, status: '#status' };

test('spike', async () => {
  const pages = await servePages({ ...buggyPages, ...soundPages });
  const browser = await launchChromium();
  const breaker = await openBreaker();
  const worlds = createWorlds();
  const run = async (name: string, given: Partial<AppPlan>) => {
    const began = Date.now();
    const { life } = await playApp({ browser, adapter, breaker, worlds, app: pages.getUrl(name), allowedHosts: [], plan: { ...plan, ...given } });
    console.log(name, JSON.stringify(given), Date.now() - began, 'ms', life.requests.length, 'requests', life.endedBy, life.endedAt,
      '\n' + JSON.stringify(life.job.statuses.map((s) => [s.at, s.status])), '\n' + JSON.stringify(life.documents.map((d) => ({...d, shown: d.shown.map((s) => [s.at, s.text])}))), '\n' + JSON.stringify(life.requests.map((r) => [r.sentAt, r.arrivedAt, r.outcome, r.status, r.document]).slice(0,60)));
  };
  try {
    await run('polling', {});
    await run('polling', { faults: [{ at: 10000, fault: { effect: 'cut', next: 1 } }, { at: 30000, fault: { effect: 'reset', next: 1 } }, { at: 50000, fault: { effect: 'error', problem: 'serverError', next: 1 } }], latencies: [100, 3000] });
    await run('pausing', { events: [{ kind: 'offline', at: 10000, length: 20000 }, { kind: 'hidden', at: 40000, length: 30000 }, { kind: 'reload', at: 80000 }, { kind: 'cached', at: 90000, length: 5000 }, { kind: 'leave', at: 100000, length: 10000 }, { kind: 'second-tab', at: 120000 }] });
  } finally {
    await browser.close();
    await breaker.close();
    await pages.close();
  }
});
