// `make soak`: uses the mock at full load for ten minutes, and checks that its memory is flat and every response right.
// @ts-check
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { collectable, listProcesses, pinLoad, readCpuTime, startServer } from '../bench/process.mjs';
import { startRedis } from '../bench/redis.mjs';
import { formatRequest } from '../bench/load.mjs';
import { beSlow, createWorlds, follow, poll, sufferFaults, work } from './actors.mjs';
import { ask, closeClients, createTally } from './client.mjs';
import { openMemory } from './memory.mjs';
import { fitSlope, formatCurve, isFlat } from './statistics.mjs';

const help = `Usage: make soak ARGS='[--seconds N] [--workers N] [--store redis]'

Uses the mock at full load, and samples the memory of its processes each second: 50 worlds per second are created and dropped, clocks run
at 10,000 times normal speed, faults are on, event streams are attached, files are uploaded, and some clients are slow.

  --seconds N   how long; 600 by default
  --workers N   so many workers; one process by default
  --store redis the worlds are in a redis-server, which it starts; memory by default. A URL uses that server

Exit status: 0 the memory is flat after the first minute, and there was no error; 1 otherwise.`;

/** Until then caches, journals and the worlds of --world-idle fill up. */
const warmUpSeconds = 60;
const flags = [
  '--speed',
  '10000',
  '--log',
  'nothing',
  '--world-idle',
  '10s',
  '--fault',
  'latency,latency=1ms,probability=0.01',
];

const { values } = parseArgs({
  options: {
    seconds: { type: 'string' },
    store: { type: 'string' },
    workers: { type: 'string' },
    help: { type: 'boolean' },
  },
});
const seconds = Number(values.seconds ?? 600);
if (values.help === true) console.log(help);
else if (!(seconds > 0)) {
  console.error(`--seconds is "${values.seconds}"; it must be a number above 0.`);
  process.exitCode = 2;
} else await soakWithStore(seconds);

/** @param {number} length */
async function soakWithStore(length) {
  const memory = openMemory();
  const redis = values.store === 'redis' ? await startRedis(memory.folder) : undefined;
  try {
    if (values.store === 'redis' && redis === undefined)
      throw new Error('There is no redis-server. Install it (Debian: apt-get install redis-server).');
    const store = redis === undefined ? values.store : `redis://127.0.0.1:${redis.port}`;
    await soak(length, memory, redis?.pid, [
      ...(store === undefined ? [] : ['--store', store]),
      ...(values.workers === undefined ? [] : ['--workers', values.workers]),
    ]);
  } finally {
    await redis?.stop();
    memory.close();
  }
}

/** @param {number} length @param {ReturnType<typeof openMemory>} memory @param {number | undefined} redis its process @param {readonly string[]} more flags */
async function soak(length, memory, redis, more) {
  pinLoad();
  const probe = formatRequest('GET /__mock__/health/live');
  const mock = await startServer(
    'the mock',
    (port) => [...collectable, 'dist/cli.js', 'mock', '--port', String(port), ...flags, ...more],
    probe,
    { everyCore: more.includes('--workers') },
  );
  const ended = new AbortController();
  const scene = { port: mock.port, tally: createTally(), end: ended.signal };
  const actors = [
    createWorlds(scene),
    ...[1, 2, 3].map((nth) => poll(scene, nth)),
    ...[1, 2].map((nth) => work(scene, nth)),
    sufferFaults(scene),
    follow(scene, 'default'),
    ...[1, 2].map((nth) => follow(scene, `soak-lasting-${nth}`)),
    follow(scene, 'soak-working-1'),
    beSlow(scene),
  ];
  const begun = performance.now();
  /** @type {MemorySample[]} */
  const samples = [];
  while (performance.now() - begun < length * 1000) {
    await sleep(1000);
    const [processes, { body }] = await Promise.all([
      memory.read(mock.pid, redis),
      ask(mock.port, 'GET /__mock__/metrics'),
    ]);
    samples.push({
      seconds: (performance.now() - begun) / 1000,
      worlds: Number(/^enrichment_mock_worlds (\d+)/m.exec(body)?.[1] ?? 0),
      processes,
    });
  }
  const cpu = listProcesses(mock.pid).reduce((sum, pid) => sum + readCpuTime(pid), 0) / 1e6;
  ended.abort();
  await Promise.all(actors);
  closeClients();
  await mock.stop();
  report(samples, scene.tally, cpu);
}

/** @typedef {{ seconds: number, worlds: number, processes: readonly import('./memory.mjs').ProcessMemory[] }} MemorySample */

/** @param {readonly MemorySample[]} samples @param {import('./client.mjs').Tally} tally @param {number} cpu */
function report(samples, { requests, worlds, errors }, cpu) {
  const length = samples.at(-1)?.seconds ?? 0;
  const names = samples.at(-1)?.processes.map(({ name }) => name) ?? [];
  const from = length > 2 * warmUpSeconds ? warmUpSeconds : length / 2;
  const select = (/** @type {'live' | 'resident'} */ kind, /** @type {string | undefined} */ name) =>
    samples.map((sample) => ({
      seconds: sample.seconds,
      worlds: sample.worlds,
      value: sample.processes
        .filter((one) => name === undefined || one.name === name)
        .reduce((sum, one) => sum + one[kind], 0),
    }));
  console.log(
    `Live memory of all processes after a garbage collection:\n${formatCurve(select('live', undefined))}\n`,
  );
  console.log(`Memory of all processes:\n${formatCurve(select('resident', undefined))}\n`);
  for (const name of names)
    for (const kind of /** @type {const} */ (['live', 'resident'])) {
      const series = select(kind, name);
      if (series.every(({ value }) => value === 0)) continue;
      const slope = fitSlope(series.filter((sample) => sample.seconds >= from));
      const isLeak = !isFlat(slope);
      console.log(
        `${isLeak ? 'LEAK' : 'ok  '} ${name}, ${kind} memory: ${slope.perMinute.toFixed(2)} ± ${slope.error.toFixed(2)} MB per minute after ${from.toFixed(0)} s, at the end ${(series.at(-1)?.value ?? 0).toFixed(1)} MB`,
      );
      // The allocator gives pages back late; only what lives is judged.
      if (isLeak && kind === 'live') process.exitCode = 1;
    }
  console.log(
    `${requests.toLocaleString('en')} requests in ${length.toFixed(0)} s, ${(requests / length).toFixed(0)} per second; ${worlds.toLocaleString('en')} worlds came and went, ${(worlds / length).toFixed(1)} per second; the mock used ${cpu.toFixed(0)} s of CPU.`,
  );
  for (const [kind, { count, first }] of errors)
    console.log(`ERROR ${count} x ${kind}, first after ${first}`);
  if (errors.size > 0) process.exitCode = 1;
  else console.log('No error.');
}
