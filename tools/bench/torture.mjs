// The part of the bench about torture: the CPU time of a life, beside that of as many requests to the mock in the page.
// @ts-check
import process from 'node:process';

const library = '../../dist/library';

/** A sound client: it polls every four seconds, with a growing delay after failures. */
async function follow(/** @type {any} */ { baseUrl, token, jobId, fetch, signal, onStatus }) {
  for (let failures = 0; ; ) {
    let wait = 4000;
    try {
      const headers = { Authorization: `Bearer ${token}` };
      const response = await fetch(`${baseUrl}/enrichment/status/${jobId}/`, { headers, signal });
      if ([401, 403, 404].includes(response.status)) return undefined;
      if (!response.ok) throw Object.assign(new Error('refused'), { wait: readWait(response.headers) });
      const job = await response.json();
      failures = 0;
      onStatus(job);
      if (['completed', 'failed', 'paused'].includes(job.status)) return job;
    } catch (error) {
      if (signal.aborted) throw error;
      failures += 1;
      const asked = error instanceof Error && 'wait' in error ? Number(error.wait) : 0;
      wait = Math.max(asked, Math.min(60_000, 4000 * 2 ** failures));
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    signal.throwIfAborted();
  }
}

/** Milliseconds; Retry-After has seconds or a date. @param {Headers} headers */
function readWait(headers) {
  const text = headers.get('Retry-After') ?? '0';
  const wait = /^\d+$/.test(text)
    ? 1000 * Number(text)
    : Date.parse(text) - Date.parse(headers.get('Date') ?? '');
  return wait > 0 ? wait : 0;
}

/** @returns {Promise<import('./table.mjs').Table>} */
export async function benchTorture({ lives = 1000, seed = 1 } = {}) {
  const { findFailure } = await import(`${library}/torture.js`);
  const { createMock } = await import(`${library}/engine.js`);
  let requests = 0;
  const counted = (/** @type {any} */ run) =>
    follow({
      ...run,
      fetch: (/** @type {unknown[]} */ ...given) => {
        requests += 1;
        return run.fetch(...given);
      },
    });
  const play = (/** @type {object} */ options) =>
    findFailure(counted, { numRuns: lives, seed, log: false, ...options });
  // Warm, so that loading and compiling do not count.
  await play({ numRuns: 100 });
  requests = 0;
  const spent = await measureCpu(async () => {
    const { finding, lives: played } = await play({});
    if (finding !== undefined)
      throw new Error(`The client of the bench broke ${finding.rule.name} in life ${played}.`);
  });
  const mock = createMock({ origin: 'http://localhost' });
  const [{ id }] = await mock.world('bench').jobs.list();
  const ask = async () => {
    const headers = mock.world('bench').headers();
    const url = `http://localhost/api/v1/enrichment/status/${id}/`;
    await (await mock.fetch(new Request(url, { headers })))?.json();
  };
  for (let nth = 0; nth < 1000; nth += 1) await ask();
  const bare = await measureCpu(async () => {
    for (let nth = 0; nth < requests; nth += 1) await ask();
  });
  return {
    title: 'Torture: lives of a sound client',
    columns: ['what', 'CPU ms a life', 'lives a second', 'requests a life', 'ratio'],
    rows: [
      ['the same number of requests to the mock in the page', (bare / lives).toFixed(2), '', '', '1.00'],
      [
        'a life: timers, network, world and rules',
        (spent / lives).toFixed(2),
        ((1000 * lives) / spent).toFixed(0),
        (requests / lives).toFixed(1),
        (spent / bare).toFixed(2),
      ],
    ],
  };
}

/** @param {() => Promise<void>} work @returns CPU time in milliseconds */
async function measureCpu(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
