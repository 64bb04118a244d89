// `make soak`: uses the mock at full load for ten minutes, and checks that its memory is flat and every response right.
// @ts-check
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { collectable, pinLoad, readCpuTime, readMemory, startServer } from '../bench/process.mjs';
import { formatRequest } from '../bench/load.mjs';
import { beSlow, createWorlds, follow, poll, sufferFaults, work } from './actors.mjs';
import { ask, closeClients, createTally } from './client.mjs';
import { fitSlope, formatCurve, isFlat } from './statistics.mjs';

const help = `Usage: make soak ARGS='[--seconds N] [--store URL]'

Uses the mock at full load, and samples its memory each second: 50 worlds per second are created and dropped, clocks run
at 10,000 times normal speed, faults are on, event streams are attached, files are uploaded, and some clients are slow.

  --seconds N   how long; 600 by default
  --store URL   a Redis server for the worlds; memory by default

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
  options: { seconds: { type: 'string' }, store: { type: 'string' }, help: { type: 'boolean' } },
});
const seconds = Number(values.seconds ?? 600);
if (values.help === true) console.log(help);
else if (!(seconds > 0)) {
  console.error(`--seconds is "${values.seconds}"; it must be a number above 0.`);
  process.exitCode = 2;
} else await soak(seconds, values.store === undefined ? [] : ['--store', values.store]);

/** @param {number} length @param {readonly string[]} storeFlags */
async function soak(length, storeFlags) {
  pinLoad();
  const probe = formatRequest('GET /__mock__/health/live');
  const mock = await startServer(
    'the mock',
    (port) => [...collectable, 'dist/cli.js', 'mock', '--port', String(port), ...flags, ...storeFlags],
    probe,
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
  const samples = [];
  while (performance.now() - begun < length * 1000) {
    await sleep(1000);
    const [live, { body }] = await Promise.all([
      mock.readLiveMemory(),
      ask(mock.port, 'GET /__mock__/metrics'),
    ]);
    samples.push({
      seconds: (performance.now() - begun) / 1000,
      live: live / 1e6,
      resident: readMemory(mock.pid) / 1024,
      worlds: Number(/^enrichment_mock_worlds (\d+)/m.exec(body)?.[1] ?? 0),
    });
  }
  const cpu = readCpuTime(mock.pid) / 1e6;
  ended.abort();
  await Promise.all(actors);
  closeClients();
  await mock.stop();
  report(samples, scene.tally, cpu);
}

/**
 * @param {readonly { seconds: number, live: number, resident: number, worlds: number }[]} samples
 * @param {import('./client.mjs').Tally} tally
 * @param {number} cpu
 */
function report(samples, { requests, worlds, errors }, cpu) {
  const length = samples.at(-1)?.seconds ?? 0;
  const live = samples.map(({ seconds: at, live: value, worlds: alive }) => ({
    seconds: at,
    value,
    worlds: alive,
  }));
  const resident = samples.map(({ seconds: at, resident: value, worlds: alive }) => ({
    seconds: at,
    value,
    worlds: alive,
  }));
  console.log(`Live memory after a garbage collection:\n${formatCurve(live)}\n`);
  console.log(`Memory of the process:\n${formatCurve(resident)}\n`);
  const from = length > 2 * warmUpSeconds ? warmUpSeconds : length / 2;
  const slopes = { 'live memory': live, 'memory of the process': resident };
  for (const [name, series] of Object.entries(slopes)) {
    const slope = fitSlope(series.filter((sample) => sample.seconds >= from));
    const flat = isFlat(slope);
    console.log(
      `${flat ? 'ok  ' : 'LEAK'} ${name}: ${slope.perMinute.toFixed(2)} ± ${slope.error.toFixed(2)} MB per minute after ${from.toFixed(0)} s`,
    );
    // The allocator gives pages back late; only what lives is judged.
    if (!flat && name === 'live memory') process.exitCode = 1;
  }
  console.log(
    `${requests.toLocaleString('en')} requests in ${length.toFixed(0)} s, ${(requests / length).toFixed(0)} per second; ${worlds.toLocaleString('en')} worlds came and went, ${(worlds / length).toFixed(0)} per second; the mock used ${cpu.toFixed(0)} s of CPU.`,
  );
  for (const [kind, { count, first }] of errors)
    console.log(`ERROR ${count} x ${kind}, first after ${first}`);
  if (errors.size > 0) process.exitCode = 1;
  else console.log('No error.');
}
