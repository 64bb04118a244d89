// The part of the bench about growth: what requests, a start and a move of the clock cost when a user has many jobs.
// @ts-check
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';

import { formatRequest } from './load.mjs';
import { compareCosts, computeMedian, measureRequests, repeat } from './measure.mjs';
import { collectable, readCpuTime, readMemory, startServer } from './process.mjs';
import { authorize, listLine, startMockIn } from './servers.mjs';

/** @typedef {import('./process.mjs').Server} Server */

const knownJob = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
const status = formatRequest(`${listLine}${knownJob}/`, authorize());
const world = '/__mock__/api/worlds/default';

/** The requests whose cost must not grow. @type {Record<string, Buffer>} */
const requests = {
  'status, µs': status,
  'first page, µs': formatRequest(`${listLine}?page=1`, authorize()),
  'moving the clock, µs': formatRequest(
    `POST ${world}/clock`,
    { 'Content-Type': 'application/json' },
    '{"advance":"1s"}',
  ),
};

/**
 * @param {{ scratch: string }} surroundings
 * @param {{ sizes?: readonly number[], segments: number, repetitions: number }} amount
 * @returns {Promise<import('./table.mjs').Table>}
 */
export async function benchGrowth({ scratch }, { sizes = [100, 10_000, 1_000_000], segments, repetitions }) {
  /** @type {SizedMock[]} */
  const mocks = [];
  try {
    for (const jobs of sizes) mocks.push(await startSizedMock(scratch, jobs));
    const costs = await repeat(Object.keys(requests).length, async (row) => {
      const [, request = status] = Object.entries(requests)[row] ?? [];
      const measured = mocks.map(({ paged }) => ({ server: paged, request: () => request }));
      return measureRequests(measured, { segments, requests: repetitions, warmUp: 4 });
    });
    const lists = await repeat(mocks.length, (index) => measureList(mocks[index]));
    /** @param {string} name @param {(mock: SizedMock, column: number) => string} format */
    const formatRow = (name, format) => [name, ...mocks.map(format)];
    const [smallest] = mocks;
    return {
      title: 'Growth: one user with many jobs',
      columns: formatRow('jobs', ({ jobs }) => jobs.toLocaleString('en')),
      rows: [
        ...Object.keys(requests).map((name, row) =>
          formatRow(name, (_, column) => computeMedian(costs[row]?.[column] ?? []).toFixed(1)),
        ),
        formatRow('status, speed', (_, column) => {
          const [cheap = [], own = []] = [costs[0]?.[0], costs[0]?.[column]];
          const { ratio } = compareCosts(cheap, own);
          // A short run can cost less than what the system counts.
          return Number.isFinite(ratio) ? `${ratio.toFixed(2)}x` : '-';
        }),
        formatRow('bare list, µs a job', ({ jobs }, column) => ((lists[column] ?? 0) / jobs).toFixed(2)),
        formatRow('start, CPU s', ({ start }) => formatSeconds(start)),
        formatRow('start from a log, CPU s', ({ startFromLog }) => formatSeconds(startFromLog)),
        formatRow('memory of the process, MB', ({ memory }) => (memory / 1024).toFixed(0)),
        formatRow('live memory, bytes a job', ({ jobs, live }) => {
          const { jobs: few = 0, live: least = 0 } = smallest ?? {};
          return jobs === few ? '-' : ((live - least) / (jobs - few)).toFixed(0);
        }),
      ],
      notes: [
        `${segments} segments of ${repetitions} requests for each mock, in turn. Live memory is what a garbage collection leaves after the first response.`,
      ],
    };
  } finally {
    for (const { bare, paged } of mocks) {
      await bare.stop();
      await paged.stop();
    }
  }
}

/**
 * Two mocks with the same jobs, and what the start of the first one cost.
 * @typedef {object} SizedMock
 * @property {number} jobs
 * @property {Server} bare its list is a bare array
 * @property {Server} paged its list has pages
 * @property {number} start microseconds of CPU time
 * @property {number | undefined} startFromLog
 * @property {number} memory kilobytes
 * @property {number} live bytes after a garbage collection
 */

/** @param {string} scratch @param {number} jobs @returns {Promise<SizedMock>} */
async function startSizedMock(scratch, jobs) {
  const start = (/** @type {readonly string[]} */ ...flags) => {
    const command = startMockIn('.', ...flags);
    return startServer(`the mock with ${jobs} jobs`, (port) => [...collectable, ...command(port)], status);
  };
  const file = writeWorld(scratch, jobs);
  const bare = await start('--world', file);
  const figures = {
    start: readCpuTime(bare.pid),
    memory: readMemory(bare.pid),
    live: await bare.readLiveMemory(),
  };
  const log = await download(bare, `${world}/log`);
  let startFromLog;
  if (log !== undefined) {
    const logFile = join(scratch, `log-${jobs}.json`);
    writeFileSync(logFile, log);
    const again = await start('--world', logFile);
    startFromLog = readCpuTime(again.pid);
    await again.stop();
  }
  const paged = await start('--world', file, '--reading', 'list-envelope=page-number');
  return { jobs, bare, paged, startFromLog, ...figures };
}

/** A world in which alice has that many jobs. @param {string} folder @param {number} jobs */
function writeWorld(folder, jobs) {
  const file = join(folder, `world-${jobs}.yaml`);
  const text = `about: A user with ${jobs} jobs.
seed: bench
users:
  alice:
    token: alice-token
    jobs:
      - {id: ${knownJob}, scenario: straight-through, rows: 75, in: Enhancement Completed, for: 1h}
      - {scenario: small, rows: 10, submitted: 30d, count: ${jobs - 1}}
`;
  writeFileSync(file, text);
  return file;
}

/** The CPU time of the bare list, in microseconds: the median of five requests. @param {SizedMock | undefined} mock */
async function measureList(mock) {
  if (mock === undefined) return Number.NaN;
  const { bare } = mock;
  const costs = await repeat(5, async () => {
    const before = readCpuTime(bare.pid);
    await download(bare, listLine.split(' ')[1] ?? '');
    return readCpuTime(bare.pid) - before;
  });
  return computeMedian(costs);
}

/** @param {Server} server @param {string} path @returns {Promise<Buffer | undefined>} undefined unless it is a 200 */
function download({ port }, path) {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers: authorize(), agent: false }, (response) => {
      /** @type {Buffer[]} */
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece)).on('error', reject);
      response.on('end', () => resolve(response.statusCode === 200 ? Buffer.concat(pieces) : undefined));
    }).on('error', reject);
  });
}

function formatSeconds(/** @type {number | undefined} */ microseconds) {
  return microseconds === undefined ? '-' : (microseconds / 1e6).toFixed(2);
}
