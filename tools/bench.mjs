// `make bench`: how long the mock takes to answer its first request, and how long each answer takes after that.
// @ts-check
import { spawn } from 'node:child_process';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

const starts = 10;
const requests = 2000;
const path = '/api/v1/enrichment/status/';
const headers = { authorization: 'Bearer alice-token' };
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const port = await freePort();
const untilAnswer = [];
for (let run = 0; run < starts; run += 1) untilAnswer.push(await withMock());
report(`start to first answer (${starts} runs)`, untilAnswer);
await withMock(async () => {
  const each = [];
  for (let run = 0; run < requests; run += 1) each.push(await timeOf(ask));
  report(`GET ${path} (${requests} requests)`, each);
});

/** Resolves to the milliseconds from the start of the process to its first answer, once `use` is done with it. */
async function withMock(/** @type {() => Promise<unknown>} */ use = async () => undefined) {
  const begun = performance.now();
  const mock = spawn(process.execPath, ['dist/cli.js', 'mock', '--port', String(port)], { stdio: 'ignore' });
  const ended = new Promise((resolve) => mock.on('exit', resolve));
  while (!(await ask().catch(() => false))) {
    if (mock.exitCode !== null)
      throw new Error('The mock ended before it answered; run `make mock` to see why.');
    await sleep(1);
  }
  const elapsed = performance.now() - begun;
  await use();
  mock.kill();
  await ended;
  return elapsed;
}

/** @returns {Promise<boolean>} */
function ask() {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers, agent }, (response) => {
      response.resume().on('end', () => resolve(true));
    }).on('error', reject);
  });
}

async function timeOf(/** @type {() => Promise<unknown>} */ action) {
  const begun = performance.now();
  await action();
  return performance.now() - begun;
}

/** @param {string} what @param {number[]} times */
function report(what, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  console.log(`${what}: median ${at(0.5)} ms, fastest ${at(0)} ms, 99th percentile ${at(0.99)} ms`);
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
