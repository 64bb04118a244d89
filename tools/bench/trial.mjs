// The part of the bench that repeats the trial on which the shared store rests: three processes write to four worlds, and each change is
// on the disk before it is confirmed. Quietly, and while one process is killed and all connections are cut again and again.
// @ts-check
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';

import { ask } from '../soak/client.mjs';
import { formatRequest, sendRequests } from './load.mjs';
import { computeMedian, repeat } from './measure.mjs';
import { readCpuTime, startServer } from './process.mjs';
import { durable, sendToRedis, startRedis } from './redis.mjs';
import { authorize, listLine, listRequest, startMockIn, submitLine } from './servers.mjs';

/** @typedef {import('./process.mjs').Server} Server */
/** @typedef {{ seconds: number, latencies: readonly number[], acknowledged: number, refused: number, lost: number, differ: number }} Outcome */

const processes = 3;
const worlds = ['trial-a', 'trial-b', 'trial-c', 'trial-d'];
const clientsOfWorld = 4;
/** Between two cuts of all connections to Redis, in milliseconds. */
const cutInterval = 300;
const warmUp = 300;
const warmUpHeaders = { ...authorize('alice-token~trial-warm-up'), 'Content-Type': 'application/json' };
const record = { records: [{ first_name: 'Ada', last_name: 'Lovelace', company_name: 'Engines' }] };

/**
 * @param {{ scratch: string }} surroundings @param {{ commands: number, looks?: number }} amount commands of each process
 * @returns {Promise<import('./table.mjs').Table | undefined>} undefined without redis-server
 */
export async function benchTrial({ scratch }, { commands, looks = 4000 }) {
  const folder = mkdtempSync(join(scratch, 'trial-'));
  try {
    const redis = await startRedis(folder, durable);
    if (redis === undefined) {
      console.error('The trial is left out, since redis-server is not installed.');
      return undefined;
    }
    const quiet = await play(redis.port, 'quiet', commands, false);
    const disturbed = await play(redis.port, 'disturbed', commands, true);
    await redis.stop();
    const look = await measureLook(scratch, looks);
    return format({ quiet, disturbed }, commands, [
      `${processes} processes of the mock, ${worlds.length} worlds, ${commands} submissions to each process by ${clientsOfWorld} clients in each world; one Redis server with \`appendfsync always\`. Synchronising a file takes ${measureSync(folder).toFixed(2)} ms on this disk.`,
      `Cut: all connections to Redis are cut every ${cutInterval} ms, and one process is killed after a third of the time; its clients go to the others. A client repeats what was refused (503) or not answered.`,
      'The trial of the store alone, without a mock, took 5.6 to 6.6 s, and 11 to 13 s with compare-and-set. Lost: acknowledged jobs that a process does not show at the end. Differ: worlds that two processes do not show alike.',
      look,
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {number} redis its port @param {string} name @param {number} commands @param {boolean} isDisturbed @returns {Promise<Outcome>} */
async function play(redis, name, commands, isDisturbed) {
  const store = ['--store', `redis://127.0.0.1:${redis}?prefix=${name}:`];
  const start = async () =>
    startServer(name, startMockIn('.', '--log', 'nothing', ...store), listRequest, { everyCore: true });
  /** @type {Server[]} */
  const servers = [];
  for (let one = 0; one < processes; one += 1) servers.push(await start());
  const ports = servers.map(({ port }) => port);
  const [victim] = servers;
  // A process that has just started is slow, as the code that it runs is not compiled yet.
  for (const port of ports)
    await sendRequests(port, formatRequest(submitLine, warmUpHeaders, JSON.stringify(record)), {
      requests: warmUp,
    });
  /** @type {Map<string, Set<string>>} */
  const acknowledged = new Map(worlds.map((world) => [world, new Set()]));
  /** @type {number[]} */
  const latencies = [];
  let refused = 0;
  let left = processes * commands;
  const submit = async (/** @type {string} */ world, /** @type {number} */ home) => {
    const token = `alice-token~${world}`;
    for (let turn = home; left > 0; ) {
      left -= 1;
      const began = performance.now();
      for (;;) {
        const port = ports[turn % ports.length] ?? 0;
        const { status, body } = await ask(port, submitLine, { token, body: JSON.stringify(record) });
        const id = /"job_id":"([^"]+)"/.exec(body)?.[1];
        if (status === 201 && id !== undefined) {
          acknowledged.get(world)?.add(id);
          break;
        }
        refused += 1;
        if (status === 0) turn += 1;
        else if (status !== 503) throw new Error(`A submission was answered with ${status}: ${body}`);
        await sleep(5);
      }
      latencies.push(performance.now() - began);
    }
  };
  const cutting = isDisturbed
    ? setInterval(() => sendToRedis(redis, 'CLIENT KILL TYPE normal'), cutInterval)
    : undefined;
  const began = performance.now();
  const clients = ports.flatMap((_, home) =>
    worlds.flatMap((world) => Array.from({ length: clientsOfWorld }, async () => submit(world, home))),
  );
  if (isDisturbed) void killAfterThird(victim, () => 1 - left / (processes * commands));
  await Promise.all(clients);
  const seconds = (performance.now() - began) / 1000;
  clearInterval(cutting);
  const living = isDisturbed ? ports.slice(1) : ports;
  let [lost, differ] = [0, 0];
  for (const [world, ids] of acknowledged) {
    const lists = await Promise.all(living.map(async (port) => listJobs(port, world)));
    for (const list of lists) lost += [...ids].filter((id) => !list.has(id)).length;
    const texts = lists.map((list) => [...list].toSorted().join());
    if (new Set(texts).size > 1) differ += 1;
  }
  for (const server of servers) await server.stop();
  const count = [...acknowledged.values()].reduce((sum, { size }) => sum + size, 0);
  return { seconds, latencies, acknowledged: count, refused, lost, differ };
}

/** @param {Server | undefined} victim @param {() => number} getShare of what is done */
async function killAfterThird(victim, getShare) {
  while (getShare() < 1 / 3) await sleep(5);
  if (victim !== undefined) process.kill(victim.pid, 'SIGKILL');
}

/** @param {number} port @param {string} world */
async function listJobs(port, world) {
  const { status, body } = await askUntilServed(port, world);
  if (status !== 200) throw new Error(`The list of world "${world}" was answered with ${status}.`);
  return new Set(Array.from(body.matchAll(/"job_id":"([^"]+)"/g), ([, id = '']) => id));
}

/** The connections were cut just now. @param {number} port @param {string} world */
async function askUntilServed(port, world) {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask(port, listLine, { token: `alice-token~${world}` });
    if (answer.status !== 503 || tries === 100) return answer;
    await sleep(50);
  }
}

/** The CPU time of looks at 32 worlds, 32 at a time: that of a status with a shared store, less that of one without. @param {string} scratch @param {number} requests */
async function measureLook(scratch, requests) {
  const redis = await startRedis(scratch);
  if (redis === undefined) return '';
  const flags = [[], ['--store', `redis://127.0.0.1:${redis.port}`]];
  /** @type {Server[]} */
  const servers = [];
  for (const one of flags) servers.push(await startServer('the mock', startMockIn('.', ...one), listRequest));
  const all = Array.from({ length: 32 }, (_, nth) =>
    formatRequest(`${listLine}9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60/`, authorize(`alice-token~look-${nth}`)),
  );
  const measure = async (/** @type {Server | undefined} */ server) => {
    if (server === undefined) return { mock: 0, redis: 0 };
    const before = [readCpuTime(server.pid), readCpuTime(redis.pid)];
    const request = (/** @type {number} */ nth) => all[nth % all.length] ?? listRequest;
    await sendRequests(server.port, request, { requests, connections: all.length });
    const [mock = 0, store = 0] = [readCpuTime(server.pid), readCpuTime(redis.pid)].map(
      (time, index) => (time - (before[index] ?? 0)) / requests,
    );
    return { mock, redis: store };
  };
  const rounds = await repeat(12, async () => ({
    alone: await measure(servers[0]),
    shared: await measure(servers[1]),
  }));
  const counted = rounds.slice(4);
  const mock = computeMedian(counted.map(({ alone, shared }) => shared.mock - alone.mock));
  const store = computeMedian(counted.map(({ shared }) => shared.redis));
  for (const server of servers) await server.stop();
  await redis.stop();
  return `A look at one of 32 worlds, 32 at a time, takes ${mock.toFixed(0)} µs of CPU in the mock (the trial: 36 µs with ioredis, 56 µs with node-redis) and ${store.toFixed(0)} µs in Redis: that of a status with a shared store, less that of one without.`;
}

/** The median time to bring a small write to the disk, in milliseconds. @param {string} folder */
function measureSync(folder) {
  const file = openSync(join(folder, 'sync'), 'w');
  const times = Array.from({ length: 100 }, () => {
    const began = performance.now();
    writeSync(file, 'a small write\n');
    fsyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  return computeMedian(times);
}

/** @param {{ quiet: Outcome, disturbed: Outcome }} outcomes @param {number} commands @param {readonly string[]} notes @returns {import('./table.mjs').Table} */
function format({ quiet, disturbed }, commands, notes) {
  return {
    title: `Three processes on Redis: ${processes * commands} submissions to four worlds, each on the disk before it is confirmed`,
    columns: [
      'run',
      'seconds',
      'per second',
      'p50 ms',
      'p99 ms',
      'acknowledged',
      'repeated',
      'lost',
      'differ',
    ],
    rows: [toRow('quiet', quiet), toRow('connections cut, one process killed', disturbed)],
    notes: notes.filter(Boolean),
  };
}

/** @param {string} name @param {Outcome} outcome */
function toRow(name, { seconds, latencies, acknowledged, refused, lost, differ }) {
  const sorted = latencies.toSorted((a, b) => a - b);
  const getPart = (/** @type {number} */ part) =>
    (sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(1);
  return [
    name,
    seconds.toFixed(1),
    (acknowledged / seconds).toFixed(0),
    getPart(0.5),
    getPart(0.99),
    String(acknowledged),
    String(refused),
    String(lost),
    String(differ),
  ];
}
