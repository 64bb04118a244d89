// The parts of the bench about several processes: throughput and latency by workers, and by processes on one Redis server.
// @ts-check
import { cpus } from 'node:os';

import { sendRequests } from './load.mjs';
import { compareCosts, computeMedian } from './measure.mjs';
import { cores, listProcesses, readCpuTime, startServer } from './process.mjs';
import { startRedis } from './redis.mjs';
import { listRequest, prepareRequest, startMockIn } from './servers.mjs';

/** @typedef {import('./process.mjs').Server} Server */
/** @typedef {{ name: string, servers: readonly Server[], pids: readonly number[], request: import('./servers.mjs').RequestOfSegment }} Setting */
/** @typedef {{ rate: number[], median: number[], late: number[], cpu: number[] }} Figures */

const workerCounts = [2, 4];
const processCounts = [1, 2, 3];
const titles = { status: 'Status of one job', submit: 'Submit of one record' };

/**
 * @param {'status' | 'submit'} kind
 * @param {{ scratch: string }} surroundings
 * @param {{ rounds: number, requests: number, connections?: number }} amount
 * @returns {Promise<import('./table.mjs').Table>}
 */
export async function benchScale(kind, { scratch }, { rounds, requests, connections = 16 }) {
  const redis = await startRedis(scratch);
  /** @type {Setting[]} */
  const settings = [];
  try {
    settings.push(await start(kind, 'one process', 1, []));
    settings.push(await start(kind, 'one process again (A/A)', 1, []));
    for (const count of workerCounts)
      settings.push(await start(kind, `--workers ${count}`, 1, ['--workers', String(count)]));
    for (const count of redis === undefined ? [] : processCounts) {
      const store = ['--store', `redis://127.0.0.1:${redis?.port}?prefix=bench-${count}:`];
      const name = count === 1 ? 'one process on Redis' : `${count} processes on Redis`;
      settings.push(await start(kind, name, count, store, redis?.pid));
    }
    const figures = await measure(settings, { rounds, requests, connections });
    return format(kind, settings, figures, { rounds, requests, connections, hasRedis: redis !== undefined });
  } finally {
    for (const { servers } of settings) for (const server of servers) await server.stop();
    await redis?.stop();
  }
}

/** @param {'status' | 'submit'} kind @param {string} name @param {number} count @param {readonly string[]} flags @param {number} [store] @returns {Promise<Setting>} */
async function start(kind, name, count, flags, store) {
  /** @type {Server[]} */
  const servers = [];
  for (let one = 0; one < count; one += 1)
    servers.push(
      await startServer(name, startMockIn('.', '--max-worlds', '100000', ...flags), listRequest, {
        everyCore: true,
      }),
    );
  const [first] = servers;
  if (first === undefined) throw new Error(`There is no server for "${name}".`);
  const pids = servers.flatMap(({ pid }) => listProcesses(pid));
  return {
    name,
    servers,
    pids: store === undefined ? pids : [...pids, store],
    request: await prepareRequest(kind, first, true),
  };
}

/**
 * Each round starts with another setting.
 * @param {readonly Setting[]} settings @param {{ rounds: number, requests: number, connections: number }} amount
 */
async function measure(settings, { rounds, requests, connections }) {
  /** @type {readonly Figures[]} */
  const figures = settings.map(() => ({ rate: [], median: [], late: [], cpu: [] }));
  const warmUp = 3;
  for (let round = -warmUp; round < rounds; round += 1) {
    for (let turn = 0; turn < settings.length; turn += 1) {
      const index = (turn + round + warmUp) % settings.length;
      const { servers, pids, request } = settings[index] ?? { servers: [], pids: [], request: undefined };
      if (request === undefined) continue;
      /** @type {number[]} */
      const latencies = [];
      const ports = servers.map(({ port }) => port);
      const [cpu, began] = [sumCpuTime(pids), performance.now()];
      await sendRequests(ports, request(round + warmUp), { requests, connections, latencies });
      const seconds = (performance.now() - began) / 1000;
      if (round < 0) continue;
      const sorted = latencies.toSorted((a, b) => a - b);
      figures[index]?.rate.push(requests / seconds);
      figures[index]?.median.push(sorted[Math.floor(requests * 0.5)] ?? Number.NaN);
      figures[index]?.late.push(sorted[Math.floor(requests * 0.99)] ?? Number.NaN);
      figures[index]?.cpu.push((sumCpuTime(pids) - cpu) / requests);
    }
  }
  return figures;
}

/** @param {readonly number[]} pids */
const sumCpuTime = (pids) => pids.reduce((sum, pid) => sum + readCpuTime(pid), 0);

/** The median, and its ratio to another. @param {readonly number[]} own @param {readonly number[] | undefined} other @param {number} digits */
const show = (own, other, digits) => [
  computeMedian(own).toFixed(digits),
  `${compareCosts(own, other ?? []).ratio.toFixed(2)}x`,
];

/**
 * @param {'status' | 'submit'} kind @param {readonly Setting[]} settings @param {readonly Figures[]} figures
 * @param {{ rounds: number, requests: number, connections: number, hasRedis: boolean }} amount
 * @returns {import('./table.mjs').Table}
 */
function format(kind, settings, figures, { rounds, requests, connections, hasRedis }) {
  const [plain] = figures;
  return {
    title: `${titles[kind]}: throughput and latency of several processes, on ${cores} cores`,
    columns: ['mock', 'requests/s', 'ratio', 'p50 ms', 'ratio', 'p99 ms', 'ratio', 'CPU µs', 'ratio'],
    rows: settings.map(({ name }, index) => {
      const { rate = [], median = [], late = [], cpu = [] } = figures[index] ?? {};
      return [
        name,
        ...show(rate, plain?.rate, 0),
        ...show(median, plain?.median, 2),
        ...show(late, plain?.late, 2),
        ...show(cpu, plain?.cpu, 0),
      ];
    }),
    notes: [
      `${rounds} rounds of ${requests} requests, each on ${connections} keep-alive connections, in turn. Ratios are to one process in the same round, the median of all rounds. CPU is that of all processes of the mock together, with the Redis server.`,
      `Measured on ${cores} cores (${cpus()[0]?.model ?? 'of an unknown model'}). One of them also makes the load, so more processes than cores cannot show a gain here; the CPU time of a request says what they cost.`,
      ...(kind === 'submit'
        ? ['All connections write to one world, the worst case: each process has to learn of every entry.']
        : []),
      ...(hasRedis ? [] : ['Processes on Redis were left out, since redis-server is not installed.']),
    ],
  };
}
