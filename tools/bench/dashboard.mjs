// The part of the bench about the dashboard: how long Chromium works for its first paint, for a frame while it scrolls
// through ten thousand jobs, and while requests come in.
// @ts-check
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

import { formatRequest, sendRequests } from './load.mjs';
import { computeMedian } from './measure.mjs';
import { startServer } from './process.mjs';
import { authorize, listLine, listRequest, startMockIn } from './servers.mjs';

/** @typedef {import('playwright-core').Page} Page */

const world = `about: Ten thousand jobs.
seed: dashboard
default-scenario: straight-through
users:
  alice:
    token: alice-token
    jobs:
      - {scenario: straight-through, rows: 120, submitted: 1m, count: 4000, every: 20s}
      - {scenario: small, rows: 12, submitted: 2m, count: 3000, every: 1m}
      - {scenario: fails-half-way, rows: 80, submitted: 2m, count: 3000, every: 1m}
`;
/** Requests per second, and for how many jobs. */
const [rate, polled] = [500, 40];
const [paints, scrolls] = [5, 600];

/**
 * @param {import('./speed.mjs').Surroundings} surroundings
 * @param {{ seconds: number }} amount of requests
 * @returns {Promise<import('./table.mjs').Table>}
 */
export async function benchDashboard({ scratch }, { seconds }) {
  const file = join(scratch, 'ten-thousand-jobs.yaml');
  writeFileSync(file, world);
  const { chromium } = await import('playwright-core');
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const [mock, browser] = await Promise.all([
    startServer('the mock', startMockIn('.', '--world', file), listRequest),
    chromium.launch({ executablePath, args: ['--no-sandbox'] }),
  ]);
  try {
    const url = `http://127.0.0.1:${mock.port}/__mock__/`;
    const painted = [];
    for (let nth = 0; nth < paints; nth += 1) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(url);
      painted.push(await readFirstPaint(page));
      await page.close();
    }
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(url);
    await page.getByText('10,000 jobs').waitFor();
    const frames = await trace(page, 'cc', 'ProxyMain::BeginMainFrame', () => page.evaluate(scroll));
    await page.evaluate(observeTasks);
    let sent = 0;
    const tasks = await trace(page, 'toplevel', 'ThreadControllerImpl::RunTask', async () => {
      sent = await sendPolls(mock.port, seconds);
    });
    const longTasks = Number(await page.evaluate('longTasks'));
    return {
      title: 'Dashboard: ten thousand jobs in Chromium',
      columns: ['what', 'measured', 'target'],
      rows: [
        ['first paint, median', `${computeMedian(painted).toFixed(0)} ms`, '300 ms'],
        ['frame while it scrolls, p50', `${pick(frames, 0.5)} ms`, ''],
        ['frame while it scrolls, p95', `${pick(frames, 0.95)} ms`, '16 ms'],
        ['frame while it scrolls, p99', `${pick(frames, 0.99)} ms`, '16 ms'],
        ['longest task while requests come in', `${Math.max(0, ...tasks).toFixed(1)} ms`, '50 ms'],
        ['tasks that took more than 50 ms', String(longTasks), '0'],
      ],
      notes: [
        `First paint: ${paints} new pages. Frames: ${frames.length} frames of 400 pixels each. Requests: ${sent} in ${seconds} s, for ${polled} jobs. Frames and the longest task are CPU time of the main thread; the first line and the last one depend on what else runs on the machine.`,
      ],
    };
  } finally {
    await browser.close();
    await mock.stop();
  }
}

// What runs in the page is text, since this file has no types of a page.
const firstPaint = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntriesByName('first-contentful-paint')) resolve(startTime);
  }).observe({ type: 'paint', buffered: true });
})`;
const scroll = `new Promise((resolve) => {
  let left = ${scrolls};
  const step = () => {
    document.querySelector('.lanes-scroll').scrollTop += 400;
    left -= 1;
    if (left > 0) requestAnimationFrame(step);
    else resolve();
  };
  requestAnimationFrame(step);
})`;
const observeTasks = `
  document.querySelector('.lanes-scroll').scrollTop = 0;
  longTasks = 0;
  new PerformanceObserver((list) => (longTasks += list.getEntries().length)).observe({ type: 'longtask' });
`;

/** Milliseconds after the start of the navigation. @param {Page} page @returns {Promise<number>} */
const readFirstPaint = async (page) => Number(await page.evaluate(firstPaint));

/**
 * The CPU times of all events of a name while something happens.
 * @param {Page} page @param {string} category @param {string} wanted @param {() => Promise<unknown>} action
 * @returns {Promise<readonly number[]>} milliseconds
 */
async function trace(page, category, wanted, action) {
  const session = await page.context().newCDPSession(page);
  let main = '';
  /** @type {Map<string, number[]>} */
  const threads = new Map();
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) {
      const { name, pid, tid, tdur, args } = /** @type {TraceEvent} */ (/** @type {unknown} */ (event));
      const thread = `${pid} ${tid}`;
      // The page that is measured is the last one of the browser.
      if (name === 'thread_name' && args?.name === 'CrRendererMain') main = thread;
      if (name !== wanted || tdur === undefined) continue;
      if (!threads.has(thread)) threads.set(thread, []);
      threads.get(thread)?.push(tdur / 1000);
    }
  });
  await session.send('Tracing.start', { traceConfig: { includedCategories: [category] } });
  await action();
  const complete = new Promise((resolve) => {
    session.once('Tracing.tracingComplete', resolve);
  });
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return threads.get(main) ?? [];
}
/** @typedef {{ name: string, pid: number, tid: number, tdur?: number, args?: { name?: string } }} TraceEvent */

/** Sends so many requests per second for jobs of alice. @param {number} port @param {number} seconds @returns {Promise<number>} how many */
async function sendPolls(port, seconds) {
  const list = await sendRequests(port, listRequest, { requests: 1 });
  const ids = [...list.matchAll(/"job_id":"([^"]+)"/g)].map(([, id]) => id).slice(0, polled);
  const requests = ids.map((id) => formatRequest(`${listLine}${id}/`, authorize()));
  const [begin, portion] = [performance.now(), 50];
  let sent = 0;
  while (performance.now() - begin < seconds * 1000) {
    const first = sent;
    await sendRequests(port, (nth) => requests[(first + nth) % requests.length] ?? listRequest, {
      requests: portion,
    });
    sent += portion;
    await sleep(Math.max(0, (sent / rate) * 1000 - (performance.now() - begin)));
  }
  return sent;
}

/** @param {readonly number[]} numbers @param {number} share */
const pick = (numbers, share) =>
  (numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? Number.NaN).toFixed(1);
