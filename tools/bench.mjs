// `make bench`: compares the mock with a bare Express server on the same machine, in turn, as ratios.
// @ts-check
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';

import { bodies, weigh } from './bench-bodies.mjs';

const rounds = 15;
const requests = 2000;
const path = '/api/v1/enrichment/status/';
const headers = { authorization: 'Bearer alice-token' };
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

mkdirSync('build/bench', { recursive: true });
writeFileSync(
  'build/bench/hello.mjs',
  `import express from 'express';
express().use((request, response) => response.json({ hello: 'world' })).listen(Number(process.argv[2]), '127.0.0.1');
`,
);
await build({
  entryPoints: ['build/bench/hello.mjs'],
  outfile: 'build/bench/hello-bundled.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
});

const port = await freePort();
/** @type {Record<string, string[]>} */
const servers = {
  mock: ['dist/cli.js', 'mock', '--port', String(port), '--max-worlds', '5000'],
  'bare Express hello-world': ['build/bench/hello.mjs', String(port)],
  'the same, bundled': ['build/bench/hello-bundled.mjs', String(port)],
};
const names = Object.keys(servers);
/** @type {Record<string, number[]>} */
const starts = Object.fromEntries(names.map((name) => [name, []]));
/** @type {Record<string, number[]>} */
const answers = Object.fromEntries(names.map((name) => [name, []]));

// In turn, so that a busy moment of the machine affects all of them alike; the first round only warms up.
for (let round = 0; round <= rounds; round += 1) {
  for (const name of names) {
    const elapsed = await withServer(name, async () => undefined);
    if (round > 0) starts[name]?.push(elapsed);
  }
}
for (const name of names) {
  await withServer(name, async () => {
    for (let run = 0; run < requests; run += 1) answers[name]?.push(await timeOf(() => ask()));
  });
}
report(`From process start to the first 200, ${rounds} alternating rounds`, starts);
report(`GET ${path}, ${requests} consecutive requests`, answers);

await withServer('mock', manyWorlds);
await withServer('mock', largeJob);
await largeBodies();

/** The cost of each hostile body; each gets a new mock, so that their memory can be told apart. */
async function largeBodies() {
  const defaultSize = Buffer.from('{"records":[{"first_name":"Ada"}]}');
  console.log(
    '\nLarge and hostile bodies, and the longest wait of another request meanwhile (on an idle machine):',
  );
  for (const [name, [type, make, copies = 1]] of Object.entries(bodies)) {
    const body = make();
    await withServer('mock', async (pid) => {
      await weigh({ port, pid, type: 'application/json', body: defaultSize });
      const { answer, cpu, memory, wait } = await weigh({ port, pid, type, body, copies });
      const costs = `${cpu.toFixed(2)} s of CPU, ${memory.toFixed(0).padStart(3)} MB more, waits ${wait.toFixed(0).padStart(3)} ms`;
      console.log(`  ${name.padEnd(42)} ${costs}; ${answer.slice(0, 48)}`);
    });
  }
}

/** The first response in a new world compared with one in a known world, and the memory of a world. */
async function manyWorlds(/** @type {number} */ pid) {
  /** @type {Record<string, number[]>} */
  const times = { mock: [], 'the same world again': [] };
  const before = memoryOf(pid);
  for (let world = 0; world < requests; world += 1) {
    times['mock']?.push(await timeOf(inWorld(`w${world}`)));
    times['the same world again']?.push(await timeOf(inWorld(`w${world}`)));
  }
  const after = memoryOf(pid);
  report(`GET ${path} in a new world, ${requests} consecutive worlds`, times);
  if (before !== undefined && after !== undefined)
    console.log(`  memory: ${((after - before) / requests).toFixed(1)} KB more per world, including garbage`);
}

/** Sends a request as alice in a world. */
function inWorld(/** @type {string} */ name) {
  return () => ask({ authorization: `${headers.authorization}~${name}` });
}

/** The memory of the process in KB; undefined where the system does not report it. */
function memoryOf(/** @type {number} */ pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/** A hundred thousand rows as CSV, and the pages of their results: the last ones compared with the first. */
async function largeJob() {
  const rows = Array.from({ length: 100_000 }, (_, row) => `First ${row},Last ${row},"Company, ${row}"\n`);
  const form = new FormData();
  form.set('file', new Blob(['first_name,last_name,company_name\n', ...rows]), 'people.csv');
  // Converted to bytes beforehand, since creating the form takes longest.
  const made = new Response(form);
  const sent = { ...headers, 'content-type': made.headers.get('content-type') ?? '' };
  const body = await made.arrayBuffer();
  const base = `http://127.0.0.1:${port}`;
  const api = `${base}/api/v1/enrichment`;
  const submitted = [];
  let id = '';
  for (let run = 0; run < 5; run += 1) {
    const begun = performance.now();
    const answer = await fetch(`${api}/submit/`, { method: 'POST', headers: sent, body });
    submitted.push(performance.now() - begun);
    ({ job_id: id } = /** @type {{ job_id: string }} */ (await answer.json()));
  }
  await fetch(`${base}/__mock__/api/worlds/default/clock`, { method: 'POST', body: 'advance=2h' });
  /** @type {Record<string, number[]>} */
  const pages = { mock: [], 'its first page': [] };
  for (let run = 0; run < 200; run += 1) {
    pages['its first page']?.push(await timeOf(() => read(`${api}/result/${id}/?page=1`)));
    pages['mock']?.push(await timeOf(() => read(`${api}/result/${id}/?page=${1000 + run}`)));
  }
  console.log(`\nSubmitting 100,000 rows as CSV, 5 times: median ${median(submitted).toFixed(0)} ms`);
  report('GET pages of its results, 200 consecutive pages from page 1,000', pages);
}

/** @param {string} url */
async function read(url) {
  const answer = await fetch(url, { headers });
  if (answer.status !== 200) throw new Error(`${url} returned ${answer.status}.`);
  return answer.text();
}

/** Resolves to the milliseconds from the start of the process to its first response, after `use` has finished with it. */
async function withServer(/** @type {string} */ name, /** @type {(pid: number) => Promise<unknown>} */ use) {
  const begun = performance.now();
  const server = spawn(process.execPath, servers[name] ?? [], { stdio: 'ignore' });
  const ended = new Promise((resolve) => server.on('exit', resolve));
  while (!(await ask().catch(() => false))) {
    if (server.exitCode !== null) throw new Error(`${name} exited before it answered.`);
    await sleep(1);
  }
  const elapsed = performance.now() - begun;
  await use(server.pid ?? 0);
  server.kill();
  await ended;
  return elapsed;
}

/** @returns {Promise<boolean>} whether it was a 200 */
function ask(sent = headers) {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers: sent, agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode === 200));
    }).on('error', reject);
  });
}

async function timeOf(/** @type {() => Promise<unknown>} */ action) {
  const begun = performance.now();
  await action();
  return performance.now() - begun;
}

/** @param {string} what @param {Record<string, number[]>} times */
function report(what, times) {
  console.log(`\n${what}:`);
  for (const [name, own] of Object.entries(times)) {
    const ratio =
      name === 'mock' ? '' : `   mock / this: ${(median(times['mock'] ?? []) / median(own)).toFixed(2)}`;
    const figures = `median ${median(own).toFixed(2).padStart(7)} ms, minimum ${Math.min(...own)
      .toFixed(2)
      .padStart(7)} ms`;
    console.log(`  ${name.padEnd(26)} ${figures}${ratio}`);
  }
}

function median(/** @type {number[]} */ values) {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
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
